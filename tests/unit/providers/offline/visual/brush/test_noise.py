"""Seeded noise, and the tiles of it."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush import noise

Tile = Callable[..., np.ndarray]
TILES: list[Tile] = [noise.cloudy, noise.billowy, noise.puffy]
SIZE = 128


@given(st.integers(0, 2**31), st.text(max_size=12))
def test_generators_keep_their_seed(seed: int, name: str) -> None:
    first, again = (noise.generator(seed, name).random(4).tolist() for _ in range(2))
    assert first == again


def test_names_and_seeds_part_generators() -> None:
    drawn = {
        float(noise.generator(seed, name).random()) for seed in (1, 2, 12) for name in ("a", "b")
    }
    assert len(drawn) == 6


@pytest.mark.parametrize("make", TILES)
def test_tiles_keep_their_seed(make: Tile) -> None:
    first = make(901, size=SIZE).copy()
    make.cache_clear()  # type: ignore[attr-defined]  # the tiles are cached functions
    assert np.array_equal(make(901, size=SIZE), first)


@pytest.mark.parametrize("make", TILES)
def test_other_seeds_are_other_tiles(make: Tile) -> None:
    first, second = make(901, size=SIZE), make(902, size=SIZE)
    assert np.abs(first - second).mean() > 0.02


@pytest.mark.parametrize("make", TILES)
def test_tiles_lie_between_nought_and_one(make: Tile) -> None:
    tile = make(903, size=SIZE)
    assert tile.shape == (SIZE, SIZE)
    assert tile.dtype == np.float32
    assert 0 <= tile.min() < 0.4
    assert 0.6 < tile.max() <= 1


@pytest.mark.parametrize("make", TILES)
def test_tiles_repeat_without_a_seam(make: Tile) -> None:
    """The step over the edge is no larger than those within."""
    tile = make(904, size=SIZE)
    for turned in (tile, tile.T):
        within = np.abs(np.diff(turned, axis=0))
        over = np.abs(turned[0] - turned[-1])
        assert over.mean() < 1.5 * within.mean() + 1e-3
        assert over.max() <= within.max() * 1.3 + 1e-3


@pytest.mark.parametrize("gain", [0.4, 0.55, 0.7])
def test_clouds_have_a_mean_of_a_half(gain: float) -> None:
    tile = noise.cloudy(905, size=256, gain=gain)
    assert tile.mean() == pytest.approx(0.5, abs=0.02)
    assert tile.std() == pytest.approx(0.2, abs=0.02)


def test_more_gain_is_rougher() -> None:
    steps = [
        float(np.abs(np.diff(noise.cloudy(906, size=256, gain=gain), axis=0)).mean())
        for gain in (0.35, 0.5, 0.65)
    ]
    assert steps[0] < steps[1] < steps[2]


@pytest.mark.parametrize("cycles", [4, 9, 20])
def test_octaves_have_their_frequency(cycles: float) -> None:
    tile = noise.octave(256, cycles, np.random.default_rng(1))
    power = np.abs(np.fft.rfft2(tile)) ** 2
    down = np.abs(np.fft.fftfreq(256, 1 / 256))[:, None]
    away = np.hypot(down, np.arange(129)[None])
    assert np.sqrt((power * away**2).sum() / power.sum()) == pytest.approx(cycles, rel=0.35)
    assert tile.std() == pytest.approx(1, abs=1e-3)
    assert tile.mean() == pytest.approx(0, abs=1e-3)


def test_octaves_stop_at_what_can_be_shown() -> None:
    assert len(noise.octaves(64, 4, 9, 1)) == 3
    assert len(noise.octaves(64, 4, 2, 1)) == 2
    assert noise.octaves(8, 4, 3, 1) == []


@pytest.mark.parametrize("cycles", [2.0, 5.0, 11.0])
def test_lines_stay_near_nought(cycles: float) -> None:
    line = noise.line(300, cycles, 0.5, np.random.default_rng(3))
    assert line.shape == (300,)
    assert np.abs(line).max() <= 1
    assert line.std() > 0.05


def test_lines_swing_as_often_as_asked() -> None:
    turns = []
    for cycles in (3.0, 24.0):
        line = noise.line(600, cycles, 0.0, np.random.default_rng(4))
        turns.append(int((np.diff(np.sign(np.diff(line))) != 0).sum()))
    assert turns[1] > 4 * turns[0]


def test_lines_keep_their_seed() -> None:
    first, again = (noise.line(50, 4, 0.5, np.random.default_rng(9)) for _ in range(2))
    assert np.array_equal(first, again)


def test_lines_do_not_jump() -> None:
    line = noise.line(2_000, 3, 0.3, np.random.default_rng(5))
    assert np.abs(np.diff(line)).max() < 0.05


def test_down_is_smoother_than_puffs() -> None:
    puffy, downy, softer = noise.puffy(92), noise.downy(92, 3.0), noise.downy(92, 8.0)
    steps = [float(np.abs(np.diff(tile, n=2, axis=0)).mean()) for tile in (puffy, downy, softer)]
    assert steps[0] > 2 * steps[1] > 4 * steps[2]


def test_down_has_no_seam() -> None:
    tile = noise.downy(92, 4.0)
    assert np.abs(tile[0] - tile[-1]).max() < 3 * np.abs(np.diff(tile, axis=0)).max()
    assert (tile.min(), tile.max()) == (0, 1)
