"""Shelves of books, thousands of them: every spine its own width, height, leather and gilding."""

import numpy as np

from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp, times
from reelwright.providers.offline.visual.built.massing import spread
from reelwright.providers.offline.visual.built.skins import Skin, scatter

LEATHERS = (
    ("#6e2a22", "#4a2a20", "#7c5a34", "#2e4636", "#2c3e54", "#8a7450", "#3a2a2a", "#94633a"),
    ("#5a2430", "#2a3c4c", "#7a6a4c", "#3c4a2e", "#503824", "#a08c64", "#283034", "#6c4632"),
)
GILT = "#d8b060"


def books(leathers: tuple[str, ...], shelf: float, seed: int = 0) -> Skin:
    """Return shelves `shelf` metres apart, full of books; the second direction is up."""
    tones = np.stack([colour(text) for text in leathers])
    mean = tones.mean(axis=0) * np.float32(0.72)

    def skin(first: Plane, second: Plane) -> Plane:
        level = np.floor(second / np.float32(shelf))
        up = second / np.float32(shelf) - level
        book, part, wide = _spines(first, level + seed * 17)
        chance, other = scatter(book, level + seed), scatter(book * 3 + 7, level + seed)
        run = scatter(np.floor(book / 9), level * 3 + seed)  # sets of volumes bound alike
        pick = np.where(run < 0.45, run * 2.2, chance)
        tall = np.float32(0.66) + np.float32(0.22) * np.where(run < 0.45, run * 2, other)
        there = (up < tall) & (chance < 0.965)
        tone = np.ascontiguousarray(tones[(pick * len(tones)).astype(int) % len(tones)])
        round_ = np.float32(1.06) - np.float32(1.5) * (part - np.float32(0.5)) ** 2
        tone = times(tone, round_ * (np.float32(0.75) + np.float32(0.5) * other))
        tone = blend(tone, colour(GILT) * np.float32(0.8), _gilding(up, part, tall, other))
        tone = blend(tone, colour("#120c08"), np.asarray(~there, np.float32))
        shade = (np.float32(0.5) + np.float32(0.5) * ramp(1 - up, 0.02, 0.4)) * np.float32(1.05)
        far = ramp(spread(first) / wide, 0.35, 1.1)
        return times(blend(tone, mean, far * np.float32(0.75)), shade)

    return skin


def _spines(first: Plane, level: Plane) -> tuple[Plane, Plane, np.float32]:
    """Return the number of each place's book, how far across its spine it is, and how wide."""
    wide = np.float32(0.046)
    place = first / wide + scatter(level, level * 0 + 3) * 31
    place = place + np.float32(0.42) * np.sin(place * np.float32(1.7) + level)
    book = np.floor(place)
    return book, place - book, wide


def _gilding(up: Plane, part: Plane, tall: Plane, chance: Plane) -> Plane:
    """Return the gilt bands and the title on a spine."""
    share = up / tall
    bands = np.abs(np.mod(share * 5 + chance, 1) - np.float32(0.5))
    line = clip((np.float32(0.06) - bands) * 22) * (chance > 0.35)
    title = clip((np.float32(0.06) - np.abs(share - np.float32(0.7))) * 30)
    title = title * (np.abs(part - np.float32(0.5)) < 0.3) * (chance > 0.55)
    return np.asarray(np.maximum(line * 0.55, title * 0.85), np.float32)
