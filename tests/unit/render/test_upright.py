"""Planes of pictures for an upright camera: no larger than needed, and as sharp as they can be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.render.bordered import Bordered
from reelwright.render.lanczos import BORDER, WIDEST
from reelwright.render.planes import LUMA
from reelwright.render.sources.shrinking import smaller
from reelwright.render.sources.upright import Upright

GREY = np.full((90, 160, 3), 200, np.uint8)


@settings(max_examples=50)
@given(st.floats(0.05, 12), st.floats(1, 6), st.floats(0, 1))
def test_frames_find_neither_too_many_samples_nor_too_few(closest, spread, share):
    way, step = Upright([closest, closest * spread]), closest * spread**share
    stored = step * way.kept(GREY, way.level(step)).size[0] / 160
    assert stored <= WIDEST + 1e-9
    assert stored >= 0.85 * min(step, 1)


def test_picture_hardly_larger_is_kept_as_it_is():
    assert Upright([0.3, WIDEST]).kept(GREY, 0).size == (160, 90)


def test_border_repeats_the_edges():
    plane = np.arange(12, dtype=np.uint8).reshape(3, 4) * 20
    kept = Bordered.of(plane)
    due = np.pad(plane, BORDER, mode="edge").astype(int) - 128
    assert np.array_equal(kept.padded, due)
    assert (kept.size, kept.nbytes) == ((4, 3), due.size)


@pytest.mark.parametrize("size", [(1, 1), (2, 6), (9, 40), (100, 60), (107, 61)])
def test_even_picture_stays_even(size):
    (luma,) = smaller(GREY, size, (LUMA, 16))
    assert luma.shape == size[::-1]
    assert np.unique(luma).tolist() == [188]


@pytest.mark.parametrize("times", [1.3, 1.9, 2, 3.6])
def test_smaller_picture_keeps_its_waves(times):
    side = 120
    stored = np.arange(round(side * times))
    wave = np.cos(2 * np.pi * 0.35 * (stored + 0.5) / times)  # 0.35 waves for each sample left
    picture = np.repeat(np.rint(128 + 60 * wave)[None, :, None], 60, axis=0).repeat(3, axis=2)
    (luma,) = smaller(picture.astype(np.uint8), (side, round(60 / times)), (LUMA, 16))
    due = 16 + (128 + 60 * np.cos(2 * np.pi * 0.35 * (np.arange(side) + 0.5))) * 219 / 255
    error = (luma[luma.shape[0] // 2] - due)[8:-8]
    assert float(np.sqrt((error**2).mean())) < 60 * 219 / 255 * 0.08
