"""A plan gives every frame to one segment, and each segment a key of what it shows."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.caption import Captions, Cue, CueWord
from reelwright.model.clip import Direction, Fit, PictureClip, Transition
from reelwright.model.errors import Invalid
from reelwright.model.motion import Framing, Motion
from reelwright.model.overlay import Title
from reelwright.model.stack import Layer, Particles, Weather
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.render.plan import LONGEST_SEGMENT, PlannedWord, Takeover, plan

rates = st.sampled_from([Rate.of(value) for value in (12, 24, 25, 30, 60, "30000/1001")])
lengths = st.lists(st.fractions(1, 40, max_denominator=997).map(Time), min_size=1, max_size=6)
fades = st.fractions(0, Fraction(1, 2), max_denominator=97).map(Time)


def a_timeline(lengths, fade=ZERO, rate=None, captions=None) -> Timeline:
    rate = rate or Rate.of(30)
    clips, start = [], ZERO
    for length in lengths:
        lead = fade if clips else ZERO
        clips.append(
            PictureClip(
                start=start - lead,
                length=length + lead,
                source="a.png",
                transition=Transition.CROSSFADE if clips else Transition.CUT,
                fade=lead,
            )
        )
        start += length
    return Timeline(
        width=64, height=64, rate=rate, length=start, pictures=tuple(clips), captions=captions
    )


def a_cue(start, stop, *words) -> Cue:
    text = " ".join("word" for _ in words) or "word"
    return Cue(
        start=Time.of(start),
        stop=Time.of(stop),
        text=text,
        words=tuple(
            CueWord(
                begin=5 * n, end=5 * n + 4, start=Time.of(at), stop=Time.of(at) + Time.of("0.1")
            )
            for n, at in enumerate(words)
        ),
    )


@given(lengths, fades, rates)
def test_segments_have_every_frame_once(lengths, fade, rate):
    planned = plan(a_timeline(lengths, fade, rate))
    edges = [(segment.first, segment.stop) for segment in planned.segments]
    assert edges[0][0] == 0
    assert edges[-1][1] == planned.frames == rate.frame(sum(lengths, ZERO))
    assert all(before[1] == after[0] for before, after in pairwise(edges))
    assert all(first < stop for first, stop in edges)


@given(lengths, fades, rates)
def test_no_segment_is_long(lengths, fade, rate):
    longest = LONGEST_SEGMENT * rate.per_second
    assert all(s.stop - s.first <= longest for s in plan(a_timeline(lengths, fade, rate)).segments)


@given(lengths, fades, rates)
def test_takeover_is_a_segment_of_its_own(lengths, fade, rate):
    for segment in plan(a_timeline(lengths, fade, rate)).segments:
        shots = len(segment.shots)
        assert shots == (2 if segment.takeover else 1)
        if segment.takeover:
            assert segment.takeover.first <= 0
            assert segment.takeover.first + segment.takeover.frames >= segment.frames


@given(lengths, fades, rates)
def test_every_shot_plays_all_through_its_segment(lengths, fade, rate):
    for segment in plan(a_timeline(lengths, fade, rate)).segments:
        assert all(
            shot.first <= 0 and shot.first + shot.frames >= segment.frames for shot in segment.shots
        )


def test_fade_grows_evenly_and_never_jumps():
    one, fading, two = plan(a_timeline([Time.of(1), Time.of(1)], Time.of("0.1"))).segments
    assert (one.first, fading.first, two.first, two.stop) == (0, 27, 30, 60)
    assert fading.takeover == Takeover(Transition.CROSSFADE, Direction.LEFT, 0, 3)
    assert [fading.takeover.share(frame) for frame in range(3)] == [0.25, 0.5, 0.75]


def test_motion_runs_from_the_first_frame_to_the_last():
    planned = plan(a_timeline([Time.of(10)]))
    first, last = planned.segments[0].shots[0], planned.segments[-1].shots[0]
    rate, length = Rate.of(30), planned.segments[-1].frames
    assert first.moment(0, rate).progress == 0.0
    assert last.moment(length - 1, rate).progress == 1.0
    assert last.moment(length - 1, rate).time == Time.of("299/30")


def test_cuts_do_not_drift_over_an_hour():
    rate = Rate.of("30000/1001")
    planned = plan(a_timeline([Time.of(5)] * 720, rate=rate))
    starts = [one.first for one in planned.segments if one.shots[0].first == 0]
    exact = [Fraction(5 * number) * rate.per_second for number in range(720)]
    drift = [abs(first - at) for first, at in zip(starts, exact, strict=True)]
    assert max(drift) <= Fraction(1, 2)


def test_clip_shorter_than_half_a_frame_does_not_show():
    planned = plan(a_timeline([Time.of(1), Time.of("1/100"), Time.of(1)]))
    assert [(one.first, one.stop) for one in planned.segments] == [(0, 30), (30, 60)]


def test_timeline_shorter_than_a_frame_is_refused():
    with pytest.raises(Invalid, match="shorter than one frame"):
        plan(a_timeline([Time.of("1/100")]))


def test_words_begin_on_their_frame():
    captions = Captions(cues=(a_cue("0.5", 2, "0.6", "1.0", "1.21"),))
    (cue,) = plan(a_timeline([Time.of(3)], captions=captions)).segments[0].cues
    assert (cue.first, cue.stop) == (15, 60)
    assert cue.words == (
        PlannedWord(0, 4, 18, 21),
        PlannedWord(5, 9, 30, 33),
        PlannedWord(10, 14, 36, 39),
    )


def test_cue_without_words_is_one_word_from_its_start():
    captions = Captions(cues=(a_cue("0.5", 1),))
    (cue,) = plan(a_timeline([Time.of(1)], captions=captions)).segments[0].cues
    assert cue.words == (PlannedWord(0, 4, 15, 30),)


def test_cue_across_a_cut_is_in_both_segments():
    captions = Captions(cues=(a_cue("0.5", "1.5", "0.6"),))
    planned = plan(a_timeline([Time.of(1), Time.of(1), Time.of(1)], captions=captions))
    assert [[(cue.first, cue.stop) for cue in one.cues] for one in planned.segments] == [
        [(15, 45)],
        [(-15, 15)],
        [],
    ]


@given(lengths, fades, rates, st.fractions(0, 200, max_denominator=30).map(Time))
def test_titles_are_in_the_segments_they_show_in(lengths, fade, rate, start):
    timeline = a_timeline(lengths, fade, rate)
    length = Time.of(1)
    if start + length > timeline.length:
        start, length = ZERO, min(length, timeline.length)
    title = Title(start=start, length=length, text="T", fade_in=ZERO, fade_out=ZERO)
    titled = plan(timeline.model_copy(update={"titles": (title,)}))
    shown = [
        segment.first + frame
        for segment in titled.segments
        for frame in range(segment.frames)
        for one in segment.titles
        if one.first <= frame < one.stop
    ]
    assert shown == list(range(rate.frame(start), rate.frame(start + length)))


def key_of(segment, name="bytes") -> str:
    return segment.key("shared", lambda source: f"{name} of {source}")


def test_key_does_not_tell_where_in_the_film():
    segments = plan(a_timeline([Time.of(2)] * 4)).segments
    assert len({key_of(one) for one in segments}) == 1
    faded = plan(a_timeline([Time.of(2)] * 4, Time.of("0.2"))).segments
    assert key_of(faded[3]) == key_of(faded[5])


@given(st.integers(1, 40))
def test_longer_opening_leaves_the_other_keys(frames):
    before = plan(a_timeline([Time.of(2), Time.of(2), Time.of(3)])).segments
    longer = Time.of(2) + Rate.of(30).time(frames)
    after = plan(a_timeline([longer, Time.of(2), Time.of(3)])).segments
    assert [key_of(one) for one in after[-2:]] == [key_of(one) for one in before[-2:]]


def test_changed_caption_changes_only_its_segment():
    timeline = a_timeline([Time.of(2)] * 3)
    cues = (a_cue(0, 1, 0), a_cue("2.5", 3, "2.5"))
    changed = (cues[0], cues[1].model_copy(update={"text": "ward"}))
    keys = [
        [key_of(one) for one in plan(timeline.model_copy(update={"captions": track})).segments]
        for track in (Captions(cues=cues), Captions(cues=changed))
    ]
    assert [one == other for one, other in zip(*keys, strict=True)] == [True, False, True]


def test_key_tells_the_bytes_not_the_name():
    (segment,) = plan(a_timeline([Time.of(1)])).segments
    renamed = a_timeline([Time.of(1)])
    clip = renamed.pictures[0].model_copy(update={"source": "b.png"})
    (other,) = plan(renamed.model_copy(update={"pictures": (clip,)})).segments
    assert segment.key(1, lambda _: "same") == other.key(1, lambda _: "same")
    assert key_of(segment) != key_of(other)
    assert key_of(segment) != segment.key("other shared", lambda source: f"bytes of {source}")


CHANGES = [
    {"motion": Motion(end=Framing(zoom=1.5))},
    {"offset": Time.of(1)},
    {"repeat": True},
    {"fit": Fit.CONTAIN},
    {"source": None, "layers": (Layer(source="a.png"), Particles(weather=Weather.SNOW))},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_key_tells_everything_that_shows(change):
    timeline = a_timeline([Time.of(1)])
    clip = timeline.pictures[0].model_copy(update=change)
    keys = {
        key_of(one.segments[0])
        for one in (plan(timeline), plan(timeline.model_copy(update={"pictures": (clip,)})))
    }
    assert len(keys) == 2
