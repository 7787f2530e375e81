"""What is set into streets, libraries, laboratories and other worlds: where it is seen, and lit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.built import (
    benches,
    fountain,
    outpost,
    reading,
    shelving,
    townhouse,
    volumes,
)
from reelwright.providers.offline.visual.built.frontage import BAY, House
from reelwright.providers.offline.visual.built.massing import ACROSS, Drum, Massing, Normal
from reelwright.providers.offline.visual.built.shelving import Case
from reelwright.providers.offline.visual.built.townhouse import Make
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.stage import Stage

MAKE = Make(townhouse.PALETTES[0], townhouse.ROOFS, 2, 0.5, white=False)


@dataclass(frozen=True, slots=True)
class Even:
    """Light that is the same everywhere."""

    def falls(self, place: Sequence[Plane], normal: Normal) -> Plane:
        return np.full((*place[0].shape, 3), 0.5, np.float32)


def massing(stage: Stage) -> Massing:
    return Massing(stage, Even())


def flat(across: Plane, ahead: Plane) -> Plane:
    return np.zeros_like(across * ahead)


def row(side: int = -1, seed: int = 1) -> list[House]:
    return townhouse.row(np.random.default_rng(seed), side, 6.0, (2.0, 80.0), MAKE)


def test_houses_stand_wall_to_wall() -> None:
    houses = row()
    assert houses[0].ahead[0] == 2.0
    assert houses[-1].ahead[1] >= 80.0
    ends = [one.ahead[1] for one in houses[:-1]]
    assert ends == [one.ahead[0] for one in houses[1:]]


def test_houses_have_whole_windows() -> None:
    bays = [house.long / house.bay for house in row()]
    assert bays == [pytest.approx(round(one)) for one in bays]
    assert all(0.6 * BAY < house.bay < 1.5 * BAY for house in row())


@pytest.mark.parametrize("side", [-1, 1])
def test_houses_are_on_their_side(staged: Callable[..., Stage], side: int) -> None:
    stage = staged()
    for house in reversed(row(side)):
        townhouse.build(massing(stage), house)
    columns = np.nonzero(stage.canvas.depth < FAR)[1]
    assert ((columns - stage.view.middle) * side > -3).all()


def test_taller_houses_hide_more_sky(staged: Callable[..., Stage]) -> None:
    seen = []
    for floors in (1, 4):
        stage = staged()
        townhouse.build(massing(stage), replace(row()[2], floors=floors))
        seen.append(np.nonzero(stage.canvas.depth < FAR)[0].min())
    assert seen[1] < seen[0]


def test_uprights_part_the_books(staged: Callable[..., Stage]) -> None:
    """They stand out from the spines, towards the room."""
    stage = staged(horizon=0.5)
    case = Case(ACROSS, 2.5, -1, (3.0, 9.0), (0.0, 3.0), "#5c3a22", volumes.LEATHERS[0])
    case.paint(massing(stage))
    right, _ = np.meshgrid(stage.view.columns, np.arange(stage.view.height))
    seen = stage.canvas.depth < FAR
    across = (right * stage.canvas.depth)[seen]
    assert across.max() <= 2.51
    assert 0.02 < (across < 2.45).mean() < 0.6


def test_lamps_shine_as_they_are_lit(staged: Callable[..., Stage]) -> None:
    sums = []
    for lit in (0.0, 0.5, 1.0):
        stage = staged(hour=Hour.NIGHT)
        reading.globe(stage, (0.0, 2.5, 4.0), 0.2, lit)
        sums.append(float(stage.canvas.light.sum()))
    assert sums == sorted(sums)
    assert sums[2] > sums[0] + 100


def test_fires_glow_as_they_burn(staged: Callable[..., Stage]) -> None:
    reds = []
    for fire in (0.2, 0.6, 1.0):
        stage = staged()
        benches.furnace(massing(stage), 0.0, 3.0, fire)
        reds.append(float(stage.canvas.light[..., 0].sum()))
    assert reds == sorted(reds)
    assert reds[2] > reds[0] + 5


def test_screens_have_a_curve_on_a_grid() -> None:
    line = np.arange(0, 0.5, 0.002, dtype=np.float32)
    first, second = (np.array(one) for one in np.broadcast_arrays(line[None], line[:, None]))
    green = benches.screen(3, 1.0)(first, second)[..., 1]
    curve = green > 0.7 * green.max()
    assert (curve.sum(axis=0) > 0).all()
    assert curve.mean() < 0.12


def test_fountains_run_but_in_winter(staged: Callable[..., Stage]) -> None:
    """White threads of water stand above the bowl in summer."""
    white = []
    for season in (Season.SUMMER, Season.WINTER):
        stage = staged(season=season)
        before = stage.canvas.light.copy()
        fountain.build(massing(stage), 0.0, 12.0, 3.0)
        above = slice(round(stage.view.y(3.9, 12)), round(stage.view.y(3.45, 12)))
        white.append(np.abs(stage.canvas.light - before)[above].sum())
    assert white[0] > 1
    assert white[1] == 0


def test_outposts_are_lit_at_night(staged: Callable[..., Stage]) -> None:
    gains = []
    for hour in (Hour.DAY, Hour.NIGHT):
        stage = staged(hour=hour)
        outpost.build(stage, Grove(stage, flat), (0.0, 60.0), 8.0)
        seen = stage.canvas.depth < 100
        gains.append(stage.canvas.light[seen].max() / stage.canvas.light[~seen].mean())
    assert gains[1] > 2 * gains[0] > 0


def test_posts_too_close_are_left_out(staged: Callable[..., Stage]) -> None:
    """Of a round wall's posts those right by the eye would hide the room."""
    stage = staged()
    drum = Drum(0.0, 3.0, 4.0, inside=True)
    shelving.upright(massing(stage), drum, np.pi, (0.1, 0.2), ((0.0, 3.0), "#5c3a22"))
    assert (stage.canvas.depth == FAR).all()
    shelving.upright(massing(stage), drum, 0.0, (0.1, 0.2), ((0.0, 3.0), "#5c3a22"))
    assert stage.canvas.depth.min() == pytest.approx(6.8, abs=0.01)
