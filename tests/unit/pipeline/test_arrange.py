"""Every scene gets the time its words need, every sound its place, the film its exact length."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.asset import (
    Animation,
    Gathered,
    Picture,
    SceneAssets,
    Speech,
    SpokenWord,
    Track,
)
from reelwright.model.brief import Brief
from reelwright.model.clip import Transition
from reelwright.model.ids import Key, content_key, scene_id
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.sound import SoundRole
from reelwright.model.stack import Layer, Particles, Weather
from reelwright.model.storyboard import Camera, Scene, Storyboard
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.pipeline.arrange import FADE, LEAD, arrange, film_length, motion
from reelwright.render.motion.framing import framing_at, window
from reelwright.render.plan import plan

MADE = Provenance(vendor="test", model="m", version="1", licence="CC0-1.0")
TEXT = "Once upon a time"


def speech(length: Time) -> Speech:
    step = length / 4
    words = [
        SpokenWord(begin=begin, end=end, start=step * n, stop=step * (n + 1))
        for n, (begin, end) in enumerate([(0, 4), (5, 9), (10, 11), (12, 16)])
    ]
    return Speech(
        blob=Key("b" * 64), text=TEXT, duration=length, words=tuple(words), provenance=MADE
    )


def gathered(lengths, track=None) -> Gathered:
    picture = Picture(blob=Key("a" * 64), width=64, height=64, provenance=MADE)
    scenes = [
        SceneAssets(scene=scene_id(n), picture=picture, speech=speech(length) if length else None)
        for n, length in enumerate(lengths, start=1)
    ]
    return Gathered(scenes=tuple(scenes), track=track)


def a_storyboard(lengths, planned=None) -> Storyboard:
    planned = planned or [Time.of(4)] * len(lengths)
    scenes = [
        Scene(id=scene_id(n), narration=TEXT if length else "", visual="a forest", duration=time)
        for n, (length, time) in enumerate(zip(lengths, planned, strict=True), start=1)
    ]
    return Storyboard(title="T", language="english", scenes=tuple(scenes))


def arranged(lengths, planned=None, track=None, **asked):
    brief = Brief(prompt="a", **asked)
    return arrange(brief, a_storyboard(lengths, planned), gathered(lengths, track))


def a_timeline(lengths, planned=None, track=None, **asked) -> Timeline:
    return arranged(lengths, planned, track, **asked).timeline


TRACK = Track(
    blob=Key("c" * 64),
    duration=Time.of(30),
    loop_start=Time.of(2),
    loop_end=Time.of(28),
    crossfade=Time.of("0.5"),
    provenance=MADE,
)
spoken_lengths = st.lists(
    st.none() | st.fractions(1, 12, max_denominator=24_000).map(Time), min_size=1, max_size=8
)


@given(spoken_lengths, st.sampled_from([12, 24, 30, 60]))
def test_narration_fits_within_its_scene(lengths, fps):
    timeline = a_timeline(lengths, fps=fps)
    voices = [clip for clip in timeline.sounds if clip.role is SoundRole.SPEECH]
    assert all(before.stop < after.start for before, after in pairwise(voices))
    assert all(voice.stop <= timeline.length for voice in voices)


@given(
    spoken_lengths,
    st.fractions(100, 200, max_denominator=1000).map(Time),
    st.sampled_from([24, 25, 30]),
)
def test_film_is_as_long_as_asked_to_the_frame(lengths, duration, fps):
    made = arranged(lengths, duration=duration, fps=fps)
    assert made.timeline.length == Rate.of(fps).snap(duration)
    assert made.degradations == ()


def test_film_too_short_for_its_words_is_longer_and_says_so():
    made = arranged([Time.of(6), Time.of(6)], duration=Time.of(8))
    assert float(made.timeline.length) == pytest.approx(6 + 0.25 + 0.75 + 6 + 0.25 + 1.5, abs=0.05)
    assert made.degradations == (
        Degradation(
            what="duration",
            why="the narration needs 14.8 s, so the film is longer than the 8.0 s asked for",
        ),
    )


def test_spare_time_goes_to_scenes_planned_longer():
    lengths, planned = [Time.of(2), Time.of(2)], [Time.of(4), Time.of(8)]
    cut = a_timeline(lengths, planned, duration=Time.of(20)).pictures[1].start
    assert float(cut) < 9


def test_pictures_fade_over_the_end_of_the_scene_before():
    first, second = a_timeline([Time.of(3), Time.of(3)]).pictures
    assert (first.transition, second.transition) == (Transition.CUT, Transition.CROSSFADE)
    assert second.fade == FADE
    assert first.stop - second.start == FADE


def test_voice_begins_when_its_picture_stands_alone():
    timeline = a_timeline([Time.of(3), Time.of(3)])
    second = [clip for clip in timeline.sounds if clip.role is SoundRole.SPEECH][1]
    assert second.start == timeline.pictures[1].start + FADE + LEAD


@given(spoken_lengths)
def test_every_timeline_can_be_planned(lengths):
    timeline = a_timeline(lengths)
    assert plan(timeline).frames == timeline.rate.frame(timeline.length)


def test_captions_follow_the_voice():
    timeline = a_timeline([Time.of(4)])
    cue = timeline.captions.cues[0]
    starts = [float(word.start) for word in cue.words]
    assert starts == [0.25, 1.25, 2.25, 3.25]
    assert cue.text == TEXT


def test_captions_without_a_voice_are_spread_over_the_scene():
    timeline = a_timeline([None], [Time.of(5)], voice=None)
    assert timeline.captions.cues == ()
    board = Storyboard(
        title="T",
        language="english",
        scenes=(Scene(id=scene_id(1), narration=TEXT, visual="v", duration=Time.of(5)),),
    )
    silent = arrange(Brief(prompt="a", voice=None), board, gathered([None])).timeline
    words = silent.captions.cues[0].words
    assert (words[0].start, words[-1].stop) == (LEAD, Time.of(5) - Time.of("0.75"))


def test_no_captions_where_none_are_asked_for():
    assert a_timeline([Time.of(3)], captions=None).captions is None


def test_music_plays_throughout_and_ends_with_the_film():
    timeline = a_timeline([Time.of(3)], track=TRACK)
    music = timeline.sounds[-1]
    assert (music.role, music.start, music.stop) == (SoundRole.MUSIC, ZERO, timeline.length)
    assert music.fade_out > ZERO
    assert (music.loop.start, music.loop.end) == (TRACK.loop_start, TRACK.loop_end)


def test_music_made_for_the_film_is_left_to_end():
    length = film_length(
        Brief(prompt="a"), a_storyboard([Time.of(3)]), gathered([Time.of(3)]).scenes
    )
    track = TRACK.model_copy(update={"duration": length, "ends": True})
    timeline = a_timeline([Time.of(3)], track=track)
    music = timeline.sounds[-1]
    assert (music.start, music.length, music.loop) == (ZERO, timeline.length, None)
    assert (music.fade_in, music.fade_out) == (ZERO, ZERO)


def test_music_made_for_another_film_is_looped():
    track = TRACK.model_copy(update={"ends": True})
    music = a_timeline([Time.of(3)], track=track).sounds[-1]
    assert (music.loop.start, music.fade_out > ZERO) == (TRACK.loop_start, True)


@given(spoken_lengths, st.sampled_from([12, 24, 30, 60]))
def test_length_is_known_before_the_music(lengths, fps):
    brief, board, given = Brief(prompt="a", fps=fps), a_storyboard(lengths), gathered(lengths)
    assert film_length(brief, board, given.scenes) == a_timeline(lengths, fps=fps).length


@pytest.mark.parametrize(
    ("asked", "after"),
    [
        ({}, 3.0),
        ({"music": None}, 1.5),
        ({"duration": Time.of("7.25")}, 2.0),
        ({"duration": Time.of("6.75")}, 1.5),
    ],
)
def test_music_has_time_to_end_after_the_last_word(asked, after):
    timeline = a_timeline([Time.of(5)], fps=60, **asked)
    (voice,) = [clip for clip in timeline.sounds if clip.role is SoundRole.SPEECH]
    assert float(timeline.length - voice.stop) == pytest.approx(after, abs=1 / 60)


def test_scene_with_its_own_length_is_not_longer_for_the_music():
    board = a_storyboard([Time.of(5)], [Time.of(7)])
    scenes = (board.scenes[0].model_copy(update={"exact": True}),)
    board = board.model_copy(update={"scenes": scenes})
    made = arrange(Brief(prompt=TEXT), board, gathered([Time.of(5)]))
    assert made.timeline.length == Time.of(7)


def test_silent_film_has_no_sounds():
    assert a_timeline([None]).sounds == ()


@pytest.mark.parametrize(
    ("camera", "where"),
    [
        (Camera.PUSH_IN, lambda a, b: b.zoom > a.zoom),
        (Camera.PULL_BACK, lambda a, b: b.zoom < a.zoom),
        (Camera.PAN_LEFT, lambda a, b: b.x < a.x),
        (Camera.PAN_RIGHT, lambda a, b: b.x > a.x),
        (Camera.TILT_UP, lambda a, b: b.y < a.y),
        (Camera.TILT_DOWN, lambda a, b: b.y > a.y),
        (Camera.HOLD, lambda a, b: 1 < b.zoom / a.zoom < 1.04),
    ],
)
def test_camera_does_what_it_is_called(camera, where):
    moved = motion(camera, Time.of(5))
    assert where(moved.begin, moved.end)


@given(st.sampled_from(Camera), st.fractions(1, 600, max_denominator=10).map(Time), st.floats(0, 1))
def test_camera_never_leaves_the_picture(camera, length, share):
    framing = framing_at(motion(camera, length), share)
    unclamped_left = framing.x * 1920 - 1920 / framing.zoom / 2
    left, top, width, height = window(framing, (1920, 1080), (1920, 1080))
    assert left == pytest.approx(unclamped_left, abs=1e-6)
    assert (left >= 0, top >= 0) == (True, True)
    assert left + width <= 1920 + 1e-6
    assert top + height <= 1080 + 1e-6


@given(st.sampled_from(Camera), st.fractions(1, 60, max_denominator=10).map(Time))
def test_camera_is_never_in_a_hurry(camera, length):
    moved = motion(camera, length)
    across = abs(moved.end.x - moved.begin.x) + abs(moved.end.y - moved.begin.y)
    nearer = abs(moved.end.zoom - moved.begin.zoom)
    assert (across + nearer) / float(length) <= 0.04


def test_assets_say_what_they_lack_with_their_scene():
    poor = Degradation(what="picture", why="no unicorns here")
    assets = gathered([Time.of(1)])
    picture = assets.scenes[0].picture.model_copy(update={"degradations": (poor,)})
    scene = assets.scenes[0].model_copy(update={"picture": picture})
    assert Gathered(scenes=(scene,)).degradations == (
        poor.model_copy(update={"scene": scene_id(1)}),
    )


def test_credits_name_each_maker_once():
    assert gathered([Time.of(1), Time.of(2)], TRACK).credits == (MADE,)


def test_sixty_scenes_do_not_drift():
    planned = [Time(Fraction(10, 3))] * 60
    timeline = a_timeline([None] * 60, planned, duration=Time.of(200), fps=30)
    cuts = [float(clip.start + clip.fade) for clip in timeline.pictures]
    assert cuts == pytest.approx([n * 10 / 3 for n in range(60)], abs=1 / 60 + 1e-9)


def test_living_scene_is_its_stack_and_any_other_its_picture():
    layers = (
        Layer(source="d" * 64, depth=0.5),
        Particles(weather=Weather.RAIN),
        Layer(source="e" * 64),
    )
    given = gathered([None, None])
    living = Animation(stack=layers, provenance=MADE)
    whole = Animation(stack=(), provenance=MADE)
    scenes = [
        one.model_copy(update={"animation": animation})
        for one, animation in zip(given.scenes, (living, whole), strict=True)
    ]
    board = a_storyboard([None, None])
    timeline = arrange(Brief(prompt="a"), board, Gathered(scenes=tuple(scenes))).timeline
    assert [(one.source, one.layers) for one in timeline.pictures] == [
        (None, layers),
        ("a" * 64, ()),
    ]


def test_pictures_without_a_scene_are_told():
    made = arranged([None, None], pictures=[content_key(number) for number in range(3)])
    assert made.degradations == (
        Degradation(
            what="pictures", why="3 were given, and the film has room for 2, one each scene"
        ),
    )
    assert arranged([None, None], pictures=[content_key(1)]).degradations == ()
