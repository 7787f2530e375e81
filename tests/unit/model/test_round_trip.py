"""Every value of the model is equal to itself after a journey through JSON, and JSON is stable."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.asset import Film, Gathered, Picture, SceneAssets, Speech, SpokenWord, Track
from reelwright.model.brief import CaptionStyle, Language, MusicBrief, SceneBrief, Size
from reelwright.model.caption import Captions, Cue, CueWord
from reelwright.model.clip import PictureClip
from reelwright.model.errors import Invalid
from reelwright.model.ids import content_key, scene_id
from reelwright.model.motion import Ease, Framing, Motion
from reelwright.model.progress import Progress, Step
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.report import Figures, Finding, Flaw, Report, Severity, Stretch
from reelwright.model.sound import Loop, Loudness, SoundClip, SoundRole
from reelwright.model.storyboard import Camera, Scene, Storyboard
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.timeline import Timeline

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = texts.filter(bool)
times = st.fractions(0, 3600, max_denominator=1001).map(Time)
lasting = st.fractions("1/100", 60, max_denominator=1001).map(Time)
shares = st.floats(0, 1)
keys = texts.map(content_key)
scene_ids = st.integers(1, 500).map(scene_id)

provenances = st.builds(
    Provenance,
    vendor=names,
    model=names,
    version=texts,
    seed=st.none() | st.integers(0, 2**63 - 1),
    licence=texts,
    credit=texts,
)
degradations = st.builds(Degradation, what=names, why=texts, scene=st.none() | scene_ids)
lacking = st.lists(degradations, max_size=2).map(tuple)
pictures = st.builds(
    Picture,
    blob=keys,
    width=st.integers(2, 8192),
    height=st.integers(2, 8192),
    provenance=provenances,
    degradations=lacking,
)
spoken_words = st.builds(
    SpokenWord, begin=st.integers(0, 99), end=st.integers(0, 99), start=times, stop=times
)
speeches = st.builds(
    Speech,
    blob=keys,
    text=texts,
    duration=times,
    words=st.lists(spoken_words, max_size=3).map(tuple),
    provenance=provenances,
    degradations=lacking,
)
tracks = st.builds(
    Track,
    blob=keys,
    duration=times,
    loop_start=times,
    loop_end=times,
    crossfade=times,
    provenance=provenances,
    degradations=lacking,
)
scene_assets = st.builds(
    SceneAssets, scene=scene_ids, picture=pictures, speech=st.none() | speeches
)
gathered = st.builds(
    Gathered, scenes=st.lists(scene_assets, max_size=2).map(tuple), track=st.none() | tracks
)
scenes = st.builds(
    Scene,
    id=scene_ids,
    narration=texts,
    visual=texts,
    picture=st.none() | keys,
    camera=st.sampled_from(Camera),
    duration=times,
)
storyboards = st.builds(
    Storyboard,
    title=texts,
    description=texts,
    language=st.sampled_from(Language),
    mood=st.none() | texts,
    scenes=st.lists(scenes, min_size=1, max_size=3).map(tuple),
)
stretches = st.builds(Stretch, start=times, stop=times)
several = st.lists(stretches, max_size=2).map(tuple)
figures = st.builds(
    Figures,
    frames=st.integers(1, 216_000),
    pictures=stretches,
    sound=st.none() | stretches,
    loudness=st.none() | st.floats(-70, 0),
    true_peak=st.none() | st.floats(-70, 0),
    black=several,
    frozen=several,
    silent=several,
)
findings = st.builds(
    Finding,
    flaw=st.sampled_from(Flaw),
    severity=st.sampled_from(Severity),
    says=texts,
    start=st.none() | times,
    stop=st.none() | times,
)
reports = st.builds(Report, figures=figures, findings=st.lists(findings, max_size=2).map(tuple))
films = st.builds(
    Film,
    path=texts,
    title=texts,
    duration=times,
    width=st.integers(64, 8192),
    height=st.integers(64, 8192),
    frames=st.integers(1, 216_000),
    bytes=st.integers(1, 2**40),
    loudness=st.none() | st.floats(-70, 0),
    true_peak=st.none() | st.floats(-70, 0),
    storyboard=storyboards,
    credits=st.lists(provenances, max_size=2).map(tuple),
    degradations=lacking,
    report=reports,
    segments=st.integers(1, 9_000),
    reused=st.integers(0, 9_000),
    sound_reused=st.booleans(),
    seconds=st.dictionaries(st.sampled_from(Step), st.floats(0, 1e6)),
    elapsed=st.floats(0, 1e6),
)
news = st.builds(
    Progress,
    step=st.sampled_from(Step),
    scene=st.none() | scene_ids,
    done=shares,
    note=texts,
)
framings = st.builds(Framing, x=shares, y=shares, zoom=st.floats(1, 8))
motions = st.builds(Motion, begin=framings, end=framings, ease=st.sampled_from(Ease))
loops = st.builds(
    lambda start, length, share: Loop(
        start=start, end=start + length, crossfade=Time(length.seconds * share)
    ),
    times,
    lasting,
    st.fractions(0, 1, max_denominator=100),
)
loudnesses = st.builds(Loudness, integrated=st.floats(-40, -5), true_peak=st.floats(-20, -0.1))


@st.composite
def cues(draw, start=ZERO):
    """A cue from `start` on, each letter of its text a word."""
    text = draw(st.text("aé光क", min_size=1, max_size=6))
    length = draw(lasting)
    step = length / len(text)
    timed = draw(st.booleans())
    words = [
        CueWord(begin=n, end=n + 1, start=start + step * n, stop=start + step * (n + 1))
        for n in range(len(text) if timed else 0)
    ]
    return Cue(start=start, stop=start + length, text=text, words=tuple(words))


@st.composite
def captions(draw):
    found, start = [], ZERO
    for _ in range(draw(st.integers(0, 3))):
        found.append(draw(cues(start + draw(times))))
        start = found[-1].stop
    style, language = draw(st.sampled_from(CaptionStyle)), draw(st.sampled_from(Language))
    return Captions(style=style, language=language, cues=tuple(found))


@st.composite
def sounds(draw, length):
    """A sound that lies within `length`."""
    share = st.fractions("1/100", 1, max_denominator=100)
    lasts = Time(length.seconds * draw(share))
    return SoundClip(
        start=Time((length - lasts).seconds * draw(share)),
        length=lasts,
        source=draw(names),
        role=draw(st.sampled_from(SoundRole)),
        offset=draw(times),
        gain=draw(st.floats(-60, 24)),
        fade_in=draw(times),
        fade_out=draw(times),
        loop=draw(st.none() | loops),
    )


@st.composite
def timelines(draw):
    clips, start = [], ZERO
    for _ in range(draw(st.integers(1, 4))):
        length = draw(lasting)
        fade = Time(length.seconds * draw(st.fractions(0, "1/2", max_denominator=30)))
        fade = min(fade, clips[-1].stop - clips[-1].start - clips[-1].fade) if clips else ZERO
        clips.append(
            PictureClip(
                start=start - fade,
                length=length + fade,
                source=draw(names),
                motion=draw(motions),
                transition="crossfade" if clips else "cut",
                fade=fade,
            )
        )
        start += length
    return Timeline(
        width=draw(st.integers(32, 4096)) * 2,
        height=draw(st.integers(32, 4096)) * 2,
        rate=draw(st.sampled_from([Rate.of(r) for r in (12, 30, 60, "30000/1001", "2997/125")])),
        length=start,
        pictures=tuple(clips),
        captions=draw(st.none() | captions()),
        sounds=tuple(draw(st.lists(sounds(start), max_size=3))),
        loudness=draw(loudnesses),
    )


values = st.one_of(
    provenances,
    degradations,
    pictures,
    speeches,
    tracks,
    scene_assets,
    gathered,
    scenes,
    storyboards,
    films,
    news,
    motions,
    loops,
    captions(),
    timelines(),
    st.builds(Size, width=st.integers(1, 9999), height=st.integers(1, 9999)),
    st.builds(MusicBrief, genre=st.none() | st.just("jazz"), mood=st.none() | st.just("calm")),
    st.builds(
        SceneBrief,
        narration=st.just("Words."),
        duration=st.none() | lasting.filter(lambda time: time >= Time.of("0.5")),
    ),
)


@given(values)
def test_value_reads_back_from_its_json(value):
    assert type(value).read_json(value.write_json()) == value


@given(values)
def test_value_is_written_the_same_again(value):
    read = type(value).read(json.loads(value.write_json()))
    assert read.write_json() == value.write_json()


@given(values)
def test_written_value_is_plain_and_finite(value):
    assert json.loads(json.dumps(value.write(), allow_nan=False)) == value.write()


@given(values)
def test_values_that_are_equal_look_equal(value):
    twin = type(value).read_json(value.write_json())
    assert repr(twin) == repr(value)


@settings(max_examples=50)
@given(timelines(), st.fractions("1/1000", 2, max_denominator=1000).map(Time), st.data())
def test_timeline_with_a_gap_or_an_overlap_is_refused(timeline, shift, data):
    """Every instant belongs to the clips that say so: moving any clip breaks the cover."""
    written = timeline.write()
    moved = data.draw(st.sampled_from(written["pictures"]))
    moved["start"] = (Time.of(moved["start"]) + shift).write()
    with pytest.raises(Invalid, match="pictures"):
        Timeline.read(written)


@settings(max_examples=50)
@given(timelines())
def test_clips_cover_the_timeline_once_but_for_their_fades(timeline):
    shown = sum((clip.length for clip in timeline.pictures), ZERO)
    shared = sum((clip.fade for clip in timeline.pictures), ZERO)
    assert shown - shared == timeline.length


@settings(max_examples=50)
@given(timelines(), st.sampled_from(["1/1000", "1/7", 5]))
def test_timeline_ends_with_its_pictures(timeline, more):
    written = {**timeline.write(), "length": (timeline.length + Time.of(more)).write()}
    with pytest.raises(Invalid, match="they must end together"):
        Timeline.read(written)
