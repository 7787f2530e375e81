"""The light inside a building."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.built.chamber import Lamp
from reelwright.providers.offline.visual.built.indoors import Indoors, Window
from reelwright.providers.offline.visual.built.massing import ACROSS, AHEAD
from reelwright.providers.offline.visual.stage import Stage

END = Window(AHEAD, 8.0, ((-1.0, 1.0), (1.0, 4.0)), (2, 3), arched=True)
SIDE = Window(ACROSS, 3.0, ((1.0, 2.5), (3.0, 5.0)), (2, 2))
UPWARD = (0.0, 1.0, 0.0)


def at(*where: float) -> list[np.ndarray]:
    return [np.full((1, 1), part, np.float32) for part in where]


def room(stage: Stage, *windows: Window, sunny: bool = False, lamp: Lamp | None = None) -> Indoors:
    sun = rgb(1, 1, 1) if sunny else rgb(0, 0, 0)
    day, bounce = rgb(1, 1, 1), rgb(0.2, 0.2, 0.2)
    return Indoors(stage, 3.0, 5.0, 8.0, windows, day, sun, bounce, (lamp,) if lamp else ())


def light(inside: Indoors, *where: float) -> float:
    return float(inside.falls(at(*where), UPWARD).mean())


@given(st.floats(-2, 2), st.floats(0, 5))
def test_glass_is_within_the_opening(x: float, y: float) -> None:
    first, second = (np.full((1, 1), one, np.float32) for one in (x, y))
    glass, open_ = END.clear(first, second).item(), END.opening(first, second).item()
    assert 0 <= glass <= open_ + 0.3
    assert not (glass > 0 and (abs(x) > 1.05 or y < 0.95 or np.hypot(x, max(y - 3, 0)) > 1.05))


def test_arches_have_no_corners() -> None:
    corner = np.full((1, 1), 0.9, np.float32), np.full((1, 1), 3.9, np.float32)
    plain = Window(AHEAD, 8.0, END.spans, END.panes)
    assert END.opening(*corner).item() == 0
    assert plain.opening(*corner).item() == 1


@pytest.mark.parametrize("window", [END, SIDE])
def test_it_is_lighter_by_the_window(staged: Callable[..., Stage], window: Window) -> None:
    inside = room(staged(), window)
    close = {AHEAD: (0.0, 0.5, 6.5), ACROSS: (2.2, 0.5, 4.0)}[window.axis]
    assert light(inside, *close) > 1.5 * light(inside, -2.5, 0.5, 1.0)


def test_lamps_shine_around_themselves(staged: Callable[..., Stage]) -> None:
    inside = room(staged(), lamp=Lamp((0.0, 2.0, 4.0), rgb(2, 2, 2), 1.0))
    near, far = light(inside, 0.0, 1.0, 4.0), light(inside, -2.0, 1.0, 1.5)
    assert near > 2 * far


def test_corners_are_darker(staged: Callable[..., Stage]) -> None:
    inside = room(staged())
    assert light(inside, 0.0, 0.0, 4.0) > 1.3 * light(inside, 2.95, 0.0, 7.95)


def test_sun_falls_where_it_can_come_in(staged: Callable[..., Stage]) -> None:
    """From ahead and above: on the floor before the window, not beside it."""
    inside = room(staged(sun=(0.0, 0.5)), END, sunny=True)
    step = 2.0 / np.tan(0.5)
    assert inside.sunlit(at(0.5, 0.0, 8 - step * 1.2)).item() > 0.9
    assert inside.sunlit(at(2.5, 0.0, 8 - step * 1.2)).item() == 0
    assert inside.sunlit(at(0.5, 0.0, 0.5)).item() == 0


def test_sun_comes_through_its_own_side(staged: Callable[..., Stage]) -> None:
    """A window in the right wall lets in a sun that stands to the right, and no other."""
    right, left = (room(staged(sun=(turn, 0.5)), SIDE, sunny=True) for turn in (1.2, -1.2))
    spots = [at(x, y, z) for x in (-2, -1, 0, 1, 2) for y in (0, 1) for z in (1, 2, 3, 4)]
    assert max(right.sunlit(one).item() for one in spots) > 0.9
    assert max(left.sunlit(one).item() for one in spots) == 0


def test_shafts_stand_in_sunny_air(staged: Callable[..., Stage]) -> None:
    stage = staged(sun=(0.2, 0.5))
    before = stage.canvas.light.copy()
    room(stage, END).shafts(0.1, np.zeros(2))
    assert np.array_equal(stage.canvas.light, before)
    room(stage, END, sunny=True).shafts(0.1, np.zeros(2))
    gain = (stage.canvas.light - before).mean(axis=-1)
    assert gain.min() >= -1e-6
    assert gain.max() > 0.05
    assert (gain < 0.2 * gain.max()).mean() > 0.2
