"""The inside of rock."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.nature import cavern
from reelwright.providers.offline.visual.nature.cavern import Arch, Drip, Lamp
from reelwright.providers.offline.visual.nature.crag import Rock
from reelwright.providers.offline.visual.stage import Stage

DRIFT = np.array([0.3, 0.7], np.float32)
ARCH = Arch(20.0, 80.0, 60.0, 40.0, 30.0, -2.0, DRIFT)
ROCK = Rock(colour("#333333"), colour("#999999"), 2.0)
LAMP = Lamp(80.0, 60.0, 60.0, np.ones(3, np.float32), 20.0, 15.0)
DARK = np.zeros(3, np.float32)


def arched(staged: Callable[..., Stage], one: Arch = ARCH, lamp: Lamp = LAMP) -> Stage:
    stage = staged((160, 120), eye=2.0)
    cavern.arch(stage, one, ROCK, [lamp], DARK)
    return stage


def test_arches_are_open_in_the_middle(staged: Callable[..., Stage]) -> None:
    depth = arched(staged).canvas.depth
    assert depth[60, 80] == FAR
    assert (depth[:, :4] == 20.0).mean() > 0.5
    assert (depth[:3] == 20.0).all()


def test_arches_stand_on_their_ground(staged: Callable[..., Stage]) -> None:
    stage = arched(staged)
    foot = int(stage.view.y(-2.0, 20)) + 3
    assert (stage.canvas.depth[foot:] == FAR).all()


def test_larger_openings_leave_less_rock(staged: Callable[..., Stage]) -> None:
    small, large = (
        (arched(staged, replace(ARCH, wide=wide)).canvas.depth == 20.0).sum()
        for wide in (25.0, 60.0)
    )
    assert large < small


def test_roofs_lie_over_the_opening(staged: Callable[..., Stage]) -> None:
    row = ARCH.roof(80.0)
    assert 10 < row < 60
    assert ARCH.roof(1.0) == -1.0
    stage = arched(staged)
    assert stage.canvas.depth[int(row) + 5, 80] == FAR
    assert stage.canvas.depth[max(0, int(row) - 6), 80] == 20.0


def test_lamps_light_what_is_near(staged: Callable[..., Stage]) -> None:
    light = arched(staged).canvas.light.mean(axis=-1)
    there = arched(staged).canvas.depth == 20.0
    y, x = np.nonzero(there)
    far = np.hypot(x - 80, y - 60)
    near = far < np.quantile(far, 0.3)
    assert light[y, x][near].mean() > 1.2 * light[y, x][far > np.quantile(far, 0.8)].mean()


def test_no_lamp_no_light(staged: Callable[..., Stage]) -> None:
    stage = arched(staged, lamp=replace(LAMP, colour=DARK))
    rock = stage.canvas.light[stage.canvas.depth == 20.0]
    assert np.quantile(rock, 0.9) == 0


@pytest.mark.parametrize(("root", "tip"), [(10.0, 70.0), (100.0, 40.0)])
def test_dripstone_tapers(staged: Callable[..., Stage], root: float, tip: float) -> None:
    stage = staged((160, 120))
    drip = Drip(80.0, root, tip, 8.0, 12.0)
    cavern.dripstone(stage, drip, ROCK, [LAMP], DARK, np.random.default_rng(1))
    widths = (stage.canvas.depth == 12.0).sum(axis=1)
    at = [int(root + (tip - root) * part) for part in (0.3, 0.6, 0.9)]
    assert widths[at[0]] > widths[at[1]] > widths[at[2]] > 0


def test_beams_fall_to_their_foot(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120))
    stage.canvas.light[:] = 0.0
    start = Lamp(60.0, 20.0, 30.0, np.ones(3, np.float32), 8.0, 6.0)
    cavern.beam(stage, start, (100.0, 100.0), 1.0, DRIFT)
    light = stage.canvas.light[..., 0]
    assert light[104:].max() < 1e-6
    assert light[60, 72:88].mean() > 5 * light[60, :40].mean()


def test_crystals_stand_on_their_foot(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120))
    glow = np.array([0.0, 1.0, 0.0], np.float32)
    cavern.crystals(stage, (80.0, 90.0, 15.0), 40.0, glow, np.random.default_rng(1))
    there = stage.canvas.depth == 15.0
    rows = np.flatnonzero(there.any(axis=1))
    assert 45 < rows[0] < 75
    assert rows[-1] < 98
    assert stage.canvas.light[there][:, 1].mean() > 3 * stage.canvas.light[there][:, 0].mean()


def test_shimmer_fades_outwards(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120))
    stage.canvas.light[:] = 0.0
    cavern.shimmer(stage, replace(LAMP, reach=20.0), 1.0)
    row = stage.canvas.light[60, :, 0]
    assert row[80] > row[90] > row[100] > row[125]
