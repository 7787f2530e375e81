"""Stills are shown sharp, steady and moved by fractions of a pixel."""

import itertools
import os
import weakref
from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.model.clip import Fit, PictureClip
from reelwright.model.errors import Invalid, NotFound
from reelwright.model.motion import Ease, Framing, Motion
from reelwright.model.stack import Layer
from reelwright.model.time import ZERO, Rate, Time
from reelwright.render import kernels
from reelwright.render.canvas import Canvas
from reelwright.render.motion.framing import framing_at, window
from reelwright.render.plan import Moment
from reelwright.render.planes import Planes
from reelwright.render.sources.still import Still
from reelwright.render.sources.stills import Stills

FRAME = (320, 180)


@pytest.fixture(params=["numba", "opencv"])
def used(request):
    yield kernels.use(request.param)
    kernels.use()


def shown(still: Still, progress: float = 0.0, frame: tuple[int, int] = FRAME) -> Planes:
    planes = Planes.empty(*frame)
    still.show(Moment(progress, ZERO), planes)
    return planes


def loaded(path: Path, frame: tuple[int, int] = FRAME, fit: Fit = Fit.COVER, **framing) -> Still:
    held = Framing(**framing)
    return Still.load(path, Motion(begin=held, end=held), frame, fit)


def lanczos(count: int, step: float, first: float, length: int) -> np.ndarray:
    """Return the weights, a row for each of `count` samples, of ideal resampling."""
    wide = max(1.0, step)
    places = (np.arange(length) - (first + step * np.arange(count))[:, None]) / wide
    weights = np.where(np.abs(places) < 3, np.sinc(places) * np.sinc(places / 3), 0)
    return weights / weights.sum(axis=1, keepdims=True)


def ideal(bgr: np.ndarray, framing: Framing) -> np.ndarray:
    """Return luma as an anti-aliased Lanczos kernel gives it, in floating point throughout."""
    luma = bgr @ np.array([0.0722, 0.7152, 0.2126]) * 219 / 255 + 16
    left, top, width, _ = window(framing, bgr.shape[1::-1], FRAME)
    step = width / FRAME[0]
    down = lanczos(FRAME[1], step, top + step / 2 - 0.5, bgr.shape[0])
    return down @ luma @ lanczos(FRAME[0], step, left + step / 2 - 0.5, bgr.shape[1]).T


def likeness(one: np.ndarray, two: np.ndarray) -> float:
    """Return the peak signal-to-noise ratio, in decibels."""
    return float(10 * np.log10(255**2 / np.mean((one.astype(float) - two) ** 2)))


def moved(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return the displacement between two planes in pixels, a change of scale set aside.

    Least squares on the gradients; the scale is about the centre.
    """
    one, two = (
        cv2.GaussianBlur(plane.astype(np.float64), (0, 0), 2.0) for plane in (before, after)
    )
    mean = (one + two) / 2
    down, across = np.gradient(mean)
    inner = (slice(12, -12), slice(12, -12))
    rows, columns = np.indices(mean.shape)
    grown = across * (columns - (mean.shape[1] - 1) / 2) + down * (rows - (mean.shape[0] - 1) / 2)
    slopes = np.stack([plane[inner].ravel() for plane in (across, down, grown)], axis=1)
    change = (two - one)[inner].ravel()
    return -np.linalg.lstsq(slopes, change, rcond=None)[0][:2]


def test_held_picture_is_the_same_in_every_frame(media):
    still = loaded(media / "one.png")
    frames = [shown(still, progress) for progress in (0.0, 0.37, 1.0)]
    assert all(
        np.array_equal(a, b) for one in frames[1:] for a, b in zip(frames[0], one, strict=True)
    )


def test_slow_pan_moves_evenly_by_fractions_of_a_pixel(media):
    # 120 frames over 24 pixels of 320: a fifth of a pixel a frame.
    begin, end = Framing(x=0.46, zoom=1.25), Framing(x=0.52, zoom=1.25)
    motion = Motion(begin=begin, end=end, ease=Ease.LINEAR)
    still = Still.load(media / "one.png", motion, FRAME)
    frames = [shown(still, n / 119).y for n in range(120)]
    steps = np.array([moved(*pair) for pair in itertools.pairwise(frames)])
    step = 0.06 * 1.25 * FRAME[0] / 119
    jitter = np.sqrt(np.mean((steps - [-step, 0]) ** 2))
    assert jitter < 0.02


def test_zoom_grows_from_the_centre(media):
    motion = Motion(end=Framing(zoom=1.2), ease=Ease.LINEAR)
    still = Still.load(media / "one.png", motion, FRAME)
    before, after = (shown(still, share).y for share in (0.5, 0.6))
    assert moved(before, after) == pytest.approx([0, 0], abs=0.02)


def test_picture_of_another_shape_fills_the_frame(media):
    planes = shown(loaded(media / "two.png"))
    edges = np.concatenate([planes.y[0], planes.y[-1], planes.y[:, 0], planes.y[:, -1]])
    assert edges.std() > 5


@pytest.mark.parametrize(
    "size", [(320, 180), (352, 198), (512, 288), (640, 360), (1280, 720), (2240, 1260), (200, 112)]
)
def test_frames_are_as_ideal_resampling_makes_them(tmp_path, used, size):
    noise = np.random.default_rng(4).integers(0, 256, (size[1], size[0], 3), np.uint8)
    picture = cv2.GaussianBlur(noise, (0, 0), max(1.0, size[0] / 400))
    cv2.imwrite(str(tmp_path / "a.png"), picture)
    motion = Motion(begin=Framing(x=0.48, zoom=1.02), end=Framing(x=0.52, zoom=1.17))
    still = Still.load(tmp_path / "a.png", motion, FRAME)
    for progress in (0.0, 0.3, 0.5, 0.8, 1.0):
        due = ideal(picture, framing_at(motion, progress))
        assert likeness(shown(still, progress).y, due) > 54


def test_zoom_over_many_sets_of_planes_goes_on_evenly(tmp_path):
    picture = cv2.GaussianBlur(
        np.random.default_rng(5).integers(0, 256, (720, 1280, 3), np.uint8), (0, 0), 3
    )
    cv2.imwrite(str(tmp_path / "a.png"), picture)
    motion = Motion(end=Framing(zoom=3), ease=Ease.LINEAR)
    still = Still.load(tmp_path / "a.png", motion, FRAME)
    worst = min(
        likeness(shown(still, progress).y, ideal(picture, framing_at(motion, progress)))
        for progress in np.linspace(0, 1, 40)
    )
    assert worst > 52


def test_frame_does_not_depend_on_those_shown_before(media):
    motion = Motion(end=Framing(zoom=3, x=0.1))
    alone = shown(Still.load(media / "one.png", motion, FRAME), 0.2)
    still = Still.load(media / "one.png", motion, FRAME)
    shown(still, 0.9)
    assert all(np.array_equal(*pair) for pair in zip(shown(still, 0.2), alone, strict=True))


@pytest.mark.parametrize("angle", [0, 4])
def test_both_kernels_show_the_same_picture(media, angle):
    motion = Motion(begin=Framing(zoom=1.02), end=Framing(x=0.6, zoom=1.3, angle=angle))
    frames = []
    for name in ("numba", "opencv"):
        kernels.use(name)
        still = Still.load(media / "one.png", motion, FRAME)
        frames.append([shown(still, progress) for progress in (0.0, 0.4, 1.0)])
    kernels.use()
    for one, two in zip(*frames, strict=True):
        for first, second in zip(one, two, strict=True):
            assert int(np.abs(first.astype(int) - second).max()) <= 1


def test_camera_turned_clockwise_turns_the_picture_the_other_way(tmp_path, used):
    picture = cv2.GaussianBlur(
        np.random.default_rng(6).integers(0, 256, (128, 128, 3), np.uint8), (0, 0), 4
    )
    cv2.imwrite(str(tmp_path / "a.png"), picture)
    turned = shown(loaded(tmp_path / "a.png", (128, 128), angle=90), frame=(128, 128))
    level = shown(loaded(tmp_path / "a.png", (128, 128)), frame=(128, 128))
    assert int(np.abs(turned.y.astype(int) - np.rot90(level.y)).max()) <= 1


def test_turned_frame_shows_nothing_from_outside_the_picture(tmp_path, used):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((300, 500, 3), 200, np.uint8))
    for angle in (3, 45, -120):
        assert set(np.unique(shown(loaded(tmp_path / "a.png", angle=angle)).y)) == {188}


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (2000, 16), (16, 2000), (16_384, 9)])
def test_odd_pictures_are_shown(tmp_path, used, size):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((size[1], size[0], 3), 200, np.uint8))
    assert set(np.unique(shown(loaded(tmp_path / "a.png")).y)) == {188}


def test_contained_picture_lies_whole_on_black(tmp_path):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((90, 90, 3), 200, np.uint8))
    luma = shown(loaded(tmp_path / "a.png", fit=Fit.CONTAIN)).y
    assert np.unique(luma[:, :60]).tolist() == np.unique(luma[:, 260:]).tolist() == [16]
    assert np.unique(luma[:, 80:240]).tolist() == [188]


def test_long_strip_is_contained(tmp_path):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((60, 16_384, 3), 200, np.uint8))
    luma = shown(loaded(tmp_path / "a.png", fit=Fit.CONTAIN)).y
    assert int(luma[:, 160].argmax()) in (89, 90)
    assert np.unique(luma[:80]).tolist() == [16]


def test_motion_goes_over_black_and_all(tmp_path):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((90, 90, 3), 200, np.uint8))
    luma = shown(loaded(tmp_path / "a.png", fit=Fit.CONTAIN, x=0, zoom=4)).y
    assert np.unique(luma[:, :240]).tolist() == [16]


def exif(orientation: int) -> bytes:
    """Return a JPEG's application segment that says which way up it is."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    tiff = b"MM\x00\x2a\x00\x00\x00\x08\x00\x01" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(tiff) + 8).to_bytes(2, "big") + b"Exif\0\0" + tiff


@pytest.mark.parametrize("size", [(64, 36), (4096, 2304)])
def test_photograph_is_shown_upright(tmp_path, size):
    picture = np.full((size[1], size[0], 3), 60, np.uint8)
    picture[:, : size[0] // 2] = 200
    coded = cv2.imencode(".jpg", picture)[1].tobytes()
    (tmp_path / "a.jpg").write_bytes(coded[:2] + exif(6) + coded[2:])
    # Orientation 6: what is on the left as stored is at the top as seen.
    luma = shown(loaded(tmp_path / "a.jpg", (90, 160)), frame=(90, 160)).y
    assert (int(luma[20, 45]), int(luma[140, 45])) == pytest.approx((188, 68), abs=1)


@pytest.mark.parametrize(
    ("name", "picture", "level"),
    [
        ("deep", np.full((20, 32, 3), 200 * 257, np.uint16), 188),
        ("grey", np.full((20, 32), 200, np.uint8), 188),
        ("clear", np.full((20, 32, 4), (200, 200, 200, 0), np.uint8), 16),
        ("half", np.full((20, 32, 4), (200, 200, 200, 128), np.uint8), 102),
        ("deep-half", np.full((20, 32, 4), (51_400, 51_400, 51_400, 32_896), np.uint16), 102),
    ],
)
def test_every_kind_of_png_is_shown(tmp_path, name, picture, level):
    cv2.imwrite(str(tmp_path / f"{name}.png"), picture)
    assert np.unique(shown(loaded(tmp_path / f"{name}.png")).y).tolist() == [level]


def test_colour_edge_lies_where_the_luma_edge_does(tmp_path):
    picture = np.zeros((180, 320, 3), np.uint8)
    picture[:, 161:] = (0, 0, 255)
    cv2.imwrite(str(tmp_path / "a.png"), picture)
    planes = shown(loaded(tmp_path / "a.png"))
    rise = (planes.v[45].astype(float) - 128) / (240 - 128)
    # Left-sited: sample n lies at column 2n. Samples of a step add up to where it is.
    assert 2 * (float((1 - rise).sum()) - 0.5) == pytest.approx(160.5, abs=0.1)


def test_still_is_kept_for_the_next_segment(media):
    stills = Stills()
    one = stills.load(media / "one.png", Motion(), FRAME)
    assert stills.load(media / "one.png", Motion(), FRAME) is one
    assert stills.load(media / "one.png", Motion(), FRAME, Fit.CONTAIN) is not one


def test_stack_is_kept_for_the_next_segment(media):
    stills, canvas = Stills(), Canvas(*FRAME, Rate.of(30))
    layers = (Layer(source="one.png", depth=0.5),)
    clip = PictureClip(start=ZERO, length=Time.of(4), layers=layers)
    later = clip.model_copy(update={"start": Time.of(9)})
    other = clip.model_copy(update={"motion": Motion(end=Framing(zoom=2))})
    one, same, another = (
        stills.stack(shown, canvas, lambda source: media / source) for shown in (clip, later, other)
    )
    assert same is one
    assert another is not one


def test_stills_do_not_outgrow_their_room(media):
    stills = Stills(room=1)
    one = weakref.ref(stills.load(media / "one.png", Motion(), FRAME))
    stills.load(media / "two.png", Motion(), FRAME)
    assert one() is None


def test_still_in_use_is_not_opened_twice(media):
    stills = Stills(room=1)
    one = stills.load(media / "one.png", Motion(), FRAME)
    stills.load(media / "two.png", Motion(), FRAME)
    assert stills.load(media / "one.png", Motion(), FRAME) is one


def test_stills_count_as_they_have_grown(media):
    # More than one set of planes is made, so the picture stays beside them.
    near = Motion(begin=Framing(angle=1), end=Framing(angle=5, zoom=1.5))
    both = [Still.load(media / name, near, FRAME) for name in ("one.png", "two.png")]
    stills = Stills(room=sum(still.bytes for still in both))
    one = stills.load(media / "one.png", near, FRAME)
    two = stills.load(media / "two.png", near, FRAME)
    shown(one)
    shown(two)
    gone = weakref.ref(one)
    del one
    assert stills.load(media / "two.png", near, FRAME) is two
    assert gone() is None


def test_changed_file_is_read_again(tmp_path):
    path, stills = tmp_path / "a.png", Stills()
    cv2.imwrite(str(path), np.full((36, 64, 3), 200, np.uint8))
    stills.load(path, Motion(), FRAME)
    cv2.imwrite(str(path), np.full((36, 64, 3), 60, np.uint8))
    os.utime(path, ns=(1, 1))
    assert np.unique(shown(stills.load(path, Motion(), FRAME)).y).tolist() == [68]


def test_missing_picture_is_named(tmp_path):
    with pytest.raises(NotFound, match="There is no file .*gone.png"):
        Still.load(tmp_path / "gone.png", Motion(), FRAME)


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + b"\0" * 64])
def test_what_is_no_picture_is_refused(tmp_path, content):
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(Invalid, match="a.png"):
        Still.load(tmp_path / "a.png", Motion(), FRAME)


def test_sound_is_no_picture(media):
    with pytest.raises(Invalid, match=r"holds no picture; use a PNG, JPEG or WebP file"):
        Still.load(media / "tone.wav", Motion(), FRAME)


def test_enormous_picture_is_refused_by_its_header(tmp_path):
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    chunk = len(header[4:]).to_bytes(4, "big") + header
    crc = __import__("zlib").crc32(header).to_bytes(4, "big")
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk + crc)
    with pytest.raises(Invalid, match="bomb.png"):
        Still.load(tmp_path / "bomb.png", Motion(), FRAME)
