"""Trees, grown leaf by leaf once and kept: spruces, oaks, birches, palms, bushes and bare ones."""

from functools import lru_cache

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.brush.sprite import Sprite, cut
from reelwright.providers.offline.visual.nature.crowns import CROWNS, SIDE, leafy
from reelwright.providers.offline.visual.nature.timber import (
    TALL,
    WIDE,
    Limbs,
    leaves,
    spots,
    unit,
    wood,
)

VARIANTS = 4


@lru_cache(maxsize=64)
def grow(kind: str, variant: int, grain: float = 1.0) -> Sprite:
    """Return the `variant`th tree of a kind; `grain` makes its leaves larger and fewer."""
    rng = noise.generator(variant, f"tree {kind}")
    planes = np.zeros((TALL, WIDE, 6), np.float32)
    if kind in CROWNS:
        leafy(planes, CROWNS[kind], grain, rng)
    else:
        {"spruce": _spruce, "palm": _palm, "bare": _bare}[kind](planes, grain, rng)
    return cut(planes)


def _spruce(planes: Plane, grain: float, rng: np.random.Generator) -> None:
    lean = rng.normal(0, 0.005)
    wood(
        planes,
        Limbs(spots((0, 0)), spots((lean, 0.5)), spots((0, 0.98)), (0.014, 0.002)),
        rng,
    )
    boughs, steps, twigs = int(300 / grain), 46, int(13 / grain) + 1
    wide, droop, bare = rng.uniform(0.19, 0.27), rng.uniform(0.25, 0.55), rng.uniform(0.03, 0.12)
    down = np.sort(rng.random(boughs) ** 0.72)
    down = 0.45 * down + 0.55 * np.round(down * 26) / 26
    reach = (
        wide
        * down**0.85
        * rng.uniform(0.62, 1.12, boughs)
        * (1 - 4 * np.clip(down - 0.88, 0, 0.12))
        + 0.008
    )
    turn = rng.random(boughs) * 2 * np.pi
    u = np.linspace(0.02, 1, steps)[None, :, None]
    length, bend = reach[:, None, None], (droop * rng.uniform(0.6, 1.4, boughs))[:, None, None]
    shape = (boughs, steps, twigs)
    side, hang = rng.uniform(-1, 1, shape), rng.random(shape)
    aside = side * (length * 0.2 * (1 - 0.75 * u) + 0.005)
    fall = hang * (0.006 + length * 0.1 * (1 - 0.6 * u))
    right, near = np.cos(turn)[:, None, None], np.sin(turn)[:, None, None]
    up = (bare + (1 - bare) * 0.992 * (1 - down))[:, None, None] - length * bend * u * (
        1.25 - 0.8 * u**2
    )
    z = near * length * u + right * aside
    x = right * length * u - near * aside + rng.normal(0, 0.0016, shape)
    points = np.stack([x, up - fall - np.abs(aside) * 0.22, z], axis=-1)
    facing = np.stack([right * 0.8 - 0.25 * side * near, 0.95 - 0.75 * hang], axis=-1)
    open_ = (0.28 + 0.72 * u) * (1 - 0.55 * hang) * rng.uniform(0.78, 1.22, shape)
    open_ *= 0.8 + 0.2 * np.clip(z / (wide * 0.5), -1, 1)
    leaves(planes, points.astype(np.float32), facing, open_, grain)


def _palm(planes: Plane, grain: float, rng: np.random.Generator) -> None:
    lean = rng.uniform(-0.16, 0.16)
    top = spots((lean, rng.uniform(0.72, 0.8)))
    wood(planes, Limbs(spots((0, 0)), spots((-lean * 0.25, 0.4)), top, (0.019, 0.012)), rng, 0.85)
    fronds, leaflets, steps = int(24 / grain**0.3), 110, 16
    turn = np.linspace(0, 2 * np.pi, fronds, endpoint=False) + rng.normal(0, 0.12, fronds)
    rise, reach = rng.uniform(-0.15, 0.95, fronds), rng.uniform(0.26, 0.36, fronds)
    u = np.linspace(0.04, 1, leaflets)[None, :, None, None]
    v = np.linspace(0, 1, steps)[None, None, None, :]
    side = np.array([-1.0, 1.0])[None, None, :, None]
    right, near = np.cos(turn)[:, None, None, None], np.sin(turn)[:, None, None, None]
    length, lift = reach[:, None, None, None], rise[:, None, None, None]
    blade = (
        0.085
        * np.sin(np.pi * np.clip(u * 0.9 + 0.1, 0, 1)) ** 0.6
        * (0.85 + 0.3 * rng.random((fronds, leaflets, 2, 1)))
    )
    out = length * u * (1 - 0.18 * u * lift) + blade * v * 0.55
    aside = side * blade * v * 0.75
    up = top[0, 1] + length * (lift * u - 0.95 * u**2) - blade * v**1.5 * 0.75
    points = np.stack(
        [top[0, 0] + right * out - near * aside, up + 0 * aside, near * out + right * aside],
        axis=-1,
    )
    facing = np.stack(
        [right * 0.5 + side * 0.25 + 0 * points[..., 0], 0.75 - 0.5 * v + 0 * points[..., 0]],
        axis=-1,
    )
    open_ = (
        (0.6 + 0.4 * u)
        * (0.72 + 0.28 * points[..., 2] / 0.3)
        * rng.uniform(0.8, 1.15, points.shape[:3])[..., None]
    )
    leaves(planes, points.astype(np.float32), facing, open_, 1.0 + 0.6 * grain)


def _bare(planes: Plane, grain: float, rng: np.random.Generator) -> None:
    starts, ways = spots((0, 0)), spots((rng.normal(0, 0.03), 1))
    length, thick = 0.235, 0.022
    limbs = []
    for _ in range(9):
        reach = length * rng.uniform(0.75, 1.15, (len(starts), 1)).astype(np.float32)
        stops = starts + ways * reach
        sag = rng.normal(0, length * 0.06, starts.shape).astype(np.float32)
        limbs.append(Limbs(starts, (starts + stops) / 2 + sag, stops, (thick, thick * 0.68)))
        ways, starts = _forked(ways, rng), np.tile(stops, (2, 1))
        length, thick = length * 0.765, max(thick * 0.66, 0.0009 * grain)
    for limb in _fitted(limbs):
        wood(planes, limb, rng, 0.8)


def _forked(ways: Plane, rng: np.random.Generator) -> Plane:
    """Return directions as each forks in two, one to the left and one to the right."""
    angles = np.concatenate([rng.normal(side, 0.2, len(ways)) for side in (0.40, -0.40)])
    ways, cosine, sine = np.tile(ways, (2, 1)), np.cos(angles), np.sin(angles)
    right = ways[:, 0] * cosine - ways[:, 1] * sine
    up = ways[:, 0] * sine + ways[:, 1] * cosine
    return unit(np.stack([right, up + 0.10], axis=-1).astype(np.float32))


def _fitted(limbs: list[Limbs]) -> list[Limbs]:
    """Return limbs drawn in, so that none leaves the drawing at its sides."""
    reach = max(float(np.abs(limb.stops[:, 0]).max()) for limb in limbs)
    size = spots((min(1.0, SIDE / reach), 1))
    return [
        Limbs(limb.starts * size, limb.bends * size, limb.stops * size, limb.thick)
        for limb in limbs
    ]
