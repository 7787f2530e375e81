"""Marks: where each thing of a scene goes, and how large it is shown."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.things import Thing
from reelwright.providers.offline.visual.view import View

LOWEST = 0.785
"""No foot stands lower than this share of the picture: captions lie below."""
EDGE = 0.14
"""Nor is anything nearer to the sides than this share: the camera moves in by as much."""

TOP = 0.06
"""Nor does any head come nearer to the upper edge than this share of its foot's row."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one thing goes, in pixels: its middle's column, its foot's row, its height."""

    x: float
    y: float
    height: int
    ahead: float
    mirrored: bool


def shown(thing: Thing) -> float:
    """Return how tall a thing is shown, in units: large ones larger, but less so than in life."""
    if thing.place in {Place.TABLE, Place.FLOOR}:
        return float(np.clip(0.46 * thing.tall**0.8, 0.10, 0.36))
    most = 0.30 if thing.place in {Place.AIR, Place.DEEP, Place.VOID} else 0.42
    return float(np.clip(0.12 * thing.tall**0.45 + 0.045, 0.085, most))


def marks(
    stage: Stage, thing: Thing, footing: Footing, rank: tuple[int, int], rng: np.random.Generator
) -> list[Mark]:
    """Return where the things of one name go, if theirs is the `rank[0]`th of `rank[1]` names."""
    view = footing.view
    many = int(stage.film_rng(f"many {thing.name}").integers(thing.many[0], thing.many[1] + 1))
    first, placed = _column(view.width, footing, rank, rng), []
    for number in range(many):
        size, x = shown(thing) * view.unit, first
        if number:
            size *= rng.uniform(0.55, 0.9)
            x += rng.choice([-1, 1]) * rng.uniform(0.10, 0.30) * min(view.width, 1.6 * view.unit)
        x = float(np.clip(x, view.width * EDGE, view.width * (1 - EDGE)))
        placed.append(_mark(thing, footing, (x, size, number), rng))
    return placed


def _column(width: int, footing: Footing, rank: tuple[int, int], rng: np.random.Generator) -> float:
    """Return where one of some goes: a lone one by a third, several apart."""
    order, count = rank
    if count == 1:
        least, most = max(0.12, footing.middle), max(0.38, footing.middle + 0.1)
        share = rng.choice([-1, 1]) * rng.uniform(least, most)
    else:
        share = ((order + 0.5) / count * 2 - 1) * 0.62 + rng.uniform(-0.06, 0.06)
    return width / 2 * (1 + float(np.clip(share, -footing.edge, footing.edge)))


def _mark(
    thing: Thing, footing: Footing, wish: tuple[float, float, int], rng: np.random.Generator
) -> Mark:
    view, (x, size, number) = footing.view, wish
    if footing.rows is not None:
        y = view.height * rng.uniform(*footing.rows) + size / 2
        return Mark(x, y, round(size), footing.near, _turned(thing, x, view))
    natural = view.focal * thing.tall / size * (1 + 0.22 * number)
    x, ahead, y = _stood(footing, x, float(np.clip(natural, footing.near, footing.far)))
    size = max(size * 0.72, min(size * 1.35, view.focal * thing.tall / ahead))
    lowest = view.height * (LOWEST + 0.02)
    y = min(y, lowest)
    return Mark(x, y, round(min(size, y * (1 - TOP))), ahead, _turned(thing, x, view))


def _turned(thing: Thing, x: float, view: View) -> bool:
    """Say whether a thing must be mirrored to look into the picture; drawings look left."""
    return not thing.still and x < view.width / 2


def _stood(footing: Footing, x: float, ahead: float) -> tuple[float, float, float]:
    """Return a column, metres ahead and a foot's row: the nearest to what was wanted that do."""
    view = footing.view
    for shift in sorted(np.linspace(-0.7, 0.7, 29).tolist(), key=abs):
        column = x + shift * view.width
        if not EDGE * view.width <= column <= (1 - EDGE) * view.width:
            continue
        for away in np.geomspace(ahead, max(footing.far, ahead * 1.01), 14).tolist():
            across = (column - view.middle) * away / view.focal
            row = view.y(footing.height(across, away), away)
            if row <= view.height * LOWEST and footing.fits(across, away):
                return column, away, row
    return x, footing.far, view.y(footing.height(0.0, footing.far), footing.far)
