"""The air between the eye and things."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual import air
from reelwright.providers.offline.visual.air import Air
from reelwright.providers.offline.visual.brush.canvas import Canvas
from reelwright.providers.offline.visual.brush.colour import luma, rgb
from reelwright.providers.offline.visual.view import View

GREY = np.full((20, 3), 0.5, np.float32)
BLUE = np.full((20, 3), (0.2, 0.4, 0.8), np.float32)
BLACK = np.zeros((6, 20, 3), np.float32)
WHOLE = slice(None)


def seen(kind: Air, ahead: float, up: float = 0.0) -> np.ndarray:
    return kind.veil(BLACK, ahead, up, WHOLE)


def test_nothing_between_hides_nothing() -> None:
    assert seen(Air(GREY, 100), 0.0).max() == 0


def test_a_third_comes_through_the_clear_distance() -> None:
    white = np.ones((6, 20, 3), np.float32)
    veiled = Air(np.zeros((20, 3), np.float32), 100).veil(white, 100.0, 0.0, WHOLE)
    assert veiled == pytest.approx(np.full((6, 20, 3), np.exp(-1)), abs=1e-4)


def test_far_away_all_is_air() -> None:
    assert seen(Air(GREY, 100), 5_000.0) == pytest.approx(np.full((6, 20, 3), 0.5), abs=1e-3)


@given(st.floats(1, 500), st.floats(1.01, 5))
def test_air_grows_thicker_with_distance(ahead: float, times: float) -> None:
    kind = Air(GREY, 200)
    assert kind.share(ahead * times, 0.0) > kind.share(ahead, 0.0)


@given(st.floats(0, 300), st.floats(1, 300))
def test_mist_lies_low(up: float, more: float) -> None:
    kind = Air(GREY, 500, mist=3.0, top=50)
    assert kind.share(100.0, up) >= kind.share(100.0, up + more) >= Air(GREY, 500).share(100.0, up)


def test_what_is_below_the_ground_is_no_thicker() -> None:
    kind = Air(GREY, 500, mist=3.0, top=50)
    assert kind.share(100.0, -40.0) == kind.share(100.0, 0.0)


def test_haze_is_by_column() -> None:
    shaded = np.linspace(0, 1, 20, dtype=np.float32)[:, None] * np.ones(3, np.float32)
    veiled = Air(shaded, 10).veil(BLACK[:, 5:9], 1e5, 0.0, slice(5, 9))
    assert veiled[2] == pytest.approx(shaded[5:9], abs=1e-4)


@given(st.floats(0, 2_000))
def test_thin_air_of_the_same_colour_changes_nothing(ahead: float) -> None:
    assert seen(Air(GREY, 300, thin=GREY), ahead) == pytest.approx(
        seen(Air(GREY, 300), ahead), abs=2e-3
    )


def test_thin_air_colours_the_middle_distance() -> None:
    kind = Air(GREY, 300, thin=BLUE)
    tint = [float(np.ptp(seen(kind, ahead)[0, 0])) for ahead in (3.0, 200.0, 9_000.0)]
    assert tint[1] > 5 * tint[0]
    assert tint[1] > 5 * tint[2]


def painted(sky: np.ndarray) -> tuple[Canvas, View]:
    canvas = Canvas(80, 60)
    canvas.light[:30] = sky
    return canvas, View(80, 60, 30, 60, 1.7)


def test_air_has_the_colour_of_the_horizon() -> None:
    warm = rgb(0.8, 0.5, 0.3)
    taken = air.of(*painted(warm), 500, warm)
    assert taken.clear == 500
    assert taken.haze == pytest.approx(np.broadcast_to(warm, (80, 3)), abs=1e-3)


def test_thin_air_is_cooler_and_as_bright() -> None:
    warm, cool = rgb(0.8, 0.5, 0.3), rgb(0.3, 0.35, 0.6)
    taken = air.of(*painted(warm), 500, cool)
    assert taken.thin is not None
    assert luma(taken.thin) == pytest.approx(luma(taken.haze), rel=1e-3)
    assert (taken.thin[:, 2] > 1.3 * taken.haze[:, 2]).all()


def test_suns_on_the_horizon_do_not_blind() -> None:
    assert air.of(*painted(rgb(40, 40, 40)), 500, rgb(1, 1, 1)).haze.max() <= 2.5
