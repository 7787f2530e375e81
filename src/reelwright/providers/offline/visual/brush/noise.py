"""Seeded randomness: named generators, and tiles of noise that repeat without a seam.

Tiles are made in the frequency domain, so they have no grid; those that all pictures share are
made once and kept.
"""

from functools import lru_cache

import numpy as np

from reelwright.model.ids import seed_of
from reelwright.providers.offline.visual.brush.plane import Plane, blur, clip


def generator(seed: int, name: str) -> np.random.Generator:
    """Return the generator of everything called `name` under `seed`."""
    return np.random.default_rng(seed_of(seed, name))


def octave(size: int, cycles: float, rng: np.random.Generator) -> Plane:
    """Return a tile of waves of about `cycles` a tile in all directions; deviation 1, mean 0."""
    down = np.fft.fftfreq(size, 1 / size).astype(np.float32)[:, None]
    across = np.arange(size // 2 + 1, dtype=np.float32)[None, :]
    k = np.hypot(down, across)
    k[0, 0] = 1
    band = np.exp(-((np.log(k / cycles) / 0.42) ** 2))
    band[0, 0] = 0
    phases = rng.standard_normal((2, *band.shape), dtype=np.float32)
    tile = np.fft.irfft2((phases[0] + 1j * phases[1]) * band, (size, size)).astype(np.float32)
    return np.asarray(tile / tile.std(), np.float32)


def octaves(size: int, first: float, count: int, seed: int) -> list[Plane]:
    """Return `count` octaves, the frequency doubling each time, up to what `size` can show."""
    rng = np.random.default_rng(seed)
    cycles = [first * 2**i for i in range(count)]
    return [octave(size, k, rng) for k in cycles if k < size / 3]


@lru_cache(maxsize=16)
def cloudy(seed: int, size: int = 512, gain: float = 0.55, first: float = 3) -> Plane:
    """Return a tile of fractal noise, 0 to 1 with a mean of a half."""
    total = np.zeros((size, size), np.float32)
    for i, wave in enumerate(octaves(size, first, 9, seed)):
        total += wave * np.float32(gain**i)
    total /= total.std() * 5
    return clip(total + np.float32(0.5))


@lru_cache(maxsize=8)
def billowy(seed: int, size: int = 512, gain: float = 0.5, first: float = 4) -> Plane:
    """Return a tile of rounded lumps with creases between them, like a cauliflower; 0 to 1."""
    total = np.zeros((size, size), np.float32)
    for i, wave in enumerate(octaves(size, first, 7, seed)):
        total += np.abs(wave) * np.float32(gain**i)
    total -= total.min()
    return clip(np.asarray(total / np.quantile(total, 0.995), np.float32))


@lru_cache(maxsize=8)
def puffy(seed: int, size: int = 512, domes: int = 70) -> Plane:
    """Return a tile of domes of many sizes, crowded, each with smaller ones on it; 0 to 1."""
    total = np.zeros((size, size), np.float32)
    for level, share in enumerate((1.0, 0.42, 0.17)):
        total += np.float32(share) * _domes(
            size, domes * 5**level, np.random.default_rng([seed, level])
        )
    return np.asarray(total / total.max(), np.float32)


@lru_cache(maxsize=4)
def downy(seed: int, soft: float, size: int = 512) -> Plane:
    """Return a tile of domes whose creases have run full, by so many pixels; 0 to 1."""
    edge = 64
    wide = blur(np.pad(puffy(seed, size), edge, mode="wrap"), soft)
    tile = wide[edge:-edge, edge:-edge]
    return np.asarray((tile - tile.min()) / np.ptp(tile), np.float32)


def _domes(size: int, count: int, rng: np.random.Generator) -> Plane:
    """Return the upper surface of `count` half spheres, as high as they are wide at the widest."""
    widest = size * 0.9 / np.sqrt(count)
    surface = np.zeros((size, size), np.float32)
    places, radii = rng.random((count, 2)) * size, rng.uniform(0.45, 1.0, count) * widest
    for (x, y), radius in zip(places, radii, strict=True):
        columns = np.arange(int(x - radius), int(x + radius) + 1)
        rows = np.arange(int(y - radius), int(y + radius) + 1)
        square = radius**2 - (columns[None, :] - x) ** 2 - (rows[:, None] - y) ** 2
        place = np.ix_(rows % size, columns % size)
        surface[place] = np.maximum(surface[place], np.sqrt(np.maximum(square, 0)) / widest)
    return surface


def line(count: int, cycles: float, gain: float, rng: np.random.Generator) -> Plane:
    """Return a rough line of `count` values, about -1 to 1, `cycles` swings long at its widest."""
    x = np.linspace(0, 1, count, dtype=np.float32)
    total = np.zeros(count, np.float32)
    weight, strength = 0.0, 1.0
    while cycles < count / 2 and strength > 0.004:
        knots = rng.uniform(-1, 1, int(cycles) + 5)
        place = x * np.float32(cycles) + np.float32(rng.uniform(1, 2))
        total += np.float32(strength) * _through(knots, place)
        weight, strength, cycles = weight + strength, strength * gain, cycles * 2
    return total / np.float32(max(weight, 1e-6))


def _through(knots: np.ndarray, place: Plane) -> Plane:
    left = np.floor(place).astype(int) % (len(knots) - 1)
    t = place - np.floor(place)
    t = t * t * (3 - 2 * t)
    return np.asarray(knots[left] * (1 - t) + knots[left + 1] * t, np.float32)
