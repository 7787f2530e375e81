"""Casting: the things of a scene set where they belong, lit, shadowed, in the air of the place."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from reelwright.providers.offline.lexicon import Setting
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, blur, clip
from reelwright.providers.offline.visual.brush.sprite import Sprite
from reelwright.providers.offline.visual.built import landmarks
from reelwright.providers.offline.visual.nature import planting, trees
from reelwright.providers.offline.visual.nature.growth import LEAVES, NEEDLES
from reelwright.providers.offline.visual.nature.planting import Paint
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import figure, flock, marks, traces, track
from reelwright.providers.offline.visual.subjects.figure import Figure
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.marks import Mark
from reelwright.providers.offline.visual.subjects.things import Thing

CRATE = Thing("crate", "own:crate", 0.5, Place.LAND, Setting.MEADOW, still=True)
"""What lies on a table, where there is one, lies on."""
LONG_BRIDGE = Thing("long bridge", "own:long-bridge", 7.0, Place.WATER, Setting.RIVER, firm=True)
"""What a bridge is where no bank is near: it runs from edge to edge."""
SHADOWED = (Place.LAND, Place.FLOOR, Place.TABLE)


Part = tuple[Thing, Footing, tuple[int, int]]
"""A thing, where it may be, and its rank: the how manieth of how many names."""


def cast(stage: Stage, thing: Thing, footing: Footing, rank: tuple[int, int]) -> None:
    """Set the things of one name on their footing: the `rank[0]`th of `rank[1]` names."""
    company(stage, [(thing, footing, rank)])


def company(stage: Stage, parts: Sequence[Part]) -> None:
    """Set the things of several names, clear of one another, the farther first."""
    placed: list[tuple[Thing, Footing, Mark]] = []
    parts = [(thing.at(thing.place), footing, rank) for thing, footing, rank in parts]
    for thing, footing, rank in sorted(parts, key=lambda part: -part[0].tall):
        rng = stage.rng(f"cast {rank[0]} {thing.name}")
        if thing.art == "rainbow":
            flock.rainbow(stage, rng)
            continue
        share = marks.share(thing, [other for other, _, _ in parts])
        taken = tuple(marks.span(other, mark) for other, _, mark in placed)
        found = marks.marks(stage, thing, footing, rank, rng, marks.Room(taken, share))
        if thing.art == "birds":
            flock.birds(stage, (found[0].x, found[0].y), len(found), rng)
        else:
            placed += [(thing, footing, mark) for mark in found]
    for thing, footing, mark in sorted(placed, key=lambda one: -one[2].ahead):
        put(stage, thing, footing, mark)


def put(stage: Stage, thing: Thing, footing: Footing, mark: Mark) -> None:
    """Set one thing on its mark."""
    if thing.art.startswith(("built:", "tree:")):
        _plant(stage, thing, footing, mark)
        return
    if thing.raised:
        put(stage, CRATE, footing, replace(mark, height=round(mark.height * 0.5)))
        mark = replace(mark, y=mark.y - mark.height * 0.45, height=round(mark.height * 0.55))
    if thing.firm and _afloat(stage, thing, mark):
        thing, tall = LONG_BRIDGE, stage.canvas.width / figure.width(LONG_BRIDGE) + 1
        mark = replace(mark, x=stage.canvas.width / 2, height=round(max(tall, mark.height * 0.6)))
    shape = figure.figure(thing, max(6, mark.height))
    shape = shape.mirrored() if mark.mirrored else shape
    rows, columns = shape.cover.shape
    left, top = round(mark.x - columns / 2), round(mark.y) - rows
    box = Box(left, top, left + columns, top + rows)
    ground = None if footing.rows is not None else traces.ground(stage, shape, mark)
    if thing.railed and footing.rows is None:
        track.lay(stage, footing, mark, mark.height / thing.tall)
    if thing.place in SHADOWED and not thing.raised:
        traces.shadow(stage, shape, mark, footing)
    seen = figure.lit(shape, footing.light or stage.light, thing.glow, ground)
    if thing.hung:
        traces.cable(stage, shape, mark)
    if thing.place is Place.WATER:
        traces.image(stage, shape, seen, mark, box, ashore=thing.firm)
    if thing.glow > 0.2:
        traces.halo(stage, shape, mark, thing.glow)
    _lay(stage, shape, seen, mark, box)
    if thing.place is Place.WATER and not thing.firm:
        traces.wash(stage, shape, mark)


def _afloat(stage: Stage, thing: Thing, mark: Mark) -> bool:
    """Say whether both ends of a thing would be in water."""
    water = stage.canvas.water
    row = min(max(round(mark.y), 0), water.shape[0] - 1)
    left, _, right, _ = marks.span(thing, mark)
    ends = [round(column) for column in (left, right)]
    return all(0 <= end < water.shape[1] and water[row, end] for end in ends)


def _lay(stage: Stage, shape: Figure, seen: Plane, mark: Mark, box: Box) -> None:
    inside = box.within(stage.canvas.box)
    if not inside:
        return
    rows = slice(inside.top - box.top, inside.bottom - box.top)
    part = rows, slice(inside.left - box.left, inside.right - box.left)
    cover = shape.cover[part]
    wrapped = _wrapped(stage, seen[part], cover, inside)
    hazed = stage.air.veil(wrapped, mark.ahead, 2.0, slice(inside.left, inside.right))
    open_ = stage.canvas.depth[inside.window] > mark.ahead * 0.8
    stage.canvas.lay(hazed, cover * open_, inside, mark.ahead)


def _wrapped(stage: Stage, seen: Plane, cover: Plane, box: Box) -> Plane:
    """Return a figure with the light of what is behind it creeping around its edges."""
    tall = cover.shape[0]
    behind = blur(stage.canvas.light[box.window], max(1.0, tall * 0.06))
    edge = clip((1 - blur(cover, max(0.8, tall * 0.014))) * np.float32(1.3)) * np.float32(0.36)
    return blend(seen, np.minimum(behind, 2.5), edge)


def _plant(stage: Stage, thing: Thing, footing: Footing, mark: Mark) -> None:
    """Set a built or grown thing, the same in all pictures of a film."""
    sprite, paint = _sprite(stage, thing)
    view = footing.view
    tall = mark.height * mark.ahead / view.focal
    across = (mark.x - view.middle) * mark.ahead / view.focal
    up = view.eye - (mark.y - view.horizon) * mark.ahead / view.focal
    spot = planting.Spot(across, up - tall * 0.015, mark.ahead, tall, mark.mirrored)
    planting.plant(stage, view, sprite, paint, spot)


def _sprite(stage: Stage, thing: Thing) -> tuple[Sprite, Paint]:
    kind, name = thing.art.split(":")
    film = stage.film_rng(f"looks {thing.name}")
    if kind == "built":
        sprite = landmarks.named(name, film)
        return sprite, landmarks.paint(name, film)
    sprite = trees.grow(name, int(film.integers(trees.VARIANTS)), stage.look.grain)
    leaves = NEEDLES if name == "spruce" else LEAVES[stage.moment.season]
    leaf = colour(leaves[film.integers(len(leaves))])
    return sprite, Paint(leaf, colour("#4d3b2b"), 0.95 * stage.moment.white)
