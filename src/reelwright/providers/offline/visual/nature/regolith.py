"""The ground of other worlds: dust, craters of all sizes and pillars of rock, as heights.

Craters and pillars are laid out once on tiles that repeat without a seam, and read at any size.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.plane import Plane, clip, tiled

SIDE = 1024
Profile = Callable[[Plane], Plane]
"""Heights, in radii, by how many radii away the middle is."""


def craters(place: tuple[Plane, Plane], size: float, drift: Plane) -> Plane:
    """Return heights of ground with craters, where the noise repeats every `size` metres.

    The widest crater is an eighth of that across; the heights are in metres.
    """
    return _read(_craters(), place, size, drift) * np.float32(size)


def pillars(place: tuple[Plane, Plane], size: float, drift: Plane) -> Plane:
    """Return 0 where the ground is bare, up to 1 on pillars and tables of rock.

    They stand in groups; the widest is a sixteenth of `size` metres across.
    """
    bend = tiled(noise.cloudy(221, gain=0.5), *_turned(place, size * 0.16, drift))
    shift = (bend - np.float32(0.5)) * np.float32(size * 0.045)
    return _read(_pillars(), (place[0] + shift, place[1] - shift), size, drift)


def waves(place: tuple[Plane, Plane], long: float, turn: float, drift: Plane) -> Plane:
    """Return ridges of dust `long` metres apart, 0 to 1, sharp above and wide below."""
    across, ahead = place
    cosine, sine = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    bend = tiled(noise.cloudy(222, gain=0.35), *_turned(place, long * 11, drift))
    phase = (across * sine + ahead * cosine) / np.float32(long) + bend * np.float32(5)
    part = np.abs(phase - np.round(phase)) * 2
    return np.asarray((1 - part) ** np.float32(1.7), np.float32)


def _turned(place: tuple[Plane, Plane], size: float, drift: Plane) -> tuple[Plane, Plane]:
    return place[0] / np.float32(size) + drift[0], place[1] / np.float32(size) + drift[1]


def _read(tile: Plane, place: tuple[Plane, Plane], size: float, drift: Plane) -> Plane:
    return tiled(tile, *_turned(place, size, drift))


@lru_cache(maxsize=1)
def _craters() -> Plane:
    """Return a tile of craters, the later ones over the earlier; in shares of its side."""
    field, rng = np.zeros((SIDE, SIDE), np.float32), np.random.default_rng(223)
    for radius in np.sort(np.minimum(5.0 * (1 + rng.pareto(1.7, 420)), SIDE / 16))[::-1].tolist():
        rows, columns, far = _around(rng, radius, 2.2)
        bowl = np.where(far < 1, far**2 - 1, 0) * np.float32(0.42)
        rim = np.exp(-(((far - 1) / np.float32(0.24)) ** 2)) * np.float32(0.13)
        window, kept = np.ix_(rows, columns), clip((far - np.float32(0.7)) / np.float32(0.4))
        levelled = field[window] * (np.float32(0.3) + np.float32(0.7) * kept)
        field[window] = levelled + (bowl + rim) * np.float32(radius / SIDE)
    return field


@lru_cache(maxsize=1)
def _pillars() -> Plane:
    """Return a tile of pillars in groups."""
    field, rng = np.zeros((SIDE, SIDE), np.float32), np.random.default_rng(224)
    for _ in range(16):
        group, tall = rng.integers(SIDE, size=2), rng.uniform(0.45, 1.0)
        for _ in range(int(rng.integers(2, 9))):
            radius = float(rng.uniform(5, SIDE / 32))
            place = group + rng.normal(0, 40, 2).astype(int)
            rows, columns, far = _around(rng, radius, 1.5, place)
            steps = clip((1 - far) * 5) * np.float32(0.72) + clip((1.42 - far) * 4) * 0.18
            steps = steps + clip((0.6 - far) * 6) * np.float32(0.1)
            window = np.ix_(rows, columns)
            high = np.float32(tall * rng.uniform(0.55, 1.0))
            field[window] = np.maximum(field[window], steps * high)
    return field


def _around(
    rng: np.random.Generator, radius: float, reach: float, place: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, Plane]:
    """Return the rows and columns around a place on the tile, and how many radii away each is."""
    middle = rng.integers(SIDE, size=2) if place is None else place
    steps = np.arange(-int(radius * reach), int(radius * reach) + 1)
    far = np.hypot(steps[:, None], steps[None, :]).astype(np.float32) / np.float32(radius)
    return (middle[0] + steps) % SIDE, (middle[1] + steps) % SIDE, far
