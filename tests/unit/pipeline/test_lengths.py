"""However lengths, words and frames are asked for, there is a timeline, and it says what it changed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.asset import Gathered, Picture, SceneAssets, Speech, SpokenWord
from reelwright.model.brief import Brief, SceneBrief
from reelwright.model.ids import Key, scene_id
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.sound import SoundRole
from reelwright.model.storyboard import Scene, Storyboard
from reelwright.model.time import ZERO, Rate, Time
from reelwright.pipeline.arrange import CODA, LEAD, Arranged, arrange
from reelwright.render.plan import plan

MADE = Provenance(vendor="test", model="m", version="1", licence="CC0-1.0")
PICTURE = Picture(blob=Key("a" * 64), width=64, height=64, provenance=MADE)
TEXT = "Once upon a time"
WORDS = [(0, 4), (5, 9), (10, 11), (12, 16)]


def speech(length: Time) -> Speech:
    step = length / 4
    words = [
        SpokenWord(begin=begin, end=end, start=step * n, stop=step * (n + 1))
        for n, (begin, end) in enumerate(WORDS)
    ]
    return Speech(
        blob=Key("b" * 64), text=TEXT, duration=length, words=tuple(words), provenance=MADE
    )


def made(asked, spoken, planned=None, **more) -> Arranged:
    """Arrange scenes of `asked` lengths (None: free), each narrated unless `spoken` is None.

    A `spoken` of zero is a narration that nobody speaks.
    """
    scenes = tuple(
        SceneBrief(narration=TEXT if length is not None else None, visual="sea", duration=own)
        for own, length in zip(asked, spoken, strict=True)
    )
    board = Storyboard(
        title="T",
        language="english",
        scenes=tuple(
            Scene(
                id=scene_id(n),
                narration=scene.narration or "",
                visual="sea",
                duration=scene.duration or (planned or Time.of(4)),
                exact=scene.duration is not None,
            )
            for n, scene in enumerate(scenes, start=1)
        ),
    )
    assets = tuple(
        SceneAssets(
            scene=scene.id,
            picture=PICTURE,
            speech=None if length in (None, ZERO) else speech(length),
        )
        for scene, length in zip(board.scenes, spoken, strict=True)
    )
    return arrange(Brief(scenes=scenes, **more), board, Gathered(scenes=assets))


def lengths(arranged: Arranged) -> list[Time]:
    cuts = [clip.start + clip.fade for clip in arranged.timeline.pictures]
    return [after - before for before, after in pairwise([*cuts, arranged.timeline.length])]


own = st.none() | st.fractions("1/2", 20, max_denominator=100).map(Time)
heard = st.none() | st.just(ZERO) | st.fractions("1/10", 8, max_denominator=24_000).map(Time)
scenes = st.lists(st.tuples(own, heard), min_size=1, max_size=6)
rates = st.integers(12, 60)
whole = st.none() | st.fractions(2, 60, max_denominator=10).map(Time)


@settings(max_examples=150)
@given(scenes, rates, whole, st.fractions("1/500", 8, max_denominator=500).map(Time))
def test_whatever_is_asked_there_is_a_timeline(parts, fps, duration, planned):
    """Scenes of four milliseconds, words without a voice, films of two seconds: all can be filmed."""
    asked, spoken = zip(*parts, strict=True)
    timeline = made(asked, spoken, planned, fps=fps, duration=duration).timeline
    assert plan(timeline).frames == timeline.rate.frame(timeline.length)
    narrated = sum(one is not None for one in spoken)
    assert len({cue.start for cue in timeline.captions.cues}) >= narrated


@given(scenes, rates, whole)
def test_captions_lie_within_their_scenes(parts, fps, duration):
    asked, spoken = zip(*parts, strict=True)
    timeline = made(asked, spoken, fps=fps, duration=duration).timeline
    cuts = [*(clip.start + clip.fade for clip in timeline.pictures), timeline.length]
    for cue in timeline.captions.cues:
        scene = max(n for n, cut in enumerate(cuts) if cut <= cue.start + LEAD)
        assert cue.stop <= cuts[scene + 1]


@given(scenes, rates)
def test_scene_lasts_as_long_as_asked_or_says_so(parts, fps):
    asked, spoken = zip(*parts, strict=True)
    arranged = made(asked, spoken, fps=fps)
    told = {one.scene for one in arranged.degradations}
    rate = Rate.of(fps)
    exact = {
        scene_id(n)
        for n, (length, one) in enumerate(zip(lengths(arranged), asked, strict=True), start=1)
        if one is None or abs((length - one).seconds) < rate.time(1).seconds
    }
    everyone = {scene_id(n) for n in range(1, len(parts) + 1)}
    assert everyone - exact <= told
    assert all(one.what == "duration" for one in arranged.degradations)


@given(st.lists(own.filter(bool), min_size=1, max_size=6), rates)
def test_silent_scenes_last_exactly_as_asked(asked, fps):
    arranged = made(asked, [None] * len(asked), fps=fps)
    assert lengths(arranged) == [Rate.of(fps).snap(one) for one in asked]
    assert arranged.degradations == ()


@given(scenes, rates, whole)
def test_voice_has_its_whole_time_whatever_was_asked(parts, fps, duration):
    asked, spoken = zip(*parts, strict=True)
    timeline = made(asked, spoken, fps=fps, duration=duration).timeline
    clips = [clip for clip in timeline.sounds if clip.role is SoundRole.SPEECH]
    assert [clip.length for clip in clips] == [one for one in spoken if one not in (None, ZERO)]
    assert all(before.stop <= after.start for before, after in pairwise(clips))
    assert all(clip.stop <= timeline.length for clip in clips)


def test_scene_is_held_as_long_as_it_was_asked_for():
    """A spoken scene of ten seconds used to end with its words."""
    arranged = made([Time.of(10), None], [Time.of(1), Time.of(1)])
    assert lengths(arranged)[0] == Time.of(10)
    assert arranged.degradations == ()


def test_scene_too_short_for_its_words_is_longer_and_says_so():
    arranged = made([Time.of("0.5"), Time.of(3)], [Time.of(4), Time.of(1)])
    assert lengths(arranged)[0] == Time.of(5)
    assert arranged.degradations == (
        Degradation(
            what="duration",
            why="the narration needs 5.0 s, so the scene is longer than the 0.5 s asked for",
            scene=scene_id(1),
        ),
    )


def test_last_scene_of_an_exact_length_is_not_longer_for_its_end():
    arranged = made([Time.of(5)], [Time.of(4)])
    assert (lengths(arranged), arranged.degradations) == ([Time.of(5)], ())


def test_exact_lengths_go_with_their_scenes():
    """They used to go by place: another order of scenes gave each another's length."""
    asked = made([Time.of(3), Time.of(7)], [Time.of(1), Time.of(1)])
    turned = made([Time.of(7), Time.of(3)], [Time.of(1), Time.of(1)])
    assert [lengths(asked), lengths(turned)] == [
        [Time.of(3), Time.of(7)],
        [Time.of(7), Time.of(3)],
    ]


def test_what_is_to_spare_goes_to_scenes_without_an_exact_length():
    arranged = made([Time.of(2), None, Time.of(3)], [None] * 3, duration=Time.of(12))
    assert (lengths(arranged), arranged.degradations) == ([*map(Time.of, (2, 7, 3))], ())


def test_film_longer_than_its_exact_scenes_says_so():
    arranged = made([Time.of(2)], [Time.of(1)], duration=Time.of(6))
    assert arranged.degradations == (
        Degradation(
            what="duration",
            why="the film's own length gives it 6.0 s, so the scene is longer than the 2.0 s "
            "asked for",
            scene=scene_id(1),
        ),
    )


def test_exact_scenes_longer_than_the_film_say_so():
    arranged = made([Time.of(5), Time.of(5)], [Time.of(1), None], duration=Time.of(6))
    assert lengths(arranged) == [Time.of(5), Time.of(5)]
    assert arranged.degradations == (
        Degradation(
            what="duration",
            why="2 scenes need 10.0 s, so the film is longer than the 6.0 s asked for",
        ),
    )


def test_silent_film_is_as_long_as_asked_however_many_its_scenes():
    """Ten silent scenes in five seconds used to take twenty-five, for want of words to blame."""
    arranged = made([None] * 10, [None] * 10, Time.of("0.5"), duration=Time.of(5))
    assert (arranged.timeline.length, arranged.degradations) == (Time.of(5), ())


def test_too_many_scenes_for_the_film_are_told_as_such():
    arranged = made([None] * 40, [ZERO] * 40, Time.of("0.05"), duration=Time.of(2), voice=None)
    assert arranged.timeline.length == Time.of(20)
    assert arranged.degradations == (
        Degradation(
            what="duration",
            why="40 scenes need 20.0 s, so the film is longer than the 2.0 s asked for",
        ),
    )


def test_shortest_scene_without_a_voice_still_has_its_caption():
    """It used to be refused: the time to read it came out negative."""
    cue = made([Time.of("0.5")], [ZERO], voice=None).timeline.captions.cues[0]
    assert (cue.text, cue.stop <= Time.of("0.5")) == (TEXT, True)
    assert [word.start < word.stop for word in cue.words] == [True] * 4


def test_last_scene_leaves_the_music_time_to_end():
    first, last = lengths(made([None, None], [Time.of(4), Time.of(4)], fps=24))
    assert (first, last) == (Time.of(5), LEAD + Time.of(4) + CODA)


@pytest.mark.parametrize("fps", [12, 24, 30, 60])
def test_spare_time_is_shared_as_it_was_planned(fps):
    arranged = made(
        [Time.of(2), Time.of(4), Time.of(6)], [None, None, None], fps=fps, duration=Time.of(12)
    )
    assert lengths(arranged) == [Time.of(2), Time.of(4), Time.of(6)]
