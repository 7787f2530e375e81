"""Both kernels do what they say, and give the same pixels within one code value."""

import numba.core.caching
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.errors import Invalid
from reelwright.render import kernels
from reelwright.render.kernels import compiled, jit, plain

BOTH = [compiled.KERNELS, plain.KERNELS]
both = pytest.mark.parametrize("kernel", BOTH, ids=lambda kernel: kernel.name)

sides = st.integers(1, 70)
seeds = st.integers(0, 2**32 - 1)
steps = st.floats(0.1, 3.5)
begins = st.floats(-20, 80)


def noise(seed: int, height: int, width: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width), np.uint8)


def differ(one: np.ndarray, two: np.ndarray) -> int:
    return int(np.abs(one.astype(int) - two).max())


@settings(max_examples=300)
@given(seeds, sides, sides, sides, sides, steps, steps, begins, begins)
def test_samples_are_the_same_within_one(seed, high, wide, rows, columns, across, down, x, y):
    plane = noise(seed, high, wide)
    affine = np.array([[across, 0, x], [0, down, y]])
    frames = [np.zeros((rows, columns), np.uint8) for _ in BOTH]
    for kernel, frame in zip(BOTH, frames, strict=True):
        kernel.sample(plane, affine, frame)
    assert differ(*frames) <= 1


@both
@pytest.mark.parametrize("angle", [0.0, 0.1])
def test_samples_of_a_slope_lie_on_it(kernel, angle):
    slope = np.add.outer(np.arange(60), 2 * np.arange(60)).astype(np.uint8)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    affine = np.column_stack([turn * 1.3, [7.3, 4.9]])
    frame = np.zeros((30, 30), np.uint8)
    kernel.sample(slope, affine, frame)
    columns, rows = np.meshgrid(np.arange(30), np.arange(30))
    places = np.tensordot(affine[:, :2], np.stack([columns, rows]), 1) + affine[:, 2, None, None]
    assert float(np.abs(frame - (2 * places[0] + places[1])).max()) <= 0.52


@both
def test_plane_goes_on_at_its_edges(kernel):
    frame = np.zeros((4, 9), np.uint8)
    kernel.sample(np.array([[10, 200]], np.uint8), np.array([[1.0, 0, -4], [0, 1, -2]]), frame)
    assert np.array_equal(frame, np.tile(np.repeat([10, 200], [5, 4]), (4, 1)))


@both
@pytest.mark.parametrize("width", [1, 17, 64])
def test_nothing_is_written_beside_the_frame(kernel, width):
    wide = np.full((10, 80), 7, np.uint8)
    frame = wide[2:9, 5 : 5 + width]
    kernel.sample(noise(1, 50, 50), np.array([[0.5, 0, 0], [0, 2.0, 1]]), frame)
    kernel.mix(frame, noise(2, *frame.shape), 0.5)
    kernel.lay(frame, noise(3, *frame.shape), noise(4, *frame.shape))
    frame[:] = 7
    assert np.unique(wide).tolist() == [7]


@both
@given(st.floats(0, 1))
def test_mix_is_the_weighted_sum(kernel, share):
    below, above = np.meshgrid(np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.uint8))
    mixed = below.copy()
    kernel.mix(mixed, above, share)
    due = below * (1 - share) + above * share
    assert float(np.abs(mixed - due).max()) <= 0.505


@both
def test_lay_keeps_and_adds(kernel):
    under, keep = np.meshgrid(np.arange(256, dtype=np.uint8), np.arange(256, dtype=np.uint8))
    for ink in (0, 3, 130, 255):
        laid = under.copy()
        kernel.lay(laid, np.full_like(under, ink), keep)
        due = np.minimum(np.round(under * (keep / 255)) + ink, 255)
        assert np.array_equal(laid, due)


@pytest.mark.parametrize("name", ["numba", "opencv"])
def test_kernels_asked_for_are_used_until_others_are(name):
    assert kernels.use(name).name == name
    assert kernels.current().name == name
    assert kernels.use().name == "numba"


def test_unknown_kernels_are_refused():
    with pytest.raises(Invalid, match=r"no kernels 'open cv'.*Did you mean 'opencv'"):
        kernels.use("open cv")


def test_machine_code_that_cannot_be_kept_works(monkeypatch):
    monkeypatch.setattr(numba.core.caching.CacheImpl, "_locator_classes", [])

    @jit.compiled("void(u1[::1])")
    def double(row):
        for x in range(row.size):
            row[x] *= 2

    row = np.arange(5, dtype=np.uint8)
    double(row)
    assert row.tolist() == [0, 2, 4, 6, 8]
