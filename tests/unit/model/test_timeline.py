"""A timeline's pictures cover it, its sounds lie within it, its captions do not collide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.caption import Captions, Cue, CueWord
from reelwright.model.clip import PictureClip, Transition
from reelwright.model.errors import Invalid
from reelwright.model.sound import Loop, SoundClip
from reelwright.model.time import ZERO, Time
from reelwright.model.timeline import Timeline

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


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"offset": -1}, "A sound's offset and fades are 0 seconds or more."),
        ({"fade_in": "-1/48000"}, "A sound's offset and fades are 0 seconds or more."),
        ({"fade_out": -0.5}, "A sound's offset and fades are 0 seconds or more."),
        ({"gain": 25}, "gain: This must be at most 24."),
        ({"gain": -61}, "gain: This must be at least -60."),
        (
            {"role": "voice"},
            "role: There is no sound role 'voice'. Choose speech, music or effect.",
        ),
        ({"source": ""}, "source: This is empty; write something."),
        ({"loop": {"start": 0, "end": 0}}, "loop: A loop ends after it starts."),
        ({"loop": {"start": -1, "end": 1}}, "loop: A loop ends after it starts."),
    ],
)
def test_wrong_sound_gets_its_sentence(changes, sentence):
    with pytest.raises(Invalid) as caught:
        SoundClip.read({"start": 0, "length": 1, "source": "a.wav", "role": "music", **changes})
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("sound", "number"),
    [
        ({"start": -1, "length": 2}, 0),
        ({"start": 0, "length": 0}, 0),
        ({"start": "1/3", "length": 4}, 0),
    ],
)
def test_sound_outside_the_timeline_is_refused(sound, number):
    sounds = [{**sound, "source": "a.wav", "role": "music"}]
    with pytest.raises(Invalid, match=rf"sounds\[{number}\] does not lie within the timeline"):
        a_timeline(sounds=sounds)


def test_sound_may_fill_the_timeline_exactly():
    sound = {"start": 0, "length": 4, "source": "a.wav", "role": "music"}
    assert a_timeline(sounds=[sound]).sounds[0].stop == Time.of(4)


@pytest.mark.parametrize(
    "rate", ["333333333333333/11111111111111", "2147483648/71582789", "100000000000/3333333333"]
)
def test_rate_no_encoder_can_count_in_is_refused(rate):
    with pytest.raises(Invalid, match="A frame rate is a ratio of numbers below 2"):
        a_timeline(rate=rate)


@pytest.mark.parametrize("rate", [1, 240, "30000/1001", "2147483647/71582789"])
def test_rate_within_bounds_is_kept_exactly(rate):
    assert a_timeline(rate=rate).rate.write() == rate


@pytest.mark.parametrize("starts", [(1, 0), (0, 2, 1)])
def test_cue_words_are_spoken_in_order(starts):
    words = tuple(
        CueWord(begin=n, end=n + 1, start=Time.of(at), stop=Time.of(at + 1))
        for n, at in enumerate(starts)
    )
    with pytest.raises(Invalid, match="spoken in the order they stand in"):
        Cue(start=ZERO, stop=Time.of(5), text="abc", words=words)


@pytest.mark.parametrize(
    ("clip", "sentence"),
    [
        ({"length": 1.9, "start": 2}, "pictures[1] starts at 2 s; it must start at 2.5 s"),
        ({"length": 2, "start": 2, "fade": 2.5}, "pictures[1] must last more than 0 s, and longer"),
        ({"length": 2, "start": 2, "fade": -1}, "pictures[1] must last more than 0 s, and longer"),
        ({"length": -2, "start": 2, "fade": 0.5}, "pictures[1] must last more than 0 s"),
    ],
)
def test_wrong_crossfade_gets_its_sentence(clip, sentence):
    first = {"start": 0, "length": 2.5, "source": "a.png"}
    second = {"source": "b.png", "transition": "crossfade", **clip}
    with pytest.raises(Invalid) as caught:
        a_timeline(pictures=[first, second])
    assert str(caught.value).startswith(sentence)


def test_cut_ignores_its_fade():
    clips = [
        {"start": 0, "length": 2, "source": "a.png"},
        {"start": 2, "length": 2, "source": "b.png", "fade": 1},
    ]
    assert a_timeline(pictures=clips).pictures[1].start == Time.of(2)


def test_first_clip_has_nothing_to_fade_over():
    clip = {"start": 0, "length": 4, "source": "a.png", "transition": "crossfade", "fade": 9}
    assert a_timeline(pictures=[clip]).length == Time.of(4)


def test_wrong_timeline_tells_everything_at_once():
    with pytest.raises(Invalid) as caught:
        a_timeline(
            width=63,
            height=8194,
            rate="fast",
            pictures=[{"start": 0, "length": 4, "source": "a.png", "motion": {"begin": {"x": 2}}}],
            captions={"style": "karaok", "cues": [{"start": 1, "stop": 0, "text": "Hi"}]},
            sounds=[{"start": 0, "length": 1, "source": "a.wav", "role": "noise"}],
            loudness={"integrated": 0},
        )
    assert [fault.path for fault in caught.value.faults] == [
        "width",
        "height",
        "rate",
        "pictures[0].motion.begin.x",
        "captions.style",
        "captions.cues[0]",
        "sounds[0].role",
        "loudness.integrated",
    ]
