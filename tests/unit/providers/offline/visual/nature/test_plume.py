"""Plumes and what is thrown up with them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from reelwright.providers.offline.visual.nature import plume
from reelwright.providers.offline.visual.nature.plume import Plume
from reelwright.providers.offline.visual.stage import Stage

Hidden = Callable[[Callable[[Stage], object], Stage, Stage], np.ndarray]
ASH = Plume(80.0, 90.0, 6.0, 80.0, 20.0, 1.0, 0.5, 0.0)


def risen(
    staged: Callable[..., Stage], hidden: Hidden, one: Plume = ASH, seed: int = 1
) -> np.ndarray:
    return hidden(
        lambda stage: plume.rise(stage, one, 3_000.0, np.random.default_rng(seed)),
        staged((160, 120)),
        staged((160, 120)),
    )


def test_plumes_rise_from_their_foot(staged: Callable[..., Stage], hidden: Hidden) -> None:
    share = risen(staged, hidden)
    assert share[60:88, 74:92].max() > 0.9
    assert share[100:].max() < 1e-4


def test_plumes_widen_as_they_rise(staged: Callable[..., Stage], hidden: Hidden) -> None:
    there = risen(staged, hidden) > 0.3
    assert there[45:55].sum() > there[80:90].sum() > 0


def test_plumes_lean_with_the_wind(staged: Callable[..., Stage], hidden: Hidden) -> None:
    columns = np.arange(160)
    left, right = (
        np.average(
            columns, weights=risen(staged, hidden, replace(ASH, lean=lean))[35:55].sum(axis=0)
        )
        for lean in (-40.0, 40.0)
    )
    assert right > left + 10


def test_steam_is_thinner_than_ash(staged: Callable[..., Stage], hidden: Hidden) -> None:
    steam, ash = risen(staged, hidden, replace(ASH, thick=0.3)), risen(staged, hidden)
    assert 0 < steam.max() <= 0.31
    assert steam.sum() < 0.5 * ash.sum()


def test_fire_lights_the_foot(staged: Callable[..., Stage]) -> None:
    light = []
    for fire in (0.0, 1.0):
        stage = staged((160, 120))
        plume.rise(stage, replace(ASH, fire=fire), 3_000.0, np.random.default_rng(1))
        light.append(stage.canvas.light)
    more = light[1] - light[0]
    assert more[70:90].max() > 0.2
    assert more[70:90].mean() > 3 * more[20:40].mean()
    assert more[..., 0].sum() > more[..., 2].sum()


def test_fountains_rise_as_far_as_asked(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120))
    before = stage.canvas.light.copy()
    plume.fountain(stage, (80.0, 100.0), 40.0, np.random.default_rng(1))
    more = (stage.canvas.light - before)[..., 0]
    assert more.min() >= -1e-5
    assert more[60:100, 60:100].max() > 0.3
    assert more[:30].max() < 0.05


def test_embers_only_add_light(staged: Callable[..., Stage]) -> None:
    few, many = staged((160, 120)), staged((160, 120))
    before = few.canvas.light.copy()
    plume.embers(few, 3, np.random.default_rng(1))
    plume.embers(many, 60, np.random.default_rng(1))
    assert (few.canvas.light - before).min() >= -1e-5
    assert many.canvas.light.sum() > few.canvas.light.sum() > before.sum()
