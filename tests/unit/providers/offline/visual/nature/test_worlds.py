"""What is far outside the air."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.nature import worlds
from reelwright.providers.offline.visual.nature.worlds import BEYOND, CLOUDS, SKINS, Planet
from reelwright.providers.offline.visual.stage import Stage

FROM_RIGHT = np.array([0.9, 0.3, 0.3], np.float32) / np.float32(np.sqrt(0.99))
BODY = Planet(80.0, 60.0, 25.0, "rust", FROM_RIGHT)


def dark(staged: Callable[..., Stage], seed: int = 1) -> Stage:
    stage = staged((160, 120), seed=seed)
    stage.canvas.light[:] = 0.0
    return stage


def seen(staged: Callable[..., Stage], body: Planet = BODY, seed: int = 1) -> Stage:
    stage = dark(staged)
    worlds.planet(stage, body, np.random.default_rng(seed))
    return stage


def gas(
    staged: Callable[..., Stage], strength: float, number: int = 0, seed: int = 1
) -> np.ndarray:
    stage = dark(staged, seed)
    worlds.nebula(stage, CLOUDS[number], strength)
    return stage.canvas.light


def test_space_is_never_quite_black(staged: Callable[..., Stage]) -> None:
    assert gas(staged, 0.0).min() > 0
    assert gas(staged, 0.0).max() < 0.01


def test_stronger_gas_glows_more(staged: Callable[..., Stage]) -> None:
    faint, strong = (gas(staged, strength) for strength in (0.5, 2.0))
    none = gas(staged, 0.0)
    assert strong - none == pytest.approx(4 * (faint - none), abs=1e-5)
    assert faint.mean() > none.mean() * 1.5


def test_gas_is_dark_in_places(staged: Callable[..., Stage]) -> None:
    grey = luma(gas(staged, 1.0))
    assert np.quantile(grey, 0.05) < 0.3 * np.quantile(grey, 0.95)


def test_gases_have_their_own_colours(staged: Callable[..., Stage]) -> None:
    means = [gas(staged, 1.0, number).mean(axis=(0, 1)) for number in range(len(CLOUDS))]
    tones = {tuple((mean / mean.sum()).round(2).tolist()) for mean in means}
    assert len(tones) == len(CLOUDS)


def test_gas_keeps_its_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (gas(staged, 1.0, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("skin", SKINS)
def test_planets_are_discs(staged: Callable[..., Stage], skin: str) -> None:
    stage = seen(staged, replace(BODY, skin=skin))
    there = stage.canvas.depth == np.float32(BEYOND)
    far = np.hypot(*stage.canvas.box.offsets(80, 60))
    assert there[far < 24].all()
    assert not there[far > 26].any()
    assert stage.canvas.light[far > 25 * 1.35 + 2].max() == 0


@pytest.mark.parametrize("skin", SKINS)
def test_lit_side_is_lighter(staged: Callable[..., Stage], skin: str) -> None:
    left, right = (
        luma(seen(staged, replace(BODY, skin=skin, sun=sun)).canvas.light)
        for sun in (FROM_RIGHT * [-1, 1, 1], FROM_RIGHT)
    )
    assert right[40:80, 85:100].mean() > 5 * right[40:80, 60:68].mean()
    assert left[40:80, 60:75].mean() > 5 * left[40:80, 92:100].mean()


def test_planets_hide_what_is_behind(staged: Callable[..., Stage]) -> None:
    stage = dark(staged)
    stage.canvas.light[:] = 7.0
    worlds.planet(stage, BODY, np.random.default_rng(1))
    assert stage.canvas.light[50:70, 70:90].max() < 3


def test_air_glows_around_the_lit_limb(staged: Callable[..., Stage]) -> None:
    light = luma(seen(staged).canvas.light)
    assert light[58, 106] > 0.01
    assert light[58, 106] > 4 * light[58, 53]


def test_rings_reach_beyond_the_disc(staged: Callable[..., Stage]) -> None:
    bare, ringed = (seen(staged, replace(BODY, rings=rings)).canvas for rings in (False, True))
    far = np.hypot(*bare.box.offsets(80, 60))
    outside = (far > 36) & (far < 52)
    assert bare.light[outside].max() == 0
    assert ringed.light[outside].max() > 0.1
    assert ringed.light[far > 25 * 2.45].max() == 0


def test_rings_pass_before_and_behind(staged: Callable[..., Stage]) -> None:
    bare, ringed = (
        seen(staged, replace(BODY, rings=rings)).canvas.light for rings in (False, True)
    )
    far = np.hypot(*dark(staged).canvas.box.offsets(80, 60))
    changed = np.abs(ringed - bare).max(axis=-1) > 0.02
    assert changed[60:][far[60:] < 24].any()
    assert not changed[:52][far[:52] < 23].any()


def test_finer_skins_have_smaller_marks(staged: Callable[..., Stage]) -> None:
    sun = np.array([0.0, 0.0, 1.0], np.float32)
    rough = []
    for fine in (1.0, 4.0):
        light = luma(seen(staged, replace(BODY, sun=sun, fine=fine)).canvas.light)[48:72, 68:92]
        rough.append(np.abs(np.diff(light, axis=1)).mean() / light.std())
    assert rough[1] > rough[0]


def test_planets_out_of_sight_change_nothing(staged: Callable[..., Stage]) -> None:
    stage = seen(staged, replace(BODY, x=-900.0))
    assert not stage.canvas.light.any()
    assert (stage.canvas.depth == FAR).all()


def test_planets_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (seen(staged, seed=seed).canvas.light for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_flares_shine_most_at_their_heart(staged: Callable[..., Stage]) -> None:
    stage = dark(staged)
    worlds.flare(stage, 40.0, 30.0)
    light = luma(stage.canvas.light)
    assert light.argmax() == 30 * 160 + 40
    assert light.min() > 0
    assert light[30, 45] > light[30, 60] > light[30, 120]


def test_flares_have_spikes(staged: Callable[..., Stage]) -> None:
    stage = dark(staged)
    worlds.flare(stage, 40.0, 30.0)
    light = luma(stage.canvas.light)
    diagonal = light[30 + 7, 40 + 7]
    assert light[30, 50] > 1.3 * diagonal
    assert light[40, 40] > 1.1 * diagonal
