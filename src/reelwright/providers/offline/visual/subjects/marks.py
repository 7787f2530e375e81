"""Marks: where each thing of a scene goes, and how large it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box, Canvas
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import figure
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.things import Thing
from reelwright.providers.offline.visual.view import View

LOWEST = 0.785
"""No foot stands lower than this share of the picture: captions lie below."""
EDGE = 0.14
"""Nor is anything nearer to the sides than this share: the camera moves in by as much."""
TOP = 0.06
"""Nor does any head come nearer to the upper edge than this share of its foot's row."""
WIDEST = 0.62
"""Nothing is shown wider than this share of the picture."""
LEAST = 0.07
"""Nothing is shown smaller than this, in units, whatever it stands beside."""
LOW = (0.40, 0.64)
"""Between these shares of the picture's height flies what flies low."""
CLOSE = 4.0
"""So many metres ahead it flies."""
HOVERING = (Place.AIR, Place.DEEP, Place.VOID)
"""Where nothing tells how far away a thing is: there it is shown larger."""
INSECT = 0.085
"""Insects are shown as tall as this, in units."""
HIDDEN = 0.12
"""As much of a thing may be hidden by another, or hide of it."""
ASTRAY = 0.2
"""The share of a group that looks another way than its first."""
COVERED = 0.35
"""As much of a thing the land before it may cover."""
SHIFTS = (0.0, -0.12, 0.12, -0.24, 0.24, -0.36, 0.36)
"""Where else to try, as shares of the width, where another already is."""
Span = tuple[float, float, float, float]
"""A part of the picture in pixels: left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one thing goes, in pixels: its middle's column, its foot's row, its height."""

    x: float
    y: float
    height: int
    ahead: float
    mirrored: bool


@dataclass(frozen=True, slots=True)
class Room:
    """The room a thing has beside others.

    `taken` are the spans already filled, `share` is how large it is shown, of its size alone.
    """

    taken: tuple[Span, ...] = ()
    share: float = 1.0


ALONE = Room()


def shown(thing: Thing) -> float:
    """Return how tall a thing is shown, in units: large ones larger, but less so than in life."""
    if thing.place is Place.TABLE:
        return float(np.clip(0.54 * thing.tall**0.65, 0.12, 0.36))
    if thing.place is Place.FLOOR:
        return float(np.clip(0.42 * thing.tall**0.95, 0.10, 0.36))
    if thing.raised:
        return float(np.clip(0.2 * thing.tall + 0.26, 0.26, 0.38))
    if thing.low:
        return INSECT
    most = 0.30 if thing.place in HOVERING else 0.42
    reach = 0.10 if thing.place is Place.WATER else 0.12
    return float(np.clip(reach * thing.tall**0.45 + 0.045, 0.095, most))


def share(thing: Thing, company: Sequence[Thing]) -> float:
    """Return how much smaller a thing is shown in company than alone: beside an elephant, a mouse.

    Only what is in places alike is compared; a bird in the sky is no measure of a house.
    """
    beside = [one for one in company if one.place is thing.place]
    largest = max(beside, key=lambda one: one.tall, default=thing)
    wanted = shown(largest) * (thing.tall / largest.tall) ** 0.62
    least = LEAST if thing.place not in HOVERING else 1.6 * LEAST
    return float(min(1.0, max(least, wanted) / shown(thing)))


def marks(
    stage: Stage,
    thing: Thing,
    footing: Footing,
    rank: tuple[int, int],
    rng: np.random.Generator,
    room: Room = ALONE,
) -> list[Mark]:
    """Return where the things of one name go, if theirs is the `rank[0]`th of `rank[1]` names.

    They keep clear of what is taken, as far as there is room.
    """
    view = footing.view
    many = int(stage.film_rng(f"many {thing.name}").integers(thing.many[0], thing.many[1] + 1))
    first, placed, spans = _column(view.width, footing, rank, rng), list[Mark](), list(room.taken)
    for number in range(many):
        size = shown(thing) * room.share * view.unit * (rng.uniform(0.62, 0.95) if number else 1.0)
        columns = _near(first, view, rng) if number else [first + view.width * s for s in SHIFTS]
        tried = [_mark(thing, footing, (x, size, number), rng) for x in columns]
        mark = _clearest(stage, thing, tried, spans)
        if number and not thing.still:
            mark = replace(mark, mirrored=placed[0].mirrored ^ bool(rng.random() < ASTRAY))
        placed.append(mark)
        spans.append(span(thing, mark))
    return placed


def span(thing: Thing, mark: Mark) -> Span:
    """Return what of the picture a thing on its mark takes."""
    half = figure.width(thing) * mark.height / 2
    return mark.x - half, mark.y - mark.height, mark.x + half, mark.y


def overlap(one: Span, other: Span) -> float:
    """Return what share of the smaller of two spans the other hides."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    least = min((part[2] - part[0]) * (part[3] - part[1]) for part in (one, other))
    return max(0.0, wide) * max(0.0, tall) / max(least, 1e-6)


def _near(first: float, view: View, rng: np.random.Generator) -> list[float]:
    """Return columns to try for one more of a kind, beside the first: the middle is clearest."""
    sides, reach = rng.choice([-1, 1], 4), rng.uniform(0.10, 0.30, 4)
    columns = [
        first + float(s * r) * min(view.width, 1.6 * view.unit)
        for s, r in zip(sides, reach, strict=True)
    ]
    return sorted(columns, key=lambda column: abs(column - view.width / 2))


def _clearest(stage: Stage, thing: Thing, tried: list[Mark], spans: list[Span]) -> Mark:
    """Return the first mark that little hides, or the one that least hides."""
    hidden = []
    for mark in tried:
        part = span(thing, mark)
        beside = max((overlap(part, other) for other in spans), default=0.0)
        before = _behind(stage.canvas, part, mark.ahead)
        if beside <= HIDDEN and before <= COVERED:
            return mark
        hidden.append(beside + before)
    return tried[hidden.index(min(hidden))]


def _behind(canvas: Canvas, part: Span, ahead: float) -> float:
    """Return how much of a part of the picture nearer things already fill."""
    left, top, right, bottom = (round(edge) for edge in part)
    box = Box(left, top, right + 1, bottom + 1).within(canvas.box)
    return float((canvas.depth[box.window] < ahead * 0.8).mean()) if box else 1.0


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
    most = WIDEST * view.width / figure.width(thing)
    edge = min(0.45, max(EDGE, figure.width(thing) * min(size * 1.2, most) / 2 / view.width + 0.02))
    x = float(np.clip(x, view.width * edge, view.width * (1 - edge)))
    if footing.rows is not None:
        size = min(size, most)
        y = view.height * rng.uniform(*(LOW if thing.low else footing.rows)) + size / 2
        y = max(y, size + view.height * TOP / 2)
        ahead = CLOSE if thing.low else footing.near
        return Mark(x, y, round(size), ahead, _turned(thing, x, view))
    natural = view.focal * thing.tall / size * (1 + 0.22 * number)
    wanted = float(np.clip(natural, footing.near, footing.far))
    x, ahead, y = _stood(footing, x, wanted, edge)
    size = min(most, max(size * 0.72, min(size * 1.35, view.focal * thing.tall / ahead)))
    y = min(y, view.height * (LOWEST + 0.02))
    return Mark(x, y, round(min(size, y * (1 - TOP))), ahead, _turned(thing, x, view))


def _turned(thing: Thing, x: float, view: View) -> bool:
    """Say whether a thing must be mirrored to look into the picture; drawings look left."""
    return not thing.still and x < view.width / 2


def _stood(footing: Footing, x: float, ahead: float, edge: float) -> tuple[float, float, float]:
    """Return a column, metres ahead and a foot's row: the nearest to what was wanted that do."""
    view = footing.view
    for shift in sorted(np.linspace(-0.7, 0.7, 29).tolist(), key=abs):
        column = x + shift * view.width
        if not edge * view.width <= column <= (1 - edge) * view.width:
            continue
        for away in np.geomspace(ahead, max(footing.far, ahead * 1.01), 14).tolist():
            across = (column - view.middle) * away / view.focal
            row = view.y(footing.height(across, away), away)
            if row <= view.height * LOWEST and footing.fits(across, away):
                return column, away, row
    return x, footing.far, view.y(footing.height(0.0, footing.far), footing.far)
