"""Stills are shown sharp, steady and moved by fractions of a pixel."""

import itertools

import cv2
import numpy as np
import pytest

from reelwright.model.errors import Invalid, NotFound
from reelwright.model.timeline import Ease, Framing, Motion
from reelwright.render.motion.framing import framing_at
from reelwright.render.planes import Planes
from reelwright.render.sources.still import Still

FRAME = (320, 180)


def shown(still: Still, framing: Framing) -> Planes:
    planes = Planes.empty(*FRAME)
    still.show(framing, planes)
    return planes


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
    still = Still.load(media / "one.png", Motion(), FRAME)
    frames = [shown(still, framing_at(Motion(), share)) for share in (0.0, 0.37, 1.0)]
    assert all(
        np.array_equal(a, b) for one in frames[1:] for a, b in zip(frames[0], one, strict=True)
    )


def test_slow_pan_moves_evenly_by_fractions_of_a_pixel(media):
    # 120 frames over 24 pixels of 320: a fifth of a pixel a frame.
    begin, end = Framing(x=0.46, zoom=1.25), Framing(x=0.52, zoom=1.25)
    motion = Motion(begin=begin, end=end, ease=Ease.LINEAR)
    still = Still.load(media / "one.png", motion, FRAME)
    frames = [shown(still, framing_at(motion, n / 119)).y for n in range(120)]
    steps = np.array([moved(*pair) for pair in itertools.pairwise(frames)])
    step = 0.06 * 1.25 * FRAME[0] / 119
    jitter = np.sqrt(np.mean((steps - [-step, 0]) ** 2))
    assert jitter < 0.02


def test_zoom_grows_from_the_centre(media):
    motion = Motion(end=Framing(zoom=1.2), ease=Ease.LINEAR)
    still = Still.load(media / "one.png", motion, FRAME)
    before, after = (shown(still, framing_at(motion, share)).y for share in (0.5, 0.6))
    assert moved(before, after) == pytest.approx([0, 0], abs=0.02)


def test_picture_of_another_shape_fills_the_frame(media):
    planes = shown(Still.load(media / "two.png", Motion(), FRAME), Framing())
    edges = np.concatenate([planes.y[0], planes.y[-1], planes.y[:, 0], planes.y[:, -1]])
    assert edges.std() > 5


def test_unmoved_picture_is_shown_faithfully(tmp_path):
    rng = np.random.default_rng(4)
    picture = cv2.GaussianBlur(rng.integers(0, 256, (180, 320, 3), np.uint8), (0, 0), 1.5)
    cv2.imwrite(str(tmp_path / "a.png"), picture)
    planes = shown(Still.load(tmp_path / "a.png", Motion(), FRAME), Framing())
    luma = picture.astype(float) @ [0.0722, 0.7152, 0.2126] * 219 / 255 + 16
    error = np.mean((planes.y - luma) ** 2)
    assert 10 * np.log10(255**2 / error) > 46


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (2000, 16), (16, 2000)])
def test_odd_pictures_are_shown(tmp_path, size):
    cv2.imwrite(str(tmp_path / "a.png"), np.full((size[1], size[0], 3), 200, np.uint8))
    planes = shown(Still.load(tmp_path / "a.png", Motion(), FRAME), Framing())
    # One step of rounding in the resize is allowed.
    assert set(np.unique(planes.y)) <= {188, 189}


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
