"""Each word is lit on exactly the frames of its time, as the pixels show."""

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import CaptionStyle, Language
from reelwright.model.caption import Captions, Cue, CueWord
from reelwright.model.time import Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.export import export
from reelwright.render.plan import plan
from reelwright.render.planes import Planes

SIZE = (320, 180)
TEXTS = {
    Language.ENGLISH: ("Wide moon rises now", "Wide moon rises now"),
    Language.HINDI: ("सुबह जंगल को जगाती", "सुबह जंगल को जगाती"),
    Language.JAPANESE: ("朝の光が森を包む", "朝の 光が 森を 包む"),
}


def a_timeline(language, style, times, rate=30) -> Timeline:
    """Four words, each spoken from its time until the next, the last for 0.4 s."""
    text, words = TEXTS[language]
    spoken, at = [], 0
    for word, start, stop in zip(words.split(), times, [*times[1:], times[-1]], strict=True):
        at = text.index(word, at)
        spoken.append(CueWord(begin=at, end=at + len(word), start=start, stop=stop))
        at += len(word)
    cue = Cue(start=Time.of("0.1"), stop=Time.of(3), text=text, words=tuple(spoken))
    return Timeline.read(
        {
            "width": SIZE[0],
            "height": SIZE[1],
            "rate": rate.write() if isinstance(rate, Rate) else rate,
            "length": 3.5,
            "pictures": [{"start": 0, "length": 3.5, "source": "grey.png"}],
            "captions": Captions(style=style, language=language, cues=(cue,)).write(),
        }
    )


def composed(timeline: Timeline, media: Path) -> list[Planes]:
    canvas = Canvas(*SIZE, timeline.rate)
    frames = []
    for segment in plan(timeline).segments:
        composer = Composer(segment, canvas, timeline.captions, lambda name: media / name)
        for number in range(segment.frames):
            frames.append(Planes.empty(*SIZE))
            composer.compose(number, frames[-1])
    return frames


def lit(frame: Planes) -> tuple[int, int] | None:
    """Return the columns between which there is yellow, by its blue difference."""
    columns = np.nonzero((frame.u < 90).any(axis=0))[0]
    return (int(columns.min()) * 2, int(columns.max()) * 2) if len(columns) else None


def white(frame: Planes) -> tuple[int, int] | None:
    """Return the columns between which there is white or yellow."""
    columns = np.nonzero((frame.y > 175).any(axis=0))[0]
    return (int(columns.min()), int(columns.max())) if len(columns) else None


def runs(seen: list) -> list:
    """Return what was seen with the first frame it was seen in, repeats left out."""
    return [(n, one) for n, one in enumerate(seen) if n == 0 or one != seen[n - 1]]


TIMES = tuple(Time.of(at) for at in ("0.3", "0.72", "1.31", "2.05"))


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(
    ("rate", "style"),
    [
        *((rate, CaptionStyle.KARAOKE) for rate in (12, 25, 30, 60, "30000/1001")),
        (24, CaptionStyle.BOXED_WORD),
    ],
)
def test_each_word_is_lit_on_its_frames(media, language, rate, style):
    timeline = a_timeline(language, style, TIMES, rate)
    seen = runs([lit(frame) for frame in composed(timeline, media)])
    on = [timeline.rate.frame(at) for at in TIMES]
    assert [first for first, _ in seen] == [0, *on, timeline.rate.frame(Time.of(3))]
    places = [place for _, place in seen]
    assert (places[0], places[-1]) == (None, None)
    # From left to right, each word to the right of the last.
    near = 2 if style is CaptionStyle.KARAOKE else 6  # boxes reach out beside their words
    assert all(left[1] <= right[0] + near for left, right in pairwise(places[1:-1]))


@pytest.mark.parametrize("rate", [12, 30, 60])
def test_word_pops_from_its_frame_on_and_then_rests(media, rate):
    """Its width swells within a sixth of a second and then is what it was."""
    timeline = a_timeline(Language.ENGLISH, CaptionStyle.POP, TIMES, rate)
    seen = [lit(frame) for frame in composed(timeline, media)]
    changes = [first for first, _ in runs(seen)]
    on = [timeline.rate.frame(at) for at in TIMES]
    assert set(on) <= set(changes)
    popping = {frame for first in on for frame in range(first, first + -(-rate // 6) + 1)}
    assert set(changes) <= popping | {0, timeline.rate.frame(Time.of(3))}
    for first in on:
        rest = seen[first + -(-rate // 6) + 1]
        widest = max(right - left for left, right in seen[first : first + rate // 6])
        assert 1.02 < widest / (rest[1] - rest[0]) <= 1.35  # of a few pixels


@pytest.mark.parametrize("rate", [12, 30, 60])
def test_words_are_typed_within_their_own_times(media, rate):
    timeline = a_timeline(Language.ENGLISH, CaptionStyle.TYPEWRITER, TIMES, rate)
    seen = [white(frame) for frame in composed(timeline, media)]
    on = [timeline.rate.frame(at) for at in TIMES]
    assert all(place is None for place in seen[: on[0]])
    # A letter shows in the word's first frame, and more only until the next word, or the end.
    assert [seen[first] != seen[first - 1] for first in on] == [True] * 4
    assert len(set(seen[on[-1] + 1 : timeline.rate.frame(Time.of(3))])) == 1
    rights = [place[1] for place in seen[on[0] : on[-1]]]
    assert rights == sorted(rights)


@settings(max_examples=12, deadline=None)
@given(
    starts=st.lists(
        st.fractions("1/10", 3, max_denominator=997), min_size=4, max_size=4, unique=True
    ).map(sorted),
    fps=st.integers(12, 60),
)
def test_any_word_at_any_rate_is_lit_on_its_frames(media, starts, fps):
    times = tuple(Time(start) for start in starts)
    timeline = a_timeline(Language.ENGLISH, CaptionStyle.KARAOKE, times, fps)
    rate, end = timeline.rate, timeline.rate.frame(Time.of(3))
    seen = [lit(frame) for frame in composed(timeline, media)]
    changes = {rate.frame(time) for time in times if rate.frame(time) < end}
    assert {first for first, _ in runs(seen)} == {0, end, *changes}
    assert [place is None for place in seen] == [
        not rate.frame(times[0]) <= n < end for n in range(len(seen))
    ]


@pytest.mark.parametrize("language", TEXTS)
def test_progressive_adds_a_word_at_a_time(media, language):
    timeline = a_timeline(language, CaptionStyle.PROGRESSIVE, TIMES)
    seen = runs([white(frame) for frame in composed(timeline, media)])
    assert [first for first, _ in seen] == [0, *map(timeline.rate.frame, TIMES), 90]
    shown = [place for _, place in seen[1:-1]]
    assert len({left for left, _ in shown}) == 1
    assert [right for _, right in shown] == sorted(right for _, right in shown)
    assert (seen[0][1], seen[-1][1]) == (None, None)


def test_word_style_shows_one_word_alone_in_the_middle(media):
    timeline = a_timeline(Language.ENGLISH, CaptionStyle.WORD, TIMES)
    seen = runs([white(frame) for frame in composed(timeline, media)])
    assert [first for first, _ in seen] == [0, *map(timeline.rate.frame, TIMES), 90]
    middles = [(left + right) / 2 for _, (left, right) in seen[1:-1]]
    assert middles == pytest.approx([SIZE[0] / 2] * 4, abs=2)


def test_classic_stands_from_its_start_to_its_stop(media):
    timeline = a_timeline(Language.ENGLISH, CaptionStyle.CLASSIC, TIMES)
    seen = runs([white(frame) for frame in composed(timeline, media)])
    assert [first for first, _ in seen] == [0, 3, 90]


def test_film_without_a_cue_in_sight_is_left_alone(media):
    frames = composed(a_timeline(Language.ENGLISH, CaptionStyle.KARAOKE, TIMES), media)
    bare = [*frames[:3], *frames[90:]]
    # The grey's own luma, one step of rounding allowed.
    assert {int(level) for frame in bare for level in np.unique(frame.y)} <= {101, 102, 103}


def test_encoded_word_is_lit_on_its_frames(media, tmp_path):
    timeline, out = a_timeline(Language.ENGLISH, CaptionStyle.KARAOKE, TIMES), tmp_path / "a.mp4"
    export(timeline, out, lambda name: media / name)
    with av.open(str(out)) as container:
        blues = [
            frame.to_ndarray(format="yuv420p")[SIZE[1] : SIZE[1] * 5 // 4].reshape(90, 160)
            for frame in container.decode(video=0)
        ]
    centres = [
        float(np.nonzero((blue < 90).any(axis=0))[0].mean()) if (blue < 90).any() else -99
        for blue in blues
    ]
    jumps = [n for n in range(1, len(centres)) if abs(centres[n] - centres[n - 1]) > 6]
    assert jumps == [*map(timeline.rate.frame, TIMES), 90]
