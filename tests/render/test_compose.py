"""A frame is a function of its number: clips at their shares, captions on top, colours kept."""

from collections.abc import Callable
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Quality
from reelwright.model.output import Output
from reelwright.model.timeline import Timeline
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.export import export
from reelwright.render.plan import plan
from reelwright.render.planes import Planes, from_bgr
from reelwright.render.sources.stills import Stills

SIZE = (128, 72)


def a_timeline(*pictures, length=2, rate=30, **more) -> Timeline:
    return Timeline.read(
        {
            "width": SIZE[0],
            "height": SIZE[1],
            "rate": rate,
            "length": length,
            "pictures": list(pictures),
            **more,
        }
    )


def clip(source, start=0, length=2, **more) -> dict:
    return {"source": source, "start": start, "length": length, **more}


def fading(fade=1) -> Timeline:
    over = clip("two.png", 1, 1, transition="crossfade", fade=fade)
    return a_timeline(clip("one.png", 0, 1 + fade), over | {"length": 1})


def composers(timeline: Timeline, media: Path, stills: Stills | None = None) -> list[Composer]:
    """Return a composer for each segment of the film."""
    canvas, captions = Canvas(*SIZE, timeline.rate), timeline.captions
    return [
        Composer(segment, canvas, captions, media.joinpath, stills)
        for segment in plan(timeline).segments
    ]


def composed(timeline: Timeline, media: Path) -> Callable[..., np.ndarray]:
    """Return what gives a frame of the film by its number."""
    segments = plan(timeline).segments
    made = list(zip(segments, composers(timeline, media), strict=True))

    def frame(number: int, into: Planes | None = None) -> np.ndarray:
        ((segment, one),) = [pair for pair in made if pair[0].first <= number < pair[0].stop]
        planes = into or Planes.empty(*SIZE)
        one.compose(number - segment.first, planes)
        return column(planes)

    return frame


def column(planes: Planes) -> np.ndarray:
    """Return luma and chroma in one column."""
    return np.concatenate([plane.ravel() for plane in planes])


def still(media: Path, source: str) -> np.ndarray:
    return composed(a_timeline(clip(source)), media)(0)


def test_crossfade_is_the_weighted_sum_of_its_two_stills(media):
    frame, one, two = composed(fading(), media), still(media, "one.png"), still(media, "two.png")
    for number in range(30, 60):
        share = (number - 30 + 1) / 31
        due = one * (1 - share) + two * share
        assert float(np.abs(frame(number) - due).max()) <= 0.51


def test_frames_outside_the_fade_are_the_stills_themselves(media):
    frame = composed(fading(fade=0.5), media)
    assert np.array_equal(frame(29), still(media, "one.png"))
    assert not np.array_equal(frame(30), still(media, "one.png"))
    assert np.array_equal(frame(45), still(media, "two.png"))


def test_crossfade_of_a_picture_with_itself_is_invisible(media):
    over = clip("one.png", 1, 1, transition="crossfade", fade=1)
    frame = composed(a_timeline(clip("one.png"), over), media)
    assert int(np.abs(frame(44).astype(int) - still(media, "one.png")).max()) <= 1


def moving() -> Timeline:
    motion = {"begin": {"x": 0.3, "zoom": 1.3}, "end": {"x": 0.7, "zoom": 1.5}}
    third = clip("one.png", 1.25, 0.75, transition="crossfade", fade=0.25, motion=motion)
    second = clip("two.png", 0.5, 1, transition="crossfade", fade=0.25, motion=motion)
    captions = {"cues": [{"start": 0.2, "stop": 1.8, "text": "Hello there"}]}
    return a_timeline(clip("one.png", 0, 0.75), second, third, captions=captions)


@pytest.fixture(scope="module")
def in_order(media) -> list[np.ndarray]:
    frame = composed(moving(), media)
    return [frame(number) for number in range(60)]


@settings(max_examples=15, deadline=None)
@given(numbers=st.lists(st.integers(0, 59), min_size=1, max_size=6))
def test_frame_does_not_depend_on_those_before_it(media, in_order, numbers):
    frame = composed(moving(), media)
    assert all(np.array_equal(frame(n), in_order[n]) for n in numbers)


def test_frame_is_written_over_whatever_was_there(media, in_order):
    frame = composed(moving(), media)
    for number in (33, 40):  # one still by itself, and two in a crossfade
        planes = Planes.empty(*SIZE)
        for plane in planes:
            plane[:] = 77
        assert np.array_equal(frame(number, planes), in_order[number])


def hold(media: Path, room: int) -> tuple[int, int]:
    """Return how many stills are kept after twenty segments of two pictures, and their bytes."""
    clips = [clip(("one.png", "two.png")[n % 2], n / 10, 0.1) for n in range(20)]
    stills = Stills(room)
    composers(a_timeline(*clips), media, stills)
    return len(stills._kept), sum(one.result().bytes for one in stills._kept.values())


def test_pictures_are_kept_while_there_is_room(media):
    count, used = hold(media, 64_000_000)
    assert (count, hold(media, used)) == (2, (2, used))
    assert [hold(media, room)[0] for room in (used - 1, 0)] == [1, 1]


COLOURS = [
    (0, 0, 0),
    (255, 255, 255),
    (128, 128, 128),
    (255, 0, 0),
    (0, 255, 0),
    (0, 0, 255),
    (255, 255, 0),
    (0, 255, 255),
    (255, 0, 255),
    (191, 64, 32),
    (12, 200, 140),
    (240, 200, 170),
]


def bt709_rgb(y: float, u: float, v: float) -> tuple[float, ...]:
    """Return red, green and blue by the standard's own equations (BT.709-6, items 3.2 to 3.5)."""
    luma, blue, red = (y - 16) / 219, (u - 128) / 224 * 1.8556, (v - 128) / 224 * 1.5748
    green = -(0.2126 * red + 0.0722 * blue) / 0.7152
    return tuple((luma + part) * 255 for part in (red, green, blue))


@pytest.mark.parametrize("rgb", COLOURS)
def test_colour_survives_both_ways_by_the_standard(rgb):
    planes = from_bgr(np.full((8, 8, 3), rgb[::-1], np.uint8))
    assert bt709_rgb(*(int(plane[0, 0]) for plane in planes)) == pytest.approx(rgb, abs=2.5)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_any_colour_survives_both_ways(rgb):
    planes = from_bgr(np.full((2, 2, 3), rgb[::-1], np.uint8))
    assert bt709_rgb(*(int(plane[0, 0]) for plane in planes)) == pytest.approx(rgb, abs=3)


@pytest.fixture(scope="module")
def colours_seen(tmp_path_factory) -> list[np.ndarray]:
    """The colours as a player shows them: a frame each, encoded, decoded, turned by its tags."""
    folder = tmp_path_factory.mktemp("colours")
    for number, rgb in enumerate(COLOURS):
        flat = np.full((SIZE[1], SIZE[0], 3), rgb[::-1], np.uint8)
        cv2.imwrite(str(folder / f"{number}.png"), flat)
    clips = [clip(f"{number}.png", number, 1) for number in range(len(COLOURS))]
    timeline = a_timeline(*clips, length=len(COLOURS), rate=12)
    export(
        timeline,
        folder / "film.mp4",
        lambda name: folder / name,
        output=Output(quality=Quality.HIGH),
    )
    with av.open(str(folder / "film.mp4")) as container:
        frames = list(container.decode(video=0))[6::12]
    return [
        one.reformat(format="rgb24", src_colorspace=one.colorspace).to_ndarray() for one in frames
    ]


@pytest.mark.parametrize("number", range(len(COLOURS)), ids=lambda n: str(COLOURS[n]))
def test_colour_is_shown_as_it_was_given(colours_seen, number):
    seen = colours_seen[number][8:-8, 8:-8].reshape(-1, 3).mean(axis=0)
    assert seen == pytest.approx(COLOURS[number], abs=4)
