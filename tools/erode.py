"""Wear down the mountains that the offline painter paints, as rivers and landslides do.

    python tools/erode.py

Writes `data/ranges.png`, a tile of 768 by 768 heights in 16 bits that repeats without a seam. Land
rises, rivers cut it by the stream power law (dh/dt = -K A^m S, A the area drained, S the slope),
solved implicitly from each mouth upstream (Braun and Willett, Geomorphology 180, 2013), and what
stands steeper than it can rest slides. Half a minute.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.visual.brush import noise

PATH = Path(__file__).parents[1] / "src/reelwright/providers/offline/visual/data/ranges.png"
SEED = 11
LONG = 16_000.0
"""Metres to a side."""
ROUNDS = ((192, 220), (384, 110), (768, 90))
"""Cells to a side, coarse to fine, and for how many steps of YEARS each is worn."""
YEARS, CUT, TALUS = 2_500.0, 8.96e-6, 1.05
AROUND = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]

Field = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ground:
    """What heights grow on: how fast it rises, in metres a year, and where the sea is."""

    rise: Field
    sea: NDArray[np.bool_]


def ground(size: int) -> Ground:
    """Return the ground of a tile of some cells to a side."""
    bands = noise.octaves(1024, 1.6, 4, SEED)
    swell = sum(band * 0.5**order for order, band in enumerate(bands))
    swell /= swell.std()
    other = np.roll(swell, (311, 577), (0, 1))
    here, there = (
        cv2.resize(plane, (size, size), interpolation=cv2.INTER_AREA) for plane in (swell, other)
    )
    rise = np.clip(0.35 + 0.5 * (here + 1) * 0.5 + 0.35 * there, 0.08, 2) * 2e-3
    return Ground(rise, here < -0.95)


def drains(heights: Field, sea: NDArray[np.bool_], cell: float) -> tuple[NDArray[np.int64], Field]:
    """Return to which cell each drains (itself at a mouth or in a hollow), and how far that is."""
    size = len(heights)
    flat = np.arange(size * size).reshape(size, size)
    steepest, to, far = np.zeros_like(heights), flat.copy(), np.ones_like(heights)
    for down, right in AROUND:
        away = np.hypot(down, right) * cell
        slope = (heights - np.roll(heights, (-down, -right), (0, 1))) / away
        steeper = slope > steepest
        steepest = np.where(steeper, slope, steepest)
        to = np.where(steeper, np.roll(flat, (-down, -right), (0, 1)), to)
        far = np.where(steeper, away, far)
    return np.where(sea, flat, to).ravel(), far.ravel()


def drained(to: NDArray[np.int64], mouth: NDArray[np.bool_], cell: float) -> Field:
    """Return the area in square metres that drains through each cell: twice as far each time."""
    count = len(to)
    onward = np.append(np.where(mouth, count, to), count)
    area = np.append(np.full(count, cell * cell), 0.0)
    while (onward < count).any():
        more = np.bincount(onward, area, count + 1)
        more[count] = 0
        area, onward = area + more, onward[onward]
    return np.asarray(area[:count])


def cut(heights: Field, land: Ground, cell: float) -> Field:
    """Return heights after YEARS of rising and of rivers."""
    to, far = drains(heights, land.sea, cell)
    mouth = to == np.arange(len(to))
    power = CUT * YEARS * drained(to, mouth, cell) ** 0.5 / far
    power[mouth] = 0
    risen = heights.ravel() + YEARS * (land.rise * ~land.sea).ravel()
    own, share = risen / (1 + power), power / (1 + power)
    while share.max() > 1e-9:  # height = own + share * height downstream
        own, share, to = own + share * own[to], share * share[to], to[to]
    return own.reshape(heights.shape)


def slide(heights: Field, cell: float) -> Field:
    """Return heights after what is too steep has slid down."""
    for _ in range(2):
        for down, right in AROUND:
            rest = TALUS * np.hypot(down, right) * cell
            below = np.roll(heights, (-down, -right), (0, 1))
            loose = np.maximum(0, heights - below - rest) * 0.12
            heights = heights - loose + np.roll(loose, (down, right), (0, 1))
    return heights


def worn() -> Field:
    """Return the heights in metres."""
    rng = np.random.default_rng(SEED)
    heights = np.zeros((ROUNDS[0][0],) * 2)
    for size, steps in ROUNDS:
        land = ground(size)
        finer = cv2.resize(heights, (size, size), interpolation=cv2.INTER_CUBIC)
        heights = np.where(land.sea, 0, finer + rng.random((size, size)) * 2)
        for _ in range(steps):
            heights = np.where(land.sea, 0, slide(cut(heights, land, LONG / size), LONG / size))
        print(f"{size}: {heights.max():,.0f} metres", flush=True)
    return heights


def main() -> None:
    """Write the tile."""
    heights = worn()
    cv2.imwrite(str(PATH), np.round(heights / heights.max() * 65535).astype(np.uint16))


if __name__ == "__main__":
    main()
