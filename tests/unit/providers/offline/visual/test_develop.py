"""From linear light to code values."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual import develop
from reelwright.providers.offline.visual.brush.canvas import Canvas
from reelwright.providers.offline.visual.brush.colour import luma

LIGHT = st.floats(0, 50, width=32)


def even(light: float, rows: int = 40, columns: int = 60) -> np.ndarray:
    return np.full((rows, columns, 3), light, np.float32)


def grain(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


@given(LIGHT)
def test_tones_lie_between_black_and_white(light: float) -> None:
    toned = develop.tone(even(light, 1, 1))
    assert 0 <= toned.min() <= toned.max() <= 1


@given(LIGHT, LIGHT)
def test_more_light_is_no_darker(first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert develop.tone(even(low, 1, 1)).max() <= develop.tone(even(high, 1, 1)).max() + 1e-6


def test_tones_reach_both_ends() -> None:
    assert develop.tone(even(0, 1, 1)).max() == 0
    assert develop.tone(even(30, 1, 1)).min() == 1


@pytest.mark.parametrize("value", [0.0, 0.25, 0.5, 0.999])
def test_dither_keeps_the_mean(value: float) -> None:
    """Between two codes, as many pixels take the upper one as the value is near to it."""
    coded = develop.coded(even(value, 256, 256), grain())
    assert coded.dtype == np.uint8
    assert coded.mean() == pytest.approx(value * 255, abs=0.6)
    assert np.ptp(coded) <= 3


def test_dither_breaks_up_bands() -> None:
    ramp = np.linspace(0.5, 0.51, 200, dtype=np.float32)[None, :, None] * np.ones((50, 1, 3))
    coded = develop.coded(ramp.astype(np.float32), grain())
    assert (np.diff(coded[:, :, 0].astype(int), axis=1) != 0).mean() > 0.2


def test_dither_keeps_its_seed() -> None:
    first, again, other = (develop.coded(even(0.4), grain(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_dither_is_grey() -> None:
    coded = develop.coded(even(0.4), grain())
    assert (coded[..., 0] == coded[..., 2]).all()


def test_bloom_spreads_only_what_is_bright() -> None:
    dim = even(0.9)
    develop.bloom(dim, 1.0, 0.5)
    assert dim == pytest.approx(even(0.9), abs=1e-6)
    lamp = even(0.1)
    lamp[18:22, 28:32] = 8
    before = lamp.copy()
    develop.bloom(lamp, 1.0, 0.5)
    assert lamp[20, 36].min() > before[20, 36].max() + 0.02
    assert (lamp >= before - 1e-6).all()
    assert lamp[20, 40].max() > lamp[20, 55].max()


def test_bloom_grows_with_its_strength() -> None:
    spilled = []
    for strength in (0.2, 0.4):
        lamp = even(0)
        lamp[18:22, 28:32] = 8
        develop.bloom(lamp, 1.0, strength)
        spilled.append(lamp[20, 36, 0])
    assert spilled[1] == pytest.approx(2 * spilled[0], rel=1e-3)


def test_exposure_is_a_factor_of_light() -> None:
    once = develop.expose(even(0.2), 2.0, 0.0)
    assert once == pytest.approx(develop.expose(even(0.4), 1.0, 0.0), abs=1e-5)


def test_dim_parts_turn_blue_at_night() -> None:
    dim, bright = even(0.02), even(0.8)
    assert np.ptp(develop.expose(dim.copy(), 1.0, 0.0)) < 1e-5
    turned = develop.expose(dim, 1.0, 0.8)[0, 0]
    assert turned[2] > turned[0] * 1.3
    assert np.ptp(develop.expose(bright, 1.0, 0.8)[0, 0]) < 0.02


def test_blue_keeps_brightness() -> None:
    plain, blue = (develop.expose(even(0.03), 1.0, share) for share in (0.0, 1.0))
    assert luma(blue).mean() == pytest.approx(luma(plain).mean(), rel=0.15)


@pytest.mark.parametrize("light", [0.1, 0.3, 0.7])
def test_fair_pictures_are_exposed_as_asked(light: float) -> None:
    assert develop.metered(even(light), 1.0) == pytest.approx(1.0)


def test_bright_pictures_are_exposed_less() -> None:
    assert 0.55 <= develop.metered(even(1.1), 1.0) < 0.8
    assert develop.metered(even(50), 1.0) == pytest.approx(0.55)


def test_dark_pictures_are_exposed_more() -> None:
    assert 1.2 < develop.metered(even(0.035), 1.0) < 1.8
    assert develop.metered(even(0), 1.0) == pytest.approx(1.8)


def test_small_lights_do_not_darken_the_rest() -> None:
    lamp = even(0.3, 90, 160)
    lamp[:9, :16] = 90
    assert develop.metered(lamp, 1.0) == pytest.approx(1.0)


@pytest.fixture
def stepped() -> Callable[[float], Canvas]:
    """Return a canvas with something bright before something dark, so many metres behind."""

    def build(behind: float) -> Canvas:
        canvas = Canvas(60, 40)
        canvas.light[:, 30:] = 1
        canvas.depth[:, :30], canvas.depth[:, 30:] = 100, 100 + behind
        return canvas

    return build


def test_steps_in_depth_are_softened(stepped: Callable[[float], Canvas]) -> None:
    canvas = stepped(400)
    develop.smooth_edges(canvas)
    assert 0.02 < canvas.light[20, 29, 0] < canvas.light[20, 30, 0] < 0.98
    assert canvas.light[20, :26].max() < 1e-3
    assert canvas.light[20, 34:].min() > 0.999


def test_marks_on_one_surface_stay_sharp(stepped: Callable[[float], Canvas]) -> None:
    canvas = stepped(0)
    before = canvas.light.copy()
    develop.smooth_edges(canvas)
    assert canvas.light == pytest.approx(before, abs=2e-5)
