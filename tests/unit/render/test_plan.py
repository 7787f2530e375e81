"""A plan gives every frame to one clip, or to two while one fades into the other."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.errors import Invalid
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.timeline import Captions, Cue, CueWord, PictureClip, Timeline, Transition
from reelwright.render.plan import LONGEST_SEGMENT, CaptionState, Layer, plan

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


@given(lengths, fades, rates, st.data())
def test_frame_shows_one_clip_or_a_fade(lengths, fade, rate, data):
    planned = plan(a_timeline(lengths, fade, rate))
    frame = data.draw(st.integers(0, planned.frames - 1))
    layers = planned.layers(frame)
    assert layers[0].weight == 1
    assert [layer.clip for layer in layers] in (
        [layers[0].clip],
        [layers[0].clip, layers[0].clip + 1],
    )
    assert all(
        planned.clips[one.clip].first <= frame < planned.clips[one.clip].stop for one in layers
    )


@given(lengths, fades, rates)
def test_clips_meet_on_the_same_frame(lengths, fade, rate):
    clips = plan(a_timeline(lengths, fade, rate)).clips
    assert all(after.first + after.fade == before.stop for before, after in pairwise(clips))


def test_fade_grows_evenly_and_never_jumps():
    planned = plan(a_timeline([Time.of(1), Time.of(1)], Time.of("0.1")))
    assert [planned.layers(frame) for frame in (26, 27, 28, 29, 30)] == [
        (Layer(0, 1.0),),
        (Layer(0, 1.0), Layer(1, 0.25)),
        (Layer(0, 1.0), Layer(1, 0.5)),
        (Layer(0, 1.0), Layer(1, 0.75)),
        (Layer(1, 1.0),),
    ]


def test_motion_runs_from_the_first_frame_to_the_last():
    clip = plan(a_timeline([Time.of(1)])).clips[0]
    assert (clip.progress(0), clip.progress(29)) == (0.0, 1.0)


def test_cuts_do_not_drift_over_an_hour():
    rate = Rate.of("30000/1001")
    planned = plan(a_timeline([Time.of(5)] * 720, rate=rate))
    exact = [Fraction(5 * number) * rate.per_second for number in range(720)]
    drift = [abs(clip.first - at) for clip, at in zip(planned.clips, exact, strict=True)]
    assert max(drift) <= Fraction(1, 2)


def test_clip_shorter_than_half_a_frame_does_not_show():
    planned = plan(a_timeline([Time.of(1), Time.of("1/100"), Time.of(1)]))
    assert [(clip.first, clip.stop) for clip in planned.clips] == [(0, 30), (30, 60)]


def test_timeline_shorter_than_a_frame_is_refused():
    with pytest.raises(Invalid, match="shorter than one frame"):
        plan(a_timeline([Time.of("1/100")]))


def test_words_change_on_their_frame():
    captions = Captions(cues=(a_cue("0.5", 2, "0.6", "1.0", "1.21"),))
    assert plan(a_timeline([Time.of(3)], captions=captions)).captions == (
        CaptionState(15, 18, 0, -1),
        CaptionState(18, 30, 0, 0),
        CaptionState(30, 36, 0, 1),
        CaptionState(36, 60, 0, 2),
    )


@given(
    st.lists(st.fractions(0, 3, max_denominator=1000), min_size=1, max_size=6).map(sorted), rates
)
def test_caption_states_follow_each_other(starts, rate):
    captions = Captions(cues=(a_cue(0, 4, *starts),))
    states = plan(a_timeline([Time.of(5)], rate=rate, captions=captions)).captions
    assert (states[0].first, states[-1].stop) == (0, rate.frame(Time.of(4)))
    assert all(before.stop == after.first for before, after in pairwise(states))
    assert states[-1].word == len(starts) - 1


def test_cue_without_words_is_lit_from_its_start():
    captions = Captions(cues=(a_cue(0, 1),))
    assert plan(a_timeline([Time.of(1)], captions=captions)).captions == (
        CaptionState(0, 30, 0, 0),
    )


def test_no_caption_outside_a_cue():
    planned = plan(a_timeline([Time.of(3)], captions=Captions(cues=(a_cue(1, 2),))))
    assert [planned.caption(frame) for frame in (29, 60)] == [None, None]
    assert planned.caption(30) == planned.caption(59) == CaptionState(30, 60, 0, 0)
