"""A timeline's pictures cover it, its sounds lie within it, its captions do not collide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.errors import Invalid
from reelwright.model.time import ZERO, Time
from reelwright.model.timeline import (
    Captions,
    Cue,
    CueWord,
    Loop,
    PictureClip,
    SoundClip,
    Timeline,
    Transition,
)

lengths = st.lists(st.fractions(1, 10, max_denominator=30).map(Time), min_size=1, max_size=6)


def a_timeline(**changes):
    asked = {
        "width": 640,
        "height": 360,
        "length": 4,
        "pictures": [
            {"start": 0, "length": 2.5, "source": "a.png"},
            {
                "start": 2,
                "length": 2,
                "source": "b.png",
                "transition": "crossfade",
                "fade": 0.5,
            },
        ],
    }
    return Timeline.read({**asked, **changes})


def end_to_end(lengths: list[Time], fade: Time) -> tuple[PictureClip, ...]:
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
    return tuple(clips)


@given(lengths, st.fractions(0, "1/2", max_denominator=30).map(Time))
def test_timeline_reads_back_from_json(lengths, fade):
    clips = end_to_end(lengths, fade)
    timeline = Timeline(width=640, height=360, length=sum(lengths, ZERO), pictures=clips)
    assert Timeline.read_json(timeline.write_json()) == timeline


def test_cue_without_words_is_one_word():
    cue = Cue(start=Time.of(1), stop=Time.of(2), text="Hello there")
    assert cue.spoken == (CueWord(begin=0, end=11, start=Time.of(1), stop=Time.of(2)),)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"length": 5}, "The pictures end at 4 s, the timeline at 5 s; they must end together."),
        ({"length": 0}, "A timeline lasts more than 0 and at most 3600 seconds."),
        ({"length": "7201/2"}, "A timeline lasts more than 0 and at most 3600 seconds."),
        ({"rate": "1/2"}, "A frame rate lies between 1 and 240 frames per second."),
        ({"width": 641}, "width: This must be a multiple of 2."),
        ({"pictures": []}, "pictures: This list is empty; put something in it."),
        (
            {"pictures": [{"start": 1, "length": 3, "source": "a.png"}]},
            "pictures[0] starts at 1 s; it must start at 0 s, where the one before it hands over.",
        ),
        (
            {"pictures": [{"start": 0, "length": 0, "source": "a.png"}]},
            "pictures[0] must last more than 0 s, and longer than its fade.",
        ),
        (
            {
                "sounds": [
                    {"start": 3, "length": 2, "source": "a.wav", "role": "music"},
                ]
            },
            "sounds[0] does not lie within the timeline.",
        ),
        (
            {
                "pictures": [
                    {"start": 0, "length": 4, "source": "a.png", "motion": {"end": {"zoom": 0.5}}}
                ]
            },
            "pictures[0].motion.end.zoom: This must be at least 1.",
        ),
    ],
)
def test_wrong_timeline_gets_its_sentence(changes, sentence):
    with pytest.raises(Invalid) as caught:
        a_timeline(**changes)
    assert sentence in [str(fault) for fault in caught.value.faults]


def test_fade_may_not_begin_within_a_fade():
    short = {"source": "a.png", "transition": "crossfade"}
    clips = [
        {"start": 0, "length": 2, "source": "a.png"},
        {**short, "start": 1, "length": 1.5, "fade": 1},
        {**short, "start": 1.5, "length": 2.5, "fade": 1},
    ]
    with pytest.raises(Invalid, match=r"pictures\[2\] fades in before pictures\[1\] has"):
        a_timeline(pictures=clips)


def test_cues_may_not_collide():
    one = Cue(start=Time.of(0), stop=Time.of(2), text="One")
    two = Cue(start=Time.of(1), stop=Time.of(3), text="Two")
    with pytest.raises(Invalid, match="The cue 'Two' starts before the last one stops"):
        Captions(cues=(one, two))


@pytest.mark.parametrize(("begin", "end"), [(0, 9), (2, 2), (-1, 2)])
def test_cue_words_lie_within_its_text(begin, end):
    word = CueWord(begin=begin, end=end, start=ZERO, stop=Time.of(1))
    with pytest.raises(Invalid, match="words stand in order within its text"):
        Cue(start=ZERO, stop=Time.of(1), text="Hello", words=(word,))


def test_cue_stops_after_it_starts():
    with pytest.raises(Invalid, match="A cue stops after it starts"):
        Cue(start=Time.of(1), stop=Time.of(1), text="Hello")


@pytest.mark.parametrize(
    ("loop", "sentence"),
    [
        ((2, 1, 0), "A loop ends after it starts"),
        ((0, 1, 2), "crossfade is no longer than the loop"),
    ],
)
def test_loop_must_make_sense(loop, sentence):
    start, end, crossfade = (Time.of(value) for value in loop)
    with pytest.raises(Invalid, match=sentence):
        Loop(start=start, end=end, crossfade=crossfade)


def test_clips_know_when_they_stop():
    picture = PictureClip(start=Time.of(1), length=Time.of(2), source="a.png")
    sound = SoundClip(start=Time.of(1), length=Time.of(2), source="a.wav", role="music")
    assert (picture.stop, sound.stop) == (Time.of(3), Time.of(3))
