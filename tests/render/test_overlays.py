"""Overlays lie where they should, smoothly, with their alpha, and open no more than they must."""

import itertools
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from reelwright.model.overlay import Overlay
from reelwright.model.time import Rate, Time
from reelwright.render.canvas import Canvas
from reelwright.render.overlays.placed import PlacedOverlay
from reelwright.render.overlays.track import OverlayTrack
from reelwright.render.plan import Moment, Standing
from reelwright.render.planes import Planes, lay

CANVAS = Canvas(320, 180, Rate.of(30))
GREY = 100


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> Path:
    """A white field, one with a hole and a half transparent side, a texture, and a video."""
    folder = tmp_path_factory.mktemp("overlays")
    cv2.imwrite(str(folder / "white.png"), np.full((50, 100, 3), 255, np.uint8))
    holed = np.full((64, 64, 4), 255, np.uint8)
    holed[16:48, 16:48] = (0, 0, 255, 0)  # what is transparent is red, and must not show
    holed[:, 48:, 3] = 128
    cv2.imwrite(str(folder / "holed.png"), holed)
    noise = np.random.default_rng(1).random((288, 512, 3), np.float32)
    blurred = sum(cv2.GaussianBlur(noise, (0, 0), scale) * scale for scale in (3.0, 8.0))
    spread = (blurred - blurred.mean()) / blurred.std() * 38 + 128
    cv2.imwrite(str(folder / "texture.png"), np.clip(spread, 0, 255).astype(np.uint8))
    with av.open(str(folder / "steps.mov"), "w") as container:
        stream = container.add_stream("qtrle", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "argb"
        for n in range(10):
            picture = np.full((32, 32, 4), (20 * n, 20 * n, 20 * n, 255), np.uint8)
            picture[:, 16:, 3] = 0
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgba")))
        container.mux(stream.encode(None))
    return folder


def an_overlay(source="white.png", length=4, **changes) -> Overlay:
    return Overlay.read({"start": 0, "length": length, "source": source, **changes})


def laid(folder: Path, overlay: Overlay, time=1, progress=0.5, canvas=CANVAS) -> Planes:
    """Return a grey frame with an overlay on it."""
    planes = blank(canvas)
    placed = PlacedOverlay.load(folder / overlay.source, overlay, canvas)
    if drawn := placed.patch(Moment(progress, Time.of(time)), overlay.length):
        lay(planes, drawn)
    return planes


def blank(canvas=CANVAS) -> Planes:
    planes = Planes.empty(*canvas.size)
    for plane, value in zip(planes, (GREY, 128, 128), strict=True):
        plane[:] = value
    return planes


def box_of(planes: Planes, over: int = 160) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what is brighter."""
    rows, columns = np.nonzero(planes.y > over)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def test_box_is_centre_and_width_of_the_frame(pictures):
    planes = laid(pictures, an_overlay(begin={"x": 0.25, "y": 0.5, "width": 0.25}))
    assert box_of(planes) == (40, 70, 120, 110)
    assert (planes.y[70:110, 40:120] == 235).all()
    assert (planes.y == GREY).sum() == 320 * 180 - 80 * 40


def test_picture_is_contained_in_its_box_or_covers_it(pictures):
    box = {"x": 0.5, "y": 0.5, "width": 0.25, "height": 0.5}
    assert box_of(laid(pictures, an_overlay(begin=box))) == (120, 70, 200, 110)
    assert box_of(laid(pictures, an_overlay(begin=box, fit="cover"))) == (120, 45, 200, 135) or (
        box_of(laid(pictures, an_overlay(begin=box, fit="cover"))) == (120, 44, 200, 134)
    )


@pytest.mark.parametrize("moves", [False, True])
def test_alpha_lets_what_is_below_through(pictures, moves):
    begin = {"x": 0.5, "y": 0.5, "width": 0.2}
    end = begin | {"x": 0.5001} if moves else None
    planes = laid(pictures, an_overlay("holed.png", begin=begin, end=end), progress=0)
    opaque, hole, half = planes.y[62, 140], planes.y[90, 160], planes.y[90, 186]
    assert (int(opaque), int(hole)) == (235, GREY)
    assert int(half) == pytest.approx((235 + GREY) / 2, abs=2)
    assert np.abs(planes.u.astype(int) - 128).max() <= 2
    assert np.abs(planes.v.astype(int) - 128).max() <= 2


def test_opacity_and_fades_go_by_time(pictures):
    overlay = an_overlay(opacity=0.8, fade_in=1, fade_out=2)
    at = [laid(pictures, overlay, time).y[90, 160] for time in ("0", "0.5", "1", "3", "119/30")]
    half_a_frame = 1 / 60
    shares = [half_a_frame, 0.5 + half_a_frame, 1, (1 - half_a_frame) / 2, half_a_frame / 2]
    expected = [GREY + (235 - GREY) * 0.8 * share for share in shares]
    assert [int(one) for one in at] == pytest.approx(expected, abs=1.5)


def test_turned_box_is_turned_clockwise(pictures):
    planes = laid(pictures, an_overlay(begin={"width": 0.25, "angle": 90}))
    left, top, right, bottom = box_of(planes)
    assert (right - left, bottom - top) == (40, 80)
    slanted = laid(pictures, an_overlay(begin={"width": 0.25, "angle": 30})).y > 160
    rows = np.nonzero(slanted[:, 180])[0]
    # Right of the centre, a box turned clockwise lies lower.
    assert rows.mean() == pytest.approx(89.5 + 20.5 * np.tan(np.pi / 6), abs=1)


def test_what_sticks_out_of_the_frame_is_cut_off(pictures):
    for begin in ({"x": 0, "y": 0}, {"x": 1, "y": 1}, {"x": 0, "y": 1, "angle": 45}):
        planes = laid(pictures, an_overlay(begin={"width": 0.5, **begin}))
        assert (planes.y == 235).any()
    away = an_overlay(begin={"x": 2, "y": 0.5, "width": 0.5})
    assert (laid(pictures, away).y == GREY).all()
    moving = an_overlay(begin={"x": 2, "width": 0.5}, end={"x": 3, "width": 0.5})
    assert (laid(pictures, moving).y == GREY).all()


@pytest.mark.parametrize("ease", ["linear", "smooth", "in", "out"])
def test_box_is_at_both_its_ends_on_time(pictures, ease):
    begin, end = {"x": 0.25, "width": 0.2}, {"x": 0.75, "y": 0.25, "width": 0.4, "height": 0.5}
    overlay = an_overlay(begin=begin, end=end, ease=ease)
    assert box_of(laid(pictures, overlay, progress=0)) == (48, 74, 112, 106)
    assert box_of(laid(pictures, overlay, progress=1)) == (176, 13, 304, 77)


def displacement(before: np.ndarray, after: np.ndarray, inner) -> np.ndarray:
    one, two = (cv2.GaussianBlur(p.astype(np.float64), (0, 0), 2.0) for p in (before, after))
    down, across = np.gradient((one + two) / 2)
    slopes = np.stack([across[inner].ravel(), down[inner].ravel()], axis=1)
    return -np.linalg.lstsq(slopes, (two - one)[inner].ravel(), rcond=None)[0]


@pytest.mark.parametrize("pixels", [6, 24])
def test_slow_overlay_moves_evenly_by_fractions_of_a_pixel(pictures, pixels):
    begin = {"x": 0.4, "width": 0.5}
    end = begin | {"x": 0.4 + pixels / 320}
    overlay = an_overlay("texture.png", begin=begin, end=end, ease="linear")
    placed = PlacedOverlay.load(pictures / "texture.png", overlay, CANVAS)
    frames = []
    for n in range(60):
        planes = blank()
        drawn = placed.patch(Moment(n / 59, CANVAS.rate.time(n)), overlay.length)
        assert drawn is not None
        lay(planes, drawn)
        frames.append(planes.y.copy())
    inner = (slice(60, 120), slice(85, 190))
    steps = np.array([displacement(*pair, inner) for pair in itertools.pairwise(frames)])
    # Gradients make steps 4 % too long, all of them alike.
    assert steps.mean(axis=0) == pytest.approx([pixels / 59, 0], rel=0.05, abs=0.001)
    assert steps.std(axis=0).max() < 0.01


def test_covering_box_may_change_its_shape(pictures):
    begin, end = {"width": 0.2, "height": 0.8}, {"width": 0.8, "height": 0.2}
    overlay = an_overlay(begin=begin, end=end, fit="cover", ease="linear")
    boxes = [box_of(laid(pictures, overlay, progress=share)) for share in (0, 0.5, 1)]
    assert boxes == [(128, 18, 192, 162), (96, 54, 224, 126), (32, 72, 288, 108)]


def test_much_smaller_overlay_does_not_shimmer(pictures):
    """Shown at a ninth of its size, a fine grid is an even grey wherever it lies."""
    grid = (np.indices((360, 640)) // 4).sum(axis=0) % 2 * 255
    cv2.imwrite(str(pictures / "grid.png"), grid.astype(np.uint8))
    overlay = an_overlay("grid.png", begin={"width": 1}, end={"width": 0.11})
    planes = laid(pictures, overlay, progress=1)
    inner = planes.y[84:96, 150:170]
    assert inner.std() < 8
    assert inner.mean() == pytest.approx(125.5, abs=3)


@pytest.mark.parametrize("width", [0.3, 0.2, 0.1, 0.05, 0.03])
def test_smaller_overlay_keeps_its_centre(pictures, width):
    end = {"x": 0.4, "y": 0.6, "width": width}
    far = np.hypot(*(np.indices((100, 200)) - np.array([[[49.5]], [[99.5]]])))
    blob = np.full((100, 200, 4), 255, np.uint8)
    blob[..., 3] = np.clip(300 - far * 6, 0, 255)
    cv2.imwrite(str(pictures / "blob.png"), blob)
    overlay = an_overlay("blob.png", begin={"width": 1.5}, end=end)
    light = laid(pictures, overlay, progress=1).y.astype(float) - GREY
    down, across = np.indices(light.shape)
    centre = [(light * place).sum() / light.sum() + 0.5 for place in (across, down)]
    assert centre == pytest.approx([0.4 * 320, 0.6 * 180], abs=0.03)


def test_video_overlay_plays_stands_and_repeats(pictures):
    begin = {"x": 0.5, "y": 0.5, "width": 0.2}
    times = ("0", "0.5", "0.99", "2.3")
    for repeat, last in ((False, 9), (True, 3)):
        overlay = an_overlay("steps.mov", begin=begin, repeat=repeat)
        seen = [int(laid(pictures, overlay, time).y[90, 140]) for time in times]
        expected = [16 + 20 * n * 219 / 255 for n in (0, 5, 9, last)]
        assert seen == pytest.approx(expected, abs=1.5)
    assert int(laid(pictures, overlay).y[90, 180]) == GREY  # transparent


def test_resting_overlay_is_drawn_once(pictures):
    overlay = an_overlay(begin={"width": 0.3})
    placed = PlacedOverlay.load(pictures / "white.png", overlay, CANVAS)
    drawn = [placed.patch(Moment(n / 9, CANVAS.rate.time(n)), overlay.length) for n in range(10)]
    assert drawn[0] is not None
    assert all(one is drawn[0] for one in drawn)


def test_later_overlays_lie_over_earlier_ones(pictures):
    cv2.imwrite(str(pictures / "black.png"), np.zeros((50, 100, 3), np.uint8))
    box = {"width": 0.5}
    for names, above in ((("white", "black"), 16), (("black", "white"), 235)):
        standing = [Standing(an_overlay(f"{name}.png", begin=box), 0, 30) for name in names]
        planes = blank()
        OverlayTrack(standing, CANVAS, lambda source: pictures / source).lay(5, planes)
        assert planes.y[90, 160] == above


def test_overlay_shows_in_its_frames_and_no_others(pictures):
    track = OverlayTrack([Standing(an_overlay(), 3, 6)], CANVAS, lambda source: pictures / source)
    seen = []
    for frame in range(8):
        planes = blank()
        track.lay(frame, planes)
        seen.append(bool((planes.y == 235).any()))
    assert seen == [False] * 3 + [True] * 3 + [False] * 2


def test_files_are_open_only_while_they_show(pictures):
    """A thousand overlays, one after another: their files are asked for as their frames come."""
    asked = []

    def media(source: str) -> Path:
        asked.append(source)
        return pictures / "white.png"

    small = {"width": 0.05}
    standing = [Standing(an_overlay(f"{n}.png", begin=small), n, n + 1) for n in range(1_000)]
    track, planes = OverlayTrack(standing, CANVAS, media), blank()
    assert asked == []
    before = len(list(Path("/proc/self/fd").iterdir()))
    for frame in range(40):
        track.lay(frame, planes)
        assert len(asked) == frame + 1
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 1


def test_overlay_alone_in_a_segment_is_the_same(pictures):
    """A patch is a function of the moment, not of what was asked before."""
    begin, end = {"x": 0.2, "width": 0.3}, {"x": 0.7, "width": 0.5, "angle": 40}
    overlay = an_overlay("steps.mov", begin=begin, end=end, fade_in=1)
    through = PlacedOverlay.load(pictures / "steps.mov", overlay, CANVAS)
    for n in range(20):
        played = through.patch(Moment(n / 119, CANVAS.rate.time(n)), overlay.length)
    alone = PlacedOverlay.load(pictures / "steps.mov", overlay, CANVAS)
    fresh = alone.patch(Moment(19 / 119, CANVAS.rate.time(19)), overlay.length)
    assert played is not None
    assert fresh is not None
    pairs = zip((*played.ink, played.keep), (*fresh.ink, fresh.keep), strict=True)
    assert all(np.array_equal(one, other) for one, other in pairs)


def test_picture_s_orientation_is_heeded(pictures, tmp_path):
    wide = np.zeros((40, 80, 3), np.uint8)
    wide[:, :40] = 255
    jpeg = cv2.imencode(".jpg", wide)[1].tobytes()
    header = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    segment = b"\xff\xe1" + (len(header) + 8).to_bytes(2, "big") + b"Exif\0\0" + header
    (tmp_path / "a.jpg").write_bytes(jpeg[:2] + segment + jpeg[2:])
    planes = laid(tmp_path, an_overlay("a.jpg", begin={"width": 0.25}), canvas=CANVAS)
    # Turned a quarter clockwise, what was on the left is on top.
    assert box_of(planes) == (120, 10, 200, 90)
    assert Fraction(int(planes.y[130, 160]), 1) == 16
