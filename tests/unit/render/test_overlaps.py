"""However clips, fades and words fall between frames, every frame is accounted for once."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.timeline import Captions, Cue, CueWord, PictureClip, Timeline, Transition
from reelwright.render.plan import LONGEST_SEGMENT, plan

rates = st.integers(12, 60).map(Rate.of) | st.sampled_from(
    [Rate.of(rate) for rate in ("24000/1001", "30000/1001", "60000/1001", "2997/125")]
)
# Shorter than a frame, a few frames, seconds: everything rounds differently.
lengths = st.fractions("1/200", "1/10", max_denominator=997) | st.fractions(
    "1/10", 5, max_denominator=97
)
shares = st.fractions(0, 1, max_denominator=12)


@st.composite
def timelines(draw):
    """A timeline of cuts and crossfades, each fade as long as both its sides allow or shorter."""
    clips, start = [], ZERO
    for number in range(draw(st.integers(1, 8))):
        length = Time(draw(lengths))
        room = clips[-1].length - clips[-1].fade if clips else ZERO
        fade = Time(min(room.seconds, length.seconds) * draw(shares)) if number else ZERO
        crossfade = bool(number) and draw(st.booleans())
        lead = fade if crossfade else ZERO
        clips.append(
            PictureClip(
                start=start - lead,
                length=length,
                source=f"{number}.png",
                transition=Transition.CROSSFADE if crossfade else Transition.CUT,
                fade=fade,
            )
        )
        start = clips[-1].stop
    rate = draw(rates.filter(lambda rate: rate.frame(start) > 0))
    return Timeline(width=64, height=64, rate=rate, length=start, pictures=tuple(clips))


def frames_of(clip: PictureClip, rate: Rate) -> range:
    return range(rate.frame(clip.start), rate.frame(clip.stop))


@settings(max_examples=50)
@given(timelines())
def test_every_frame_shows_exactly_the_clips_playing_then(timeline):
    """Checked against the timeline itself, frame by frame, with nothing of the plan's own."""
    planned, rate = plan(timeline), timeline.rate
    for frame in range(planned.frames):
        shown = [planned.clips[layer.clip].clip.source for layer in planned.layers(frame)]
        playing = [clip.source for clip in timeline.pictures if frame in frames_of(clip, rate)]
        assert shown == playing


@settings(max_examples=50)
@given(timelines())
def test_bottom_layer_is_whole_and_the_top_one_comes_in(timeline):
    planned = plan(timeline)
    weights = [[layer.weight for layer in planned.layers(n)] for n in range(planned.frames)]
    assert all(one[0] == 1 for one in weights)
    assert all(0 < one[-1] <= 1 for one in weights)
    assert all(one[-1] < 1 for one in weights if len(one) == 2)


@settings(max_examples=50)
@given(timelines())
def test_fade_grows_by_equal_steps(timeline):
    for clip in plan(timeline).clips:
        weights = [
            Fraction(clip.weight(clip.first + n)).limit_denominator(10_000)
            for n in range(clip.fade)
        ]
        assert weights == [Fraction(n + 1, clip.fade + 1) for n in range(clip.fade)]
        assert clip.weight(clip.first + clip.fade) == 1


@settings(max_examples=50)
@given(timelines())
def test_fade_is_never_cut_in_two_segments(timeline):
    planned = plan(timeline)
    cuts = {segment.first for segment in planned.segments}
    longest = int(LONGEST_SEGMENT * timeline.rate.per_second)
    fading = {
        frame
        for clip in planned.clips
        for frame in range(clip.first + 1, clip.first + clip.fade)
        if clip.stop - clip.first <= longest
    }
    assert not cuts & fading


@settings(max_examples=50)
@given(timelines())
def test_motion_runs_evenly_from_nought_to_one(timeline):
    for clip in plan(timeline).clips:
        along = [clip.progress(frame) for frame in range(clip.first, clip.stop)]
        assert along[0] == 0
        assert along == sorted(along)
        assert along[-1] == (1 if len(along) > 1 else 0)


@settings(max_examples=50)
@given(timelines())
def test_cuts_are_at_most_half_a_frame_from_where_they_were_put(timeline):
    rate = timeline.rate
    for clip in plan(timeline).clips:
        assert (
            abs(rate.time(clip.first).seconds - clip.clip.start.seconds) <= rate.time(1).seconds / 2
        )
        assert (
            abs(rate.time(clip.stop).seconds - clip.clip.stop.seconds) <= rate.time(1).seconds / 2
        )


word_times = st.lists(st.fractions(0, 6, max_denominator=240), min_size=1, max_size=6).map(sorted)


def captioned(start, stop, times, rate) -> Timeline:
    words = tuple(
        CueWord(begin=n, end=n + 1, start=Time(at), stop=Time(at)) for n, at in enumerate(times)
    )
    cue = Cue(start=Time(start), stop=Time(stop), text="abcdef", words=words)
    return Timeline(
        width=64,
        height=64,
        rate=rate,
        length=Time.of(7),
        pictures=(PictureClip(start=ZERO, length=Time.of(7), source="a.png"),),
        captions=Captions(cues=(cue,)),
    )


@given(
    st.fractions(0, 2, max_denominator=240),
    st.fractions("21/10", 6, max_denominator=240),
    word_times,
    rates,
)
def test_word_is_current_from_its_frame_to_that_of_the_next(start, stop, times, rate):
    """Words may be timed before the cue or after it; it stands from its start to its stop."""
    planned = plan(captioned(start, stop, times, rate))
    for frame in range(planned.frames):
        state = planned.caption(frame)
        begun = [n for n, at in enumerate(times) if rate.frame(Time(at)) <= frame]
        stands = rate.frame(Time(start)) <= frame < rate.frame(Time(stop))
        current = begun[-1] if begun else -1
        assert (state.word if state else None) == (current if stands else None)


@given(
    st.fractions(0, 2, max_denominator=240),
    st.fractions("21/10", 6, max_denominator=240),
    word_times,
    rates,
)
def test_states_of_a_cue_have_frames_and_do_not_overlap(start, stop, times, rate):
    states = plan(captioned(start, stop, times, rate)).captions
    assert all(state.first < state.stop for state in states)
    assert all(before.stop == after.first for before, after in pairwise(states))
    assert (states[0].first, states[-1].stop) == (rate.frame(Time(start)), rate.frame(Time(stop)))


@pytest.mark.parametrize("rate", [12, 24, 30, 60])
def test_cue_shorter_than_half_a_frame_is_not_shown(rate):
    planned = plan(captioned(Fraction(1), Fraction(1) + Fraction(1, 250), [0], Rate.of(rate)))
    assert planned.captions == ()


def test_cues_that_touch_change_on_one_frame():
    cues = tuple(
        Cue(start=Time.of(at), stop=Time.of(at + 1), text="word") for at in (0.51, 1.51, 2.51)
    )
    timeline = captioned(0, 1, [0], Rate.of(30)).model_copy(
        update={"captions": Captions(cues=cues)}
    )
    states = [(state.first, state.stop, state.cue) for state in plan(timeline).captions]
    assert states == [(15, 45, 0), (45, 75, 1), (75, 105, 2)]


@pytest.mark.parametrize(
    ("rate", "seconds"), [(12, 61), (30, 61), (60, 3600), ("30000/1001", 3600)]
)
def test_long_clip_is_cut_into_like_parts(rate, seconds):
    rate = Rate.of(rate)
    clip = PictureClip(start=ZERO, length=Time.of(seconds), source="a.png")
    timeline = Timeline(width=64, height=64, rate=rate, length=clip.length, pictures=(clip,))
    sizes = [segment.stop - segment.first for segment in plan(timeline).segments]
    assert max(sizes) - min(sizes) <= 1
    assert max(sizes) <= LONGEST_SEGMENT * rate.per_second
    assert sum(sizes) == rate.frame(clip.length)
