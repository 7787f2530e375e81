"""Walls of rock, upright before the eye: broken into facets, layered, mossy, wet or under snow."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    blur,
    clip,
    ramp,
    slope,
    tiled,
    times,
    tint,
)
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.stage import Stage

SIDE = 512
CELLS = 90
"""How many facets a tile of broken rock has."""
SNOW = "#dfe6ef"


@dataclass(frozen=True, slots=True)
class Rock:
    """Rock: its dark and pale colours, how many metres wide its blocks are, how far it is layered.

    `moss` is the colour of what grows on it, on a share `grown` of what looks up; `rough` how
    much finer its blocks are broken.
    """

    dark: Plane
    pale: Plane
    block: float
    layered: float = 0.5
    moss: Plane | None = None
    grown: float = 0.0
    rough: float = 1.0


@dataclass(frozen=True, slots=True)
class Face:
    """A wall as seen: planes over `box`. `x` and `y` are metres to the right and up.

    `bulge` is how far it stands out, in metres; `right` and `up` where it looks; `open` how open it
    is to the sky.
    """

    box: Box
    x: Plane
    y: Plane
    bulge: Plane
    right: Plane
    up: Plane
    open: Plane


@lru_cache(maxsize=4)
def chipped(seed: int) -> Plane:
    """Return a tile of flat facets at odd angles, as rock breaks; 0 to 1."""
    rng = np.random.default_rng(seed)
    places, tilt = rng.random((CELLS, 2)) * SIDE, rng.normal(0, 1, (CELLS, 2))
    reach = rng.uniform(0, 1.2, CELLS)
    x, y = np.meshgrid(np.arange(SIDE, dtype=np.float32), np.arange(SIDE, dtype=np.float32))
    cell = SIDE / CELLS**0.5
    nearest = np.full((SIDE, SIDE), np.inf, np.float32)
    tile = np.zeros((SIDE, SIDE), np.float32)
    for (left, top), (east, south), out in zip(places, tilt, reach, strict=True):
        across = (x - np.float32(left) + SIDE / 2) % SIDE - SIDE / 2
        down = (y - np.float32(top) + SIDE / 2) % SIDE - SIDE / 2
        far = np.abs(across) + np.abs(down) * np.float32(0.8)
        plane = np.float32(out) + (across * east + down * south) / np.float32(cell)
        closer = far < nearest
        tile = np.where(closer, plane, tile).astype(np.float32)
        nearest = np.minimum(nearest, far)
    soft = blur(np.tile(tile, (3, 3)), 1.6)[SIDE : 2 * SIDE, SIDE : 2 * SIDE]
    return clip((soft - soft.mean()) / (soft.std() * 5) + np.float32(0.5))


def bulge(x: Plane, y: Plane, rock: Rock, drift: Plane) -> Plane:
    """Return how far a wall stands out at metres to the right and up, in metres."""
    size = np.float32(rock.block)
    large = tiled(noise.cloudy(181), x / (size * 11) + drift[1], y / (size * 26) + drift[0])
    bend = tiled(noise.cloudy(181), x / (size * 7), y / (size * 7)) - np.float32(0.5)
    u, v = x / (size * 8) + bend * np.float32(0.3) + drift[0], y / (size * 13) + drift[1]
    first = tiled(chipped(182), u, v) - np.float32(0.5)
    second = tiled(chipped(182), v * np.float32(3.7) + bend, u * np.float32(2.6))
    third = tiled(chipped(182), u * np.float32(8.1), v * np.float32(9.7) - bend)
    fine = tiled(noise.cloudy(62, gain=0.6), u * 7, v * 9) - np.float32(0.5)
    rough = np.float32(rock.rough)
    broken = first * np.float32(1.5) + rough * (second * 0.42 + third * 0.13 + fine * 0.16)
    rise = y / (size * np.float32(0.8)) + bend * 2 + second * np.float32(0.15)
    ledge = rise - np.floor(rise)
    layers = ramp(ledge, 0.0, 0.25) * (1 - ramp(ledge, 0.6, 1.0)) * np.float32(rock.layered * 0.22)
    pillars = (large - np.float32(0.5)) * np.float32(5.5)
    return np.asarray(size * (broken + layers + pillars), np.float32)


def faces(stage: Stage, box: Box, ahead: float, rock: Rock, drift: Plane) -> Iterator[Face]:
    """Give a wall `ahead` metres away, in bands from the top of `box` down."""
    edge = 4 + int(stage.view.unit * 0.03)
    for band in box.bands():
        wide = Box(band.left, band.top - edge, band.right, band.bottom + edge)
        yield _cropped(_face(stage, wide, ahead, rock, drift), band, edge)


def _face(stage: Stage, box: Box, ahead: float, rock: Rock, drift: Plane) -> Face:
    view = stage.view
    pixel = np.float32(ahead / view.focal)
    across, down = box.offsets(view.middle, view.y(0, ahead))
    x, y = np.broadcast_arrays(across * pixel, -down * pixel)
    out = bulge(x, y, rock, drift)
    right, low = slope(out)
    texture = np.float32(stage.look.texture)
    east, north = -right / pixel * texture, low / pixel * texture
    steep = 1 / np.sqrt(1 + east**2 + north**2)
    deep = out - blur(out, max(0.8, rock.block * 0.3 / float(pixel)))
    open_ = clip(np.float32(0.7) + deep / np.float32(rock.block * 0.45), 0.1, 1)
    return Face(box, x, y, out, east * steep, north * steep, open_)


def _cropped(face: Face, band: Box, edge: int) -> Face:
    rows = slice(edge, edge + band.bottom - band.top)
    planes = (face.x, face.y, face.bulge, face.right, face.up, face.open)
    return Face(band, *(np.ascontiguousarray(plane[rows]) for plane in planes))


def stone(face: Face, rock: Rock, white: float = 0.0) -> Plane:
    """Return the colours of a wall, with its moss, and snow on what looks up."""
    size = np.float32(rock.block)
    wide = tiled(noise.cloudy(61, gain=0.62), face.x / (size * 5), face.y / (size * 9))
    band = tiled(noise.cloudy(181), face.x / (size * 40), face.y / (size * 5))
    share = wide * np.float32(0.55) + band * np.float32(0.45)
    seen = blend(rock.dark, rock.pale, ramp(share, 0.3, 0.7))
    if rock.moss is not None:
        lies = face.up + (wide - np.float32(0.5)) * np.float32(1.6) + np.float32(rock.grown)
        seen = blend(seen, rock.moss, ramp(lies, 0.55, 0.95) * np.float32(0.9))
    if white:
        seen = blend(seen, colour(SNOW), ramp(face.up + wide * 0.3, 0.42, 0.66) * np.float32(white))
    return seen


def lit(face: Face, albedo: Plane, light: Light) -> Plane:
    """Return what a wall of colour `albedo` sends to the eye, without the air between."""
    right, up, ahead = light.sun.direction
    towards = np.sqrt(clip(1 - face.right**2 - face.up**2))
    facing = face.right * right + face.up * up - towards * ahead
    direct = np.maximum(facing, 0) * face.open
    sky = (np.float32(0.55) + np.float32(0.45) * face.up) * (np.float32(0.1) + face.open)
    return albedo * (tint(direct, light.sun.colour) + tint(sky, light.ambient))


def wet(seen: Plane, share: Plane, shine: Plane, face: Face) -> Plane:
    """Return a wall darkened by water where `share` is 1, with the light `shine` on its edges."""
    dark = times(seen, 1 - np.float32(0.55) * share)
    glint = ramp(face.up, 0.25, 0.8) * share * np.float32(0.25)
    return dark + tint(glint, shine)
