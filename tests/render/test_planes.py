"""Colours come out as BT.709 says, and blending is what it says."""

import cv2
import numpy as np
import pytest

from reelwright.render.planes import Planes, from_bgr, lay, mix, patch

# ITU-R BT.709 limited-range values of the 75 % colour bars' corners and greys, to the nearest step.
KNOWN = {
    (0, 0, 0): (16, 128, 128),
    (255, 255, 255): (235, 128, 128),
    (255, 0, 0): (63, 102, 240),
    (0, 255, 0): (173, 42, 26),
    (0, 0, 255): (32, 240, 118),
    (128, 128, 128): (126, 128, 128),
}


def flat(colour, width=8, height=8) -> np.ndarray:
    return np.full((height, width, len(colour)), colour, np.uint8)


def grey(level, width=16, height=8) -> Planes:
    planes = Planes.empty(width, height)
    planes.y[:], planes.u[:], planes.v[:] = level, 128, 128
    return planes


@pytest.mark.parametrize(("rgb", "yuv"), KNOWN.items())
def test_known_colours(rgb, yuv):
    planes = from_bgr(flat(rgb[::-1]))
    assert [int(plane[0, 0]) for plane in planes] == list(yuv)


def test_chroma_is_half_as_large():
    planes = from_bgr(flat((1, 2, 3), 12, 6))
    assert [plane.shape for plane in planes] == [(6, 12), (3, 6), (3, 6)]


@pytest.mark.parametrize(("share", "level"), [(0.0, 50), (0.25, 88), (0.5, 125), (1.0, 200)])
def test_mix_takes_its_share(share, level):
    below = grey(50)
    mix(below, grey(200), share)
    assert np.unique(below.y).tolist() == [level]


def test_opaque_patch_replaces_what_is_under_it():
    frame = grey(90)
    lay(frame, patch(flat((255, 255, 255, 255), 4, 4), 4, 2))
    assert np.unique(frame.y[2:6, 4:8]).tolist() == [235]
    assert np.unique(frame.y[:, :4]).tolist() == [90]
    assert np.unique(frame.u).tolist() == [128]


def test_clear_patch_changes_nothing():
    frame = grey(90)
    lay(frame, patch(flat((0, 0, 0, 0), 4, 4), 4, 2))
    assert np.unique(frame.y).tolist() == [90]


def test_half_patch_is_half_way():
    frame = grey(35)
    lay(frame, patch(flat((128, 128, 128, 128), 4, 4), 0, 0))
    # White at half strength over luma 35: (235 + 35) / 2.
    assert int(frame.y[0, 0]) == pytest.approx(135, abs=1)


def test_patch_keeps_its_colour():
    frame = grey(16)
    lay(frame, patch(flat((0, 0, 255, 255), 8, 4), 0, 0))
    assert [int(plane[0, 0]) for plane in frame] == pytest.approx(KNOWN[255, 0, 0], abs=1)


def test_chroma_of_a_patch_lies_on_the_left_of_its_pair():
    edge = flat((0, 0, 0, 255), 8, 2)
    edge[:, 4:] = (0, 0, 255, 255)
    ink = patch(edge, 0, 0).ink
    neutral, red = int(ink.v[0, 0]), int(ink.v[0, 3])
    # Sample 2 covers columns 3, 4, 5 by 1, 2, 1: three quarters red.
    assert int(ink.v[0, 2]) == pytest.approx(neutral + (red - neutral) * 0.75, abs=2)


def test_planes_turn_back_into_the_picture():
    picture = cv2.GaussianBlur(
        np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8), (0, 0), 6
    )
    planes = from_bgr(picture)
    luma = (planes.y.astype(float) - 16) / 219 * 255
    expected = picture.astype(float) @ [0.0722, 0.7152, 0.2126]
    assert float(np.abs(luma - expected).max()) < 1.2
