"""What is done to whole planes."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush import plane
from reelwright.providers.offline.visual.brush.colour import rgb

Rough = Callable[..., np.ndarray]
RED, BLUE = rgb(1, 0, 0), rgb(0, 0, 1)
SHARES = st.floats(0, 1, width=32)


def flat(share: float, rows: int = 24, columns: int = 36) -> np.ndarray:
    return np.full((rows, columns), share, np.float32)


def test_ramps_run_from_nought_to_one() -> None:
    values = np.array([-9, 2, 4, 6, 99], np.float32)
    assert plane.ramp(values, 2, 6) == pytest.approx([0, 0, 0.5, 1, 1])


@given(st.lists(st.floats(-5, 5, width=32), min_size=2, max_size=20))
def test_ramps_keep_the_order(values: list[float]) -> None:
    risen = plane.ramp(np.array(sorted(values), np.float32), -1, 3)
    assert (np.diff(risen) >= -1e-6).all()


@given(st.floats(-3, 3, width=32))
def test_ramps_turn_round(value: float) -> None:
    up = plane.ramp(np.array([value], np.float32), -1, 1)
    down = plane.ramp(np.array([-value], np.float32), -1, 1)
    assert up + down == pytest.approx([1], abs=1e-5)


def test_clip_keeps_the_type() -> None:
    clipped = plane.clip(np.array([-1, 0.25, 7], np.float32))
    assert clipped.dtype == np.float32
    assert clipped.tolist() == [0, 0.25, 1]


@given(SHARES)
def test_mix_is_between(share: float) -> None:
    mixed = plane.mix(np.array([2.0]), np.array([6.0]), share)
    assert mixed == pytest.approx([2 + 4 * share])


@given(SHARES)
def test_tint_scales_one_colour(share: float) -> None:
    assert plane.tint(flat(share), rgb(1, 0.5, 0))[3, 5] == pytest.approx([share, share / 2, 0])


def test_times_scales_each_pixel(rough: Rough) -> None:
    pixels, share = rough(8, 9, 3), rough(8, 9, seed=2)
    assert plane.times(pixels, share) == pytest.approx(pixels * share[..., None], abs=1e-6)


def test_times_takes_other_types(rough: Rough) -> None:
    pixels = rough(8, 9, 3)
    assert plane.times(pixels, np.ones((8, 9))).dtype == np.float32


BACKS = [RED, "picture"]
FRONTS = [BLUE, "picture", "row"]


def given_pixels(kind: object, rough: Rough, seed: int) -> np.ndarray:
    shapes = {"picture": (24, 36, 3), "row": (36, 3)}
    return rough(*shapes[kind], seed=seed) if isinstance(kind, str) else np.asarray(kind)


@pytest.mark.parametrize("front", FRONTS, ids=str)
@pytest.mark.parametrize("back", BACKS, ids=str)
def test_blends_of_nothing_are_the_back(rough: Rough, back: object, front: object) -> None:
    first, second = given_pixels(back, rough, 1), given_pixels(front, rough, 2)
    blended = plane.blend(first, second, flat(0))
    assert blended == pytest.approx(np.broadcast_to(first, (24, 36, 3)), abs=2e-5)


@pytest.mark.parametrize("front", FRONTS, ids=str)
@pytest.mark.parametrize("back", BACKS, ids=str)
def test_blends_of_all_are_the_front(rough: Rough, back: object, front: object) -> None:
    first, second = given_pixels(back, rough, 1), given_pixels(front, rough, 2)
    blended = plane.blend(first, second, flat(1))
    assert blended == pytest.approx(np.broadcast_to(second, (24, 36, 3)), abs=2e-5)


@pytest.mark.parametrize("front", FRONTS, ids=str)
@pytest.mark.parametrize("back", BACKS, ids=str)
def test_blends_are_linear(rough: Rough, back: object, front: object) -> None:
    first, second = given_pixels(back, rough, 1), given_pixels(front, rough, 2)
    share = rough(24, 36, seed=3)
    wanted = first * (1 - share[..., None]) + second * share[..., None]
    assert plane.blend(first, second, share) == pytest.approx(wanted, abs=1e-5)


@pytest.mark.parametrize("size", [(36, 24), (18, 12), (50, 61), (1, 1), (7, 40)])
@pytest.mark.parametrize("channels", [(), (3,), (4,), (6,)])
def test_fit_gives_the_size(rough: Rough, size: tuple[int, int], channels: tuple[int]) -> None:
    fitted = plane.fit(rough(24, 36, *channels), *size)
    assert fitted.shape == (size[1], size[0], *channels)
    assert fitted.dtype == np.float32


@pytest.mark.parametrize("size", [(36, 24), (20, 10)])
def test_bytes_fit_as_floats(rough: Rough, size: tuple[int, int]) -> None:
    coded = (rough(24, 36, 6) * 255).astype(np.uint8)
    fitted = plane.fit(coded, *size)
    assert fitted.dtype == np.float32
    assert fitted == pytest.approx(plane.fit(coded.astype(np.float32), *size), abs=1)


def test_shrinking_keeps_the_mean(rough: Rough) -> None:
    picture = rough(24, 36, 3)
    assert plane.fit(picture, 9, 6).mean() == pytest.approx(picture.mean(), abs=1e-4)


@pytest.mark.parametrize("size", [(72, 48), (9, 6), (31, 17)])
def test_fitting_leaves_even_planes_even(size: tuple[int, int]) -> None:
    assert plane.fit(flat(0.3), *size) == pytest.approx(flat(0.3, size[1], size[0]))


@pytest.mark.parametrize("sigma", [0.5, 1.5, 4, 12, 40, 300])
def test_blur_leaves_even_planes_even(sigma: float) -> None:
    assert plane.blur(flat(0.7), sigma) == pytest.approx(flat(0.7), abs=1e-5)


@pytest.mark.parametrize("sigma", [0.8, 2, 6, 14])
def test_blur_keeps_the_mean(sigma: float) -> None:
    spot = np.zeros((128, 128), np.float32)
    spot[60:68, 58:66] = 1
    assert plane.blur(spot, sigma).mean() == pytest.approx(spot.mean(), rel=0.03)


@pytest.mark.parametrize("sigma", [1.0, 2.0, 5.0, 9.0])
def test_blur_is_as_wide_as_asked(sigma: float) -> None:
    """A point becomes a bell whose second moment is sigma squared, on the smaller copy too."""
    point = np.zeros((129, 129), np.float32)
    point[64, 64] = 1
    bell = plane.blur(point, sigma).sum(axis=0)
    away = np.arange(129) - (bell * np.arange(129)).sum() / bell.sum()
    assert np.sqrt((bell * away**2).sum() / bell.sum()) == pytest.approx(sigma, rel=0.15)


def test_hair_thin_blurs_change_nothing(rough: Rough) -> None:
    picture = rough(24, 36, 3)
    assert plane.blur(picture, 0.29) is picture


def test_at_reads_between_pixels() -> None:
    row = np.array([[0, 1, 4]], np.float32)
    x = np.array([[-3, 0.5, 1.5, 9]], np.float32)
    assert plane.at(row, x, np.zeros_like(x))[0] == pytest.approx([0, 0.5, 2.5, 4])


@given(st.integers(-4, 4), st.integers(-4, 4), st.floats(0, 0.96875), st.floats(0, 0.96875))
def test_tiles_repeat(right: int, down: int, x: float, y: float) -> None:
    tile = np.random.default_rng(5).random((32, 32), dtype=np.float32)
    here = plane.tiled(tile, np.array([[x]]), np.array([[y]]))
    there = plane.tiled(tile, np.array([[x + right]]), np.array([[y + down]]))
    assert there == pytest.approx(here, abs=1e-3)


def test_tiles_join_without_a_seam() -> None:
    tile = np.random.default_rng(5).random((16, 16), dtype=np.float32)
    x = np.array([[0.999, 1.0, 1.001]])
    seen = plane.tiled(tile, x, np.full_like(x, 0.25))
    assert np.ptp(seen) < 0.08


def test_slopes_are_by_the_pixel() -> None:
    down, right = np.mgrid[0:12, 0:16].astype(np.float32)
    across, below = plane.slope(right * 0.5 - down * 0.25)
    assert across[2:-2, 2:-2] == pytest.approx(np.full((8, 12), 0.5))
    assert below[2:-2, 2:-2] == pytest.approx(np.full((8, 12), -0.25))
