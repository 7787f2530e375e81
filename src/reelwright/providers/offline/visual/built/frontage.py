"""The fronts of old town houses: plaster, windows with shutters and flowers, shops, lit panes.

A front is asked for by place: metres along it and up from the street, for whole planes at once.
"""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp, tiled, times
from reelwright.providers.offline.visual.built import skins, wares
from reelwright.providers.offline.visual.built.massing import Span
from reelwright.providers.offline.visual.built.skins import Skin

GROUND, FLOOR, BAY = 3.7, 3.1, 2.4
"""How high the ground floor and the others are, and how far windows are apart, in metres."""
SNOW = "#d3dce6"
BLOOMS = ("#c8304a", "#e08ab0", "#d8d0e8", "#e0a030", "#a04ab0")
LIT = ("#ffce86", "#ffe2b0", "#ffb765", "#f6d9a8")


@dataclass(frozen=True, slots=True)
class House:
    """A house: on the left (-1) or right (1), from where to where ahead, how far aside.

    `floors` are those above the ground floor.
    """

    side: int
    ahead: Span
    half: float
    floors: int
    wall: str
    shutter: str
    roof: str
    cloth: tuple[str, str]
    seed: int
    shop: bool
    white: bool = False

    @property
    def eaves(self) -> float:
        """How high the roof begins, in metres."""
        return GROUND + FLOOR * self.floors + 0.5

    @property
    def long(self) -> float:
        """How long its front is, in metres."""
        return self.ahead[1] - self.ahead[0]

    @property
    def bay(self) -> float:
        """How far apart its windows are."""
        return self.long / max(1, round(self.long / BAY))


def front(house: House) -> Skin:
    """Return the front of a house: the first direction along it, the second up."""
    shutter, frame = colour(house.shutter), colour("#ddd6c8")

    def skin(first: Plane, second: Plane) -> Plane:
        x, y, column, level = _cells(house, first, second)
        wall = skins.plaster(house.wall)(first + house.seed, second)
        band = np.abs(y + np.float32(0.02)) < 0.12
        stone = (np.abs(x) < 0.72) & (y > 0.58) & (y < 2.56)
        tone = blend(wall, frame * np.float32(0.85), np.asarray(band | stone, np.float32) * 0.8)
        leaf = (np.abs(x) > 0.5) & (np.abs(x) < 0.98) & (y > 0.72) & (y < 2.4)
        slat = np.float32(0.78) + np.float32(0.3) * (np.mod(y / np.float32(0.09), 1) > 0.4)
        slat = np.where(np.abs(np.abs(x) - np.float32(0.74)) > 0.2, np.float32(0.9), slat)
        tone = blend(
            tone,
            times(np.ones((*x.shape, 3), np.float32) * shutter, slat),
            np.asarray(leaf, np.float32),
        )
        glass = _glass(x, y)
        chance = _chance(house, column + 9, level)
        sky = blend(
            colour("#25303a"), colour("#7f97ac"), ramp(y, 0.5, 2.6) * (0.25 + 0.75 * chance)
        )
        tone = blend(tone, sky, glass)
        bars = _bars(x, y)
        tone = blend(tone, frame, bars)
        sill = (np.abs(x) < 0.66) & (np.abs(y - np.float32(0.66)) < 0.06)
        ledge = colour(SNOW if house.white else "#b8ac98")
        tone = blend(tone, ledge, np.asarray(sill, np.float32))
        if not house.white:
            tone = blend(tone, *_flowers(house, x, y, chance))
        return _ground(house, first, second, blend(tone, wall * np.float32(0.9), (y < 0) * 1.0))

    return skin


def _cells(house: House, first: Plane, second: Plane) -> tuple[Plane, Plane, Plane, Plane]:
    """Return how far from the middle of its window each place is and how far above its floor.

    The third and fourth are the numbers of the window and the floor. Below the floors all is -1.
    """
    bay = np.float32(house.bay)
    column = np.floor(first / bay)
    level = np.floor((second - np.float32(GROUND)) / np.float32(FLOOR))
    y = second - np.float32(GROUND) - level * np.float32(FLOOR)
    upper = (level >= 0) & (level < house.floors)
    x = np.where(upper, first - (column + np.float32(0.5)) * bay, np.float32(1.1))
    return x, np.where(upper, y, np.float32(-1)), column, level


def _glass(x: Plane, y: Plane) -> Plane:
    return np.asarray((np.abs(x) < 0.48) & (y > 0.74) & (y < 2.38), np.float32)


def _bars(x: Plane, y: Plane) -> Plane:
    bars = (np.abs(x) < 0.035) | (np.abs(y - np.float32(1.85)) < 0.03)
    bars = bars | (np.abs(np.abs(x) - np.float32(0.46)) < 0.035)
    bars = bars | (np.abs(y - np.float32(1.3)) < 0.018)
    return np.asarray(bars * _glass(x, y), np.float32)


def _flowers(house: House, x: Plane, y: Plane, chance: Plane) -> tuple[Plane, Plane]:
    """Return the colours of boxes of flowers under some windows, and where they are."""
    speck = tiled(noise.cloudy(243, gain=0.8), x * np.float32(0.35) + chance, y * np.float32(0.35))
    bloom = colour(BLOOMS[house.seed % len(BLOOMS)])
    tone = blend(colour("#3c5a2a"), bloom, ramp(speck, 0.5, 0.62))
    top = np.float32(0.9) + np.float32(0.08) * np.sin(x * 29 + house.seed)
    there = (np.abs(x) < 0.58) & (y > 0.56) & (y < top) & (chance < house.seed % 5 / 6)
    return tone, np.asarray(there, np.float32)


def _ground(house: House, first: Plane, second: Plane, upper: Plane) -> Plane:
    """Return the front with its ground floor: a shop's windows and its door, or plain ones."""
    panes, door, board = _shop(house, first, second)
    below = np.asarray(second < GROUND - 0.15, np.float32)
    base = colour(house.shutter if house.shop else house.wall) * np.float32(0.85)
    tone = times(np.ones((*first.shape, 3), np.float32) * base, 1 - 0.25 * (second < 0.5))
    tone = blend(tone, _window(house, first, second), panes)
    tone = blend(tone, colour("#3a2a20"), door)
    tone = blend(tone, colour("#e0d4b4"), board)
    return blend(upper, tone, below)


def _window(house: House, first: Plane, second: Plane) -> Plane:
    """Return what is seen in a ground floor's panes: a shop's goods, and over all the sky."""
    sky = blend(colour("#2c3238"), colour("#8496a4"), ramp(second, 1.2, 2.9) * np.float32(0.8))
    if not house.shop:
        return sky
    dim = blend(colour("#241c16"), colour("#4a3a28"), ramp(second, 0.6, 2.6))
    tone, there = wares.goods(house.seed, first, second)
    mirrored = np.float32(0.2) + np.float32(0.4) * ramp(second + first * 0.35, 1.6, 3.4)
    return blend(blend(dim, tone * np.float32(0.8), there), sky, mirrored)


def _shop(house: House, first: Plane, second: Plane) -> tuple[Plane, Plane, Plane]:
    """Return where a ground floor has panes, a door, and lettering."""
    bay = np.float32(house.bay)
    column = np.floor(first / bay)
    x = first - (column + np.float32(0.5)) * bay
    which = column == house.seed % max(1, round(house.long / house.bay))
    wide = bay * np.float32(0.4) if house.shop else np.float32(0.5)
    low = np.float32(0.55 if house.shop else 1.0)
    pane = (np.abs(x) < wide) & (second > low) & (second < 2.75) & ~which
    pane = pane & (np.abs(np.abs(x) - wide * np.float32(0.5)) > 0.03)
    door = (np.abs(x) < 0.55) & (second < 2.55) & which
    letters = np.sin(first * 23 + house.seed) + np.sin(first * 41) > 0.2
    board = (np.abs(second - np.float32(3.3)) < 0.1) & letters & (np.abs(x) < wide)
    shown = np.float32(house.shop)
    return (
        np.asarray(pane, np.float32),
        np.asarray(door, np.float32),
        np.asarray(board, np.float32) * shown,
    )


def _chance(house: House, column: Plane, level: Plane) -> Plane:
    wave = np.sin(column * np.float32(12.9898) + level * np.float32(78.233) + house.seed) * 437.5
    return np.asarray(wave - np.floor(wave), np.float32)


def lamplit(house: House, lamps: float) -> Skin:
    """Return the shape of the windows behind which a lamp burns."""

    def shape(first: Plane, second: Plane) -> Plane:
        x, y, column, level = _cells(house, first, second)
        burning = _chance(house, column, level) < 0.36 * lamps**2
        upper = _glass(x, y) * (1 - _bars(x, y)) * burning
        panes, _, _ = _shop(house, first, second)
        open_ = house.shop or house.seed % 3 == 0
        return np.asarray(np.maximum(upper, panes * np.float32(open_)), np.float32)

    return shape


def shining(house: House, lamps: float) -> Skin:
    """Return the light behind windows, and behind the goods of shops."""
    tones = np.stack([colour(text) for text in LIT])

    def skin(first: Plane, second: Plane) -> Plane:
        _, y, column, level = _cells(house, first, second)
        chance = _chance(house, column + 5, level)
        tone = np.ascontiguousarray(tones[(chance * len(tones)).astype(int) % len(tones)])
        shop = np.float32(0.3) + np.float32(0.18) * second
        high = np.float32(0.5) + np.float32(0.4) * chance + np.float32(0.1) * y
        glow = times(tone, np.where(second < GROUND, shop, high))
        if house.shop:
            ware, there = wares.goods(house.seed, first, second)
            lit = ware * (np.float32(0.3) + tones.mean(axis=0) * np.float32(0.5))
            glow = blend(glow, lit, there * (second < GROUND))
        return glow * np.float32(0.25 + 0.5 * lamps)

    return skin
