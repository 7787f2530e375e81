"""Falling water."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.visual.nature import falls
from reelwright.providers.offline.visual.nature.falls import Fall
from reelwright.providers.offline.visual.stage import Stage

Hidden = Callable[[Callable[[Stage], object], Stage, Stage], np.ndarray]
FALL = Fall(0.0, 40.0, 12.0, 0.0, 6.0, 0.8)
SIZE = {"size": (160, 120), "horizon": 0.8, "eye": 2.0}


def poured(
    staged: Callable[..., Stage], hidden: Hidden, fall: Fall = FALL, seed: int = 1
) -> np.ndarray:
    return hidden(
        lambda stage: falls.pour(stage, fall, np.random.default_rng(seed)),
        staged(**SIZE),
        staged(**SIZE),
    )


def test_water_falls_from_lip_to_end(staged: Callable[..., Stage], hidden: Hidden) -> None:
    share, view = poured(staged, hidden), staged(**SIZE).view
    lip, end = view.y(12, 40), view.y(0, 40)
    rows = np.flatnonzero((share > 0.05).any(axis=1))
    assert rows[0] == pytest.approx(lip, abs=3)
    assert rows[-1] == pytest.approx(end, abs=2)


def test_water_spreads_as_it_falls(staged: Callable[..., Stage], hidden: Hidden) -> None:
    share = poured(staged, hidden, replace(FALL, spread=0.9))
    rows = np.flatnonzero((share > 0.05).any(axis=1))
    widths = (share > 0.05).sum(axis=1)[rows]
    assert widths[-8:].mean() > 1.15 * widths[4:12].mean()


def test_fuller_falls_hide_more(staged: Callable[..., Stage], hidden: Hidden) -> None:
    veil, river = (poured(staged, hidden, replace(FALL, full=full)).sum() for full in (0.3, 1.0))
    assert river > 1.3 * veil > 0


def test_falls_keep_their_seed(staged: Callable[..., Stage], hidden: Hidden) -> None:
    first, again, other = (poured(staged, hidden, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_spray_stands_over_its_place(staged: Callable[..., Stage], hidden: Hidden) -> None:
    share = hidden(
        lambda stage: falls.spray(stage, (0, 0, 40), (6, 4), 0.8, np.random.default_rng(1)),
        staged(**SIZE),
        staged(**SIZE),
    )
    view = staged(**SIZE).view
    foot = int(view.y(0, 40))
    assert 0.1 < share[foot - 6 : foot, 70:90].max() <= 0.81
    assert share[: int(view.y(8, 40))].max() < 1e-3


def test_nearer_things_hide_spray(staged: Callable[..., Stage], hidden: Hidden) -> None:
    stages = staged(**SIZE), staged(**SIZE)
    for stage in stages:
        stage.canvas.depth[:] = 10.0
    share = hidden(
        lambda stage: falls.spray(stage, (0, 0, 40), (6, 4), 0.8, np.random.default_rng(1)), *stages
    )
    assert share.max() < 1e-4


def test_rainbows_are_red_outside(staged: Callable[..., Stage]) -> None:
    stage = staged(**SIZE)
    stage.canvas.light[:] = 0.0
    falls.rainbow(stage, (0.0, 0.0, 40.0), 6.0)
    light, view = stage.canvas.light, stage.view
    assert light.min() >= 0
    y, x = np.nonzero(light.max(axis=-1) > 0.2 * light.max())
    far = np.hypot(x - view.x(0, 40), y - view.y(0, 40))
    red, blue = (np.average(far, weights=light[y, x, part]) for part in (0, 2))
    assert red > blue
