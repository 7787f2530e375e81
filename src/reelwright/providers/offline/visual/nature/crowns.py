"""Leafy crowns: clumps of tufts of leaves about a dark heart, on forking limbs."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane, clip
from reelwright.providers.offline.visual.nature.timber import Limbs, leaves, spots, unit, wood

TOP, SIDE = 0.985, 0.375
"""How high a crown may reach, and how far aside, in heights of the tree: the end of its drawing."""


@dataclass(frozen=True, slots=True)
class Crown:
    """The shape of a leafy crown, in heights of the tree: half width and height, and its middle.

    `clumps` of leaves, of which a share of `gaps` is missing; `trunk` is half its thickness, and
    it forks at `fork`.
    """

    wide: float
    tall: float
    middle: float
    clumps: int
    trunk: float
    fork: float = 0.0
    gaps: float = 0.0


CROWNS = {
    "oak": Crown(0.46, 0.37, 0.57, 48, 0.030, 0.20),
    "elm": Crown(0.22, 0.41, 0.56, 42, 0.024, 0.22),
    "birch": Crown(0.18, 0.41, 0.57, 38, 0.012, 0.26, 0.4),
    "bush": Crown(0.42, 0.36, 0.33, 44, 0.010, 0.04),
    "bough": Crown(0.42, 0.30, 0.5, 30, 0.0),
    "cypress": Crown(0.09, 0.46, 0.52, 44, 0.014, 0.06),
}


@dataclass(frozen=True, slots=True)
class _Clumps:
    """Clumps of leaves: their middles (right, up, towards the eye) and radii."""

    middles: Plane
    radii: Plane


def leafy(planes: Plane, crown: Crown, grain: float, rng: np.random.Generator) -> None:
    """Draw a leafy tree; `grain` makes its leaves larger and fewer."""
    clumps = _fitted(_clumps(crown, rng), crown)
    if crown.trunk:
        _limbs(planes, crown, clumps, rng)
    _heart(planes, clumps, grain, rng, crown)
    _foliage(planes, clumps, grain, rng, crown)


def _clumps(crown: Crown, rng: np.random.Generator) -> _Clumps:
    """Return clumps spread over the crown: two thirds at its edge, the others within."""
    turn = np.arange(crown.clumps) * np.float32(2.39996) + rng.uniform(0, 6.28)
    up = 1 - 2 * (np.arange(crown.clumps) + 0.5) / crown.clumps
    flat = np.sqrt(1 - up**2)
    out = np.stack([flat * np.cos(turn), up, flat * np.sin(turn)], axis=-1)
    out = unit(out + rng.normal(0, 0.22, out.shape))
    out[:, 1] = np.where(out[:, 1] < -0.5, out[:, 1] * 0.75, out[:, 1])
    reach = np.where(
        np.arange(crown.clumps) % 3 > 0,
        rng.uniform(0.62, 0.86, crown.clumps),
        rng.uniform(0.15, 0.5, crown.clumps),
    )
    size = np.array([crown.wide, crown.tall, crown.wide])
    radius = 0.31 * (crown.wide * crown.tall) ** 0.5 * (34 / crown.clumps) ** 0.33
    radii = radius * np.clip(rng.normal(1, 0.28, crown.clumps), 0.6, 1.6)
    middles = out * reach[:, None] * size + np.array([0, crown.middle, 0])
    return _Clumps(middles, radii * (1 - 0.2 * crown.gaps))


def _fitted(clumps: _Clumps, crown: Crown) -> _Clumps:
    """Return clumps moved in as far as the drawing has room for them."""
    middles, reach = clumps.middles.copy(), clumps.radii * 1.38
    high = np.maximum(middles[:, 1] + reach * 0.8 - crown.middle, 0).max()
    aside = (np.abs(middles[:, 0]) + reach).max()
    middles[:, 0] *= min(1.0, (SIDE - reach.max()) / (aside - reach.max()))
    squeeze = min(1.0, (TOP - crown.middle) / high)
    middles[:, 1] = crown.middle + (middles[:, 1] - crown.middle) * squeeze
    return _Clumps(middles, clumps.radii)


def _heart(
    planes: Plane, clumps: _Clumps, grain: float, rng: np.random.Generator, crown: Crown
) -> None:
    """Draw the dark of each clump, which shows between its leaves."""
    count = int(90 * (1 - crown.gaps) / grain)
    way = unit(rng.normal(0, 1, (len(clumps.radii), count, 3)))
    reach = clumps.radii[:, None, None] * rng.uniform(0, 1, (*way.shape[:2], 1)) ** 0.4
    points = clumps.middles[:, None] + way * reach * [0.95, 0.68, 0.95]
    shade = 0.16 + 0.14 * rng.random(way.shape[:2])
    leaves(planes, points, way * 0.6, shade, 4.2 * grain**0.5)


def _foliage(
    planes: Plane, clumps: _Clumps, grain: float, rng: np.random.Generator, crown: Crown
) -> None:
    """Draw the leaves: in tufts on the outside of the clumps, the lower ones in their shade."""
    middle = np.array([0, crown.middle - 0.06, 0])
    size = np.array([crown.wide, crown.tall, crown.wide])
    shape = (len(clumps.radii), int(34 / grain**0.8), int(46 / grain))
    out = unit(rng.normal(0, 1, (*shape[:2], 3)))
    out[..., 1] = np.where(out[..., 1] < -0.3, -out[..., 1], out[..., 1])
    reach = clumps.radii[:, None, None] * rng.uniform(0.72, 1.05, (*shape[:2], 1))
    tufts = clumps.middles[:, None] + out * reach * [1.1, 0.78, 1.1]
    spread = clumps.radii[:, None] * rng.uniform(0.2, 0.36, shape[:2])
    leaf = unit(rng.normal(0, 1, (*shape, 3)))
    far = rng.uniform(0.3, 1.0, (*shape, 1))
    points = tufts[:, :, None] + leaf * spread[..., None, None] * far * [1.2, 0.7, 1.2]
    within = (points - middle) / size
    facing = unit(0.5 * leaf + 0.75 * out[:, :, None] + 0.55 * unit(within))
    kept = rng.random(shape) > crown.gaps * 0.45
    shade = _shade(within, out, leaf, rng)
    leaves(planes, points[kept], facing[kept], shade[kept], 2.3 * grain)


def _shade(within: Plane, out: Plane, leaf: Plane, rng: np.random.Generator) -> Plane:
    """Return how open leaves are to the sky: less deep in the crown and under a clump or tuft."""
    deep = 0.40 + 0.60 * clip((np.linalg.norm(within, axis=-1) - 0.35) / 0.65)
    under = 0.40 + 0.60 * clip(0.45 + 0.75 * out[..., 1])[..., None]
    below = 0.55 + 0.45 * clip(0.5 + 0.7 * leaf[..., 1])
    each = rng.uniform(0.85, 1.15, (*out.shape[:2], 1)) * rng.uniform(0.85, 1.15, leaf.shape[:3])
    return clip(deep * under * below * each)


def _limbs(planes: Plane, crown: Crown, clumps: _Clumps, rng: np.random.Generator) -> None:
    """Draw the trunk with its foot, and a limb to each of some clumps."""
    thick, fork = crown.trunk, spots((rng.normal(0, 0.1) * crown.fork, crown.fork))
    foot = spots((rng.normal(0, 0.004), crown.fork * 0.3))
    wood(planes, Limbs(spots((0, 0)), foot * 0.3, foot, (thick * 1.5, thick)), rng)
    bend = (foot + fork) / 2 + spots((rng.normal(0, 0.06) * crown.fork, 0))
    wood(planes, Limbs(foot, bend, fork, (thick, thick * 0.72)), rng)
    _leader(planes, crown, fork, rng)
    tips = clumps.middles[rng.permutation(len(clumps.radii))[:18], :2].astype(np.float32)
    starts = np.repeat(fork, len(tips), axis=0) + spots((0, 1)) * (
        rng.uniform(0, crown.middle - crown.fork, (len(tips), 1)).astype(np.float32)
    )
    starts[:, 1] = np.minimum(starts[:, 1], tips[:, 1] - 0.02)
    bends = starts * 0.4 + tips * 0.6 - spots((0, 0.05))
    wood(planes, Limbs(starts, bends, tips, (thick * 0.42, 0.003)), rng, 0.6)


def _leader(planes: Plane, crown: Crown, fork: Plane, rng: np.random.Generator) -> None:
    """Draw the trunk on, from the fork up into the crown."""
    top = spots((rng.normal(0, 0.03), crown.middle + crown.tall * 0.5))
    wood(planes, Limbs(fork, (fork + top) / 2, top, (crown.trunk * 0.7, 0.003)), rng, 0.6)
