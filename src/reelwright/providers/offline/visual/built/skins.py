"""What rooms and furniture are covered with: planks, plaster, paper, books, rugs and cloth."""

from collections.abc import Callable

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp, tiled, times

Skin = Callable[[Plane, Plane], Plane]
"""The colours of a face at places on it, in metres along its two directions."""


def turned(skin: Skin) -> Skin:
    """Return a skin with its two directions exchanged."""
    return lambda first, second: skin(second, first)


def moved(skin: Skin, by: tuple[float, float]) -> Skin:
    """Return a skin whose origin is at a place."""
    return lambda first, second: skin(first - np.float32(by[0]), second - np.float32(by[1]))


def plain(text: str) -> Skin:
    """Return an even colour."""
    tone = colour(text)
    return lambda first, second: (
        np.ones((*np.broadcast_shapes(first.shape, second.shape), 3), np.float32) * tone
    )


def wood(text: str, *, long: int = 1, plank: float = 0.0) -> Skin:
    """Return wood whose grain runs along the first direction (`long` 0) or the second (1).

    With `plank`, it lies in planks so many metres wide.
    """
    tone = colour(text)

    def skin(first: Plane, second: Plane) -> Plane:
        across, along = (second, first) if long == 0 else (first, second)
        board = np.floor(across / np.float32(plank)) if plank else across * 0
        shift = _hash(board)
        grain = tiled(
            noise.cloudy(201, gain=0.65),
            across * np.float32(0.9) + shift,
            along * np.float32(0.07) + shift * np.float32(3.7),
        )
        share = (
            np.float32(0.62)
            + np.float32(0.55) * grain
            + np.float32(0.22) * (shift - np.float32(0.5))
        )
        if plank:
            gap = np.abs(
                across / np.float32(plank) - np.round(across / np.float32(plank))
            ) * np.float32(plank)
            end = along / np.float32(1.9) + shift * np.float32(7)
            joint = np.minimum(gap, np.abs(end - np.round(end)) * np.float32(1.9))
            share = share * (1 - np.float32(0.55) * np.clip(1.5 - joint / np.float32(0.004), 0, 1))
        return times(np.ones((*share.shape, 3), np.float32) * tone, share)

    return skin


def plaster(text: str, low: str | None = None, rail: float = 0.95) -> Skin:
    """Return a painted wall, its second direction up, with panels of `low` below `rail` metres."""
    tone = colour(text)

    def skin(first: Plane, second: Plane) -> Plane:
        patch = tiled(noise.cloudy(202, gain=0.6), first / np.float32(5), second / np.float32(5))
        wall = times(
            np.ones((*patch.shape, 3), np.float32) * tone,
            np.float32(0.93) + np.float32(0.14) * patch,
        )
        if low is None:
            return wall
        panel = np.abs(first / np.float32(0.62) - np.round(first / np.float32(0.62))) * np.float32(
            0.62
        )
        edge = np.minimum(panel, np.abs(second - np.float32(rail - 0.12)))
        edge = np.minimum(edge, np.abs(second - np.float32(0.2)))
        carved = np.float32(1) - np.float32(0.28) * np.clip(1.4 - edge / np.float32(0.012), 0, 1)
        board = times(np.ones((*patch.shape, 3), np.float32) * colour(low), carved)
        cap = np.clip(1.4 - np.abs(second - np.float32(rail)) / np.float32(0.03), 0, 1)
        return blend(
            blend(wall, board, np.asarray(second < rail, np.float32)), board * np.float32(1.25), cap
        )

    return skin


def paper(text: str, stripe: str) -> Skin:
    """Return striped wallpaper with a faint ornament."""
    first_tone, second_tone = colour(text), colour(stripe)

    def skin(first: Plane, second: Plane) -> Plane:
        part = first / np.float32(0.22) - np.floor(first / np.float32(0.22))
        band = ramp(np.abs(part - np.float32(0.5)), 0.16, 0.2)
        dot = np.cos(first * np.float32(2 * np.pi / 0.22)) * np.cos(
            second * np.float32(2 * np.pi / 0.26)
        )
        return blend(
            first_tone,
            second_tone,
            np.asarray(band * 0.4 + ramp(dot, 0.72, 0.9) * 0.25, np.float32),
        )

    return skin


SPINES = (
    "#7a2e2a",
    "#2f4a5e",
    "#3f5a3a",
    "#8a6a34",
    "#5a3a5e",
    "#9a8a6a",
    "#33302e",
    "#a0522d",
    "#c0b090",
)


def books(shelf: float = 0.36) -> Skin:
    """Return shelves full of books; the second direction is up."""
    spines = np.stack([colour(text) for text in SPINES])

    def skin(first: Plane, second: Plane) -> Plane:
        level = np.floor(second / np.float32(shelf))
        up = second / np.float32(shelf) - level
        wide = np.float32(0.042)
        place = first / wide + _hash(level) * 31
        place = place + np.float32(0.45) * np.sin(place * np.float32(1.7) + level)
        book = np.floor(place)
        part = place - book
        chance, other = _hash(book + level * 57), _hash(book * 3 + level * 91 + 7)
        tall = np.float32(0.6) + np.float32(0.28) * other
        there = (up < tall) & (up > 0.07) & (chance > 0.05)
        tone = np.ascontiguousarray(
            spines[(chance * len(SPINES)).astype(int).clip(0, len(SPINES) - 1)]
        )
        round_ = np.float32(0.55) + np.float32(0.6) * np.sin(np.pi * part)
        band = 1 + np.float32(0.8) * ((np.abs(up - tall * np.float32(0.8)) < 0.03) & (other > 0.5))
        seen = times(tone, np.asarray(round_ * band, np.float32))
        board = colour("#4a3322") * np.float32(0.9)
        back = colour("#2a1c12") * np.float32(0.45)
        empty = blend(
            np.broadcast_to(back, seen.shape),
            np.broadcast_to(board, seen.shape).copy(),
            (up <= 0.07).astype(np.float32),
        )
        return blend(empty, seen, there.astype(np.float32))

    return skin


def rug(text: str, border: str, wide: float, long: float) -> Skin:
    """Return a woven rug with borders, for places around its own middle."""
    tone, edge_tone = colour(text), colour(border)

    def skin(first: Plane, second: Plane) -> Plane:
        x, y = np.abs(first) / np.float32(wide / 2), np.abs(second) / np.float32(long / 2)
        inset = np.minimum((1 - x) * np.float32(wide / 2), (1 - y) * np.float32(long / 2))
        line = np.clip(1.5 - np.abs(inset - np.float32(0.16)) / np.float32(0.035), 0, 1)
        line = np.maximum(
            line, np.clip(1.5 - np.abs(inset - np.float32(0.05)) / np.float32(0.03), 0, 1)
        )
        diamond = np.abs(np.mod(first / np.float32(0.4), 1) - np.float32(0.5)) + np.abs(
            np.mod(second / np.float32(0.4), 1) - np.float32(0.5)
        )
        figure = ramp(np.abs(diamond - np.float32(0.42)) * -1, -0.09, -0.05) * (inset > 0.24)
        weave = np.float32(0.88) + np.float32(0.24) * tiled(
            noise.cloudy(203, gain=0.8), first * np.float32(1.6), second * np.float32(1.6)
        )
        return times(
            blend(tone, edge_tone, np.asarray(np.maximum(line, figure * 0.8), np.float32)),
            np.asarray(weave, np.float32),
        )

    return skin


def folds(text: str) -> Skin:
    """Return a curtain that hangs in folds; the first direction is across."""
    tone = colour(text)

    def skin(first: Plane, second: Plane) -> Plane:
        sway = np.sin(second * np.float32(1.3)) * np.float32(0.12)
        wave = np.sin((first + sway * np.float32(0.1)) * np.float32(52)) * np.float32(0.5) + np.sin(
            first * np.float32(121) + 1
        ) * np.float32(0.2)
        return times(
            np.ones((*wave.shape, 3), np.float32) * tone, np.asarray(0.72 + 0.38 * wave, np.float32)
        )

    return skin


def scatter(number: Plane, other: Plane) -> Plane:
    """Return a number from 0 to 1 for each pair of whole numbers, without order."""
    wave = np.sin(number * np.float32(12.9898) + other * np.float32(4.1414) + 1) * 437.5453
    return np.asarray(wave - np.floor(wave), np.float32)


def _hash(number: Plane) -> Plane:
    wave = np.sin(number * np.float32(12.9898) + np.float32(4.1)) * np.float32(437.5453)
    return np.asarray(wave - np.floor(wave), np.float32)
