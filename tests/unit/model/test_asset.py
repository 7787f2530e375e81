"""What was gathered adds up: credits once each, what is lacking with its scene."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.asset import Film, Gathered, Picture, SceneAssets, Speech, Track
from reelwright.model.brief import Language
from reelwright.model.errors import Invalid
from reelwright.model.ids import Key, scene_id
from reelwright.model.progress import Progress, Step
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.report import Figures, Report, Stretch
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.time import ZERO, Time

KEY = Key("a" * 64)
makers = st.sampled_from("abcd").map(
    lambda name: Provenance(vendor=name, model="m", version="1", licence="CC0-1.0")
)
lacks = st.lists(
    st.sampled_from("xyz").map(lambda what: Degradation(what=what, why="it is far")), max_size=2
).map(tuple)
pictures = st.builds(
    Picture,
    blob=st.just(KEY),
    width=st.just(64),
    height=st.just(64),
    provenance=makers,
    degradations=lacks,
)
speeches = st.builds(
    Speech,
    blob=st.just(KEY),
    text=st.just("Hi"),
    duration=st.just(Time.of(1)),
    words=st.just(()),
    provenance=makers,
    degradations=lacks,
)
tracks = st.builds(
    Track,
    blob=st.just(KEY),
    duration=st.just(Time.of(9)),
    loop_start=st.just(Time.of(0)),
    loop_end=st.just(Time.of(9)),
    crossfade=st.just(Time.of(0)),
    provenance=makers,
    degradations=lacks,
)
gatherings = st.builds(
    lambda parts, track: Gathered(
        scenes=tuple(
            SceneAssets(scene=scene_id(n), picture=picture, speech=speech)
            for n, (picture, speech) in enumerate(parts, start=1)
        ),
        track=track,
    ),
    st.lists(st.tuples(pictures, st.none() | speeches), max_size=4),
    st.none() | tracks,
)


def parts(gathered: Gathered) -> list[Picture | Speech | Track]:
    scenes = chain.from_iterable((one.picture, one.speech) for one in gathered.scenes)
    return [one for one in (*scenes, gathered.track) if one is not None]


@given(gatherings)
def test_every_maker_is_credited_once(gathered):
    assert len(set(gathered.credits)) == len(gathered.credits)
    assert set(gathered.credits) == {one.provenance for one in parts(gathered)}


@given(gatherings)
def test_painters_are_credited_first(gathered):
    painters = {one.picture.provenance for one in gathered.scenes}
    assert set(gathered.credits[: len(painters)]) == painters


@given(gatherings)
def test_nothing_lacking_is_forgotten(gathered):
    told = [(one.what, one.why) for one in gathered.degradations]
    assert told == [(one.what, one.why) for part in parts(gathered) for one in part.degradations]


@given(gatherings)
def test_what_a_scene_lacks_names_the_scene(gathered):
    scenes = [
        one.scene
        for one in gathered.scenes
        for part in (one.picture, one.speech)
        for _ in (part.degradations if part else ())
    ]
    music = [None for _ in (gathered.track.degradations if gathered.track else ())]
    assert [one.scene for one in gathered.degradations] == [*scenes, *music]


@pytest.mark.parametrize(
    ("scene", "sentence"),
    [
        (None, "voice: no such voice, so another spoke"),
        ("scene-3", "voice (scene-3): no such voice, so another spoke"),
    ],
)
def test_degradation_reads_as_a_sentence(scene, sentence):
    lacking = Degradation(what="voice", why="no such voice, so another spoke", scene=scene)
    assert str(lacking) == sentence


def test_silent_film_has_no_loudness():
    board = Storyboard(
        title="T", language="english", scenes=(Scene(id="scene-1", visual="v", duration=2),)
    )
    film = Film(
        path="a.mp4",
        title="T",
        duration=Time.of(2),
        width=64,
        height=64,
        frames=60,
        bytes=1,
        loudness=None,
        true_peak=None,
        storyboard=board,
        credits=(),
        degradations=(),
        report=Report(figures=Figures(frames=60, pictures=Stretch(start=ZERO, stop=Time.of(2)))),
        segments=1,
        reused=0,
        sound_reused=False,
        seconds={Step.FILM: 1.5},
        elapsed=2.0,
    )
    written = film.write()
    assert (written["loudness"], written["seconds"]) == (None, {"film": 1.5})
    assert Film.read(written) == film


lengths = st.lists(st.fractions("1/10", 60, max_denominator=1001).map(Time), min_size=1, max_size=8)


@given(lengths)
def test_storyboard_lasts_as_long_as_its_scenes_exactly(lengths):
    scenes = [
        Scene(id=scene_id(n), visual="sea", duration=length)
        for n, length in enumerate(lengths, start=1)
    ]
    board = Storyboard(title="T", language=Language.ENGLISH, scenes=tuple(scenes))
    assert board.duration.seconds == sum(length.seconds for length in lengths)
    assert Storyboard.read_json(board.write_json()).duration == board.duration


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({"scenes": []}, ["scenes: This list is empty; put something in it."]),
        ({"version": 2}, ["version: Choose 1."]),
        (
            {"scenes": [{"id": "scene-1", "visual": "v", "duration": 1, "camera": "pan lift"}]},
            [
                "scenes[0].camera: There is no camera 'pan lift'. Did you mean 'pan left'? Choose "
                "hold, push in, pull back, pan left, pan right, tilt up or tilt down."
            ],
        ),
        (
            {"scenes": [{"id": "scene-1", "narration": "Hi"}], "language": "englisch"},
            [
                "language: There is no language 'englisch'. Did you mean 'english'? Choose "
                "english, czech, danish, dutch, french, german, greek, hindi, indonesian, italian, "
                "chinese, japanese, norwegian, polish, portuguese, russian, spanish, swedish, "
                "turkish or ukrainian.",
                "scenes[0].visual: This is missing; give it a value.",
                "scenes[0].duration: This is missing; give it a value.",
            ],
        ),
    ],
)
def test_wrong_storyboard_gets_its_sentences(changes, sentences):
    asked = {
        "title": "T",
        "language": "english",
        "scenes": [{"id": "scene-1", "visual": "v", "duration": 1}],
    }
    with pytest.raises(Invalid) as caught:
        Storyboard.read({**asked, **changes})
    assert [str(fault) for fault in caught.value.faults] == sentences


@pytest.mark.parametrize(
    ("done", "sentence"),
    [
        (-0.01, "done: This must be at least 0."),
        (1.01, "done: This must be at most 1."),
        ("half", "done: This must be a number."),
    ],
)
def test_share_done_lies_between_nothing_and_all(done, sentence):
    with pytest.raises(Invalid) as caught:
        Progress(step=Step.FILM, done=done)
    assert str(caught.value) == sentence


def test_unknown_step_is_told_with_the_nearest():
    with pytest.raises(Invalid, match=r"There is no step 'flim'. Did you mean 'film'\?"):
        Progress.read({"step": "flim", "done": 0})
