"""However clips, fades and words fall between frames, every frame is accounted for once."""

from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.caption import Captions, Cue, CueWord
from reelwright.model.clip import PictureClip, Transition
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.timeline import Timeline
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
    rate = timeline.rate
    for segment in plan(timeline).segments:
        for frame in range(segment.first, segment.stop):
            playing = [clip.source for clip in timeline.pictures if frame in frames_of(clip, rate)]
            assert [shot.clip.source for shot in segment.shots] == playing


@settings(max_examples=50)
@given(timelines())
def test_share_grows_by_equal_steps_through_a_takeover(timeline):
    shares = defaultdict(list)
    for segment in plan(timeline).segments:
        if takeover := segment.takeover:
            steps = [takeover.share(frame) for frame in range(segment.frames)]
            shares[segment.first + takeover.first, takeover.frames] += steps
    for (_, frames), steps in shares.items():
        assert steps == [(n + 1) / (frames + 1) for n in range(frames)]


@settings(max_examples=50)
@given(timelines())
def test_motion_runs_evenly_from_nought_to_one(timeline):
    along = defaultdict(list)
    for segment in plan(timeline).segments:
        for shot in segment.shots:
            moments = [shot.moment(n, timeline.rate).progress for n in range(segment.frames)]
            along[shot.clip.source] += moments
    for progress in along.values():
        assert progress[0] == 0
        assert progress == sorted(progress)
        assert progress[-1] == (1 if len(progress) > 1 else 0)


@settings(max_examples=50)
@given(timelines())
def test_cuts_are_at_most_half_a_frame_from_where_they_were_put(timeline):
    rate = timeline.rate
    for segment in plan(timeline).segments:
        for shot in segment.shots:
            first = rate.time(segment.first + shot.first)
            stop = first + rate.time(shot.frames)
            assert abs((first - shot.clip.start).seconds) <= rate.time(1).seconds / 2
            assert abs((stop - shot.clip.stop).seconds) <= rate.time(1).seconds / 2


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


def standing(timeline) -> list[tuple[int, int]]:
    """Return first and stop, in frames of the film, of each cue in each segment."""
    return [
        (segment.first + cue.first, segment.first + cue.stop)
        for segment in plan(timeline).segments
        for cue in segment.cues
    ]


@given(
    st.fractions(0, 2, max_denominator=240),
    st.fractions("21/10", 6, max_denominator=240),
    word_times,
    rates,
)
def test_every_word_begins_on_the_frame_nearest_to_its_time(start, stop, times, rate):
    for segment in plan(captioned(start, stop, times, rate)).segments:
        (cue,) = segment.cues or (None,)
        begun = [segment.first + word.first for word in cue.words] if cue else []
        assert begun in ([], [rate.frame(Time(at)) for at in times])


@given(
    st.fractions(0, 2, max_denominator=240),
    st.fractions("21/10", 6, max_denominator=240),
    word_times,
    rates,
)
def test_cue_is_in_every_segment_it_touches_and_no_other(start, stop, times, rate):
    timeline = captioned(start, stop, times, rate)
    first, last = rate.frame(Time(start)), rate.frame(Time(stop))
    assert set(standing(timeline)) == {(first, last)}
    touched = [one for one in plan(timeline).segments if one.first < last and one.stop > first]
    assert len(standing(timeline)) == len(touched)


@pytest.mark.parametrize("rate", [12, 24, 30, 60])
def test_cue_shorter_than_half_a_frame_is_not_shown(rate):
    assert standing(captioned(Fraction(1), Fraction(251, 250), [0], Rate.of(rate))) == []


def test_cues_that_touch_change_on_one_frame():
    cues = tuple(
        Cue(start=Time.of(at), stop=Time.of(at + 1), text="word") for at in (0.51, 1.51, 2.51)
    )
    timeline = captioned(0, 1, [0], Rate.of(30)).model_copy(
        update={"captions": Captions(cues=cues)}
    )
    assert sorted(set(standing(timeline))) == [(15, 45), (45, 75), (75, 105)]


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
