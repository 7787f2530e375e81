"""Fields: strips of land, each sown with one thing in rows, and the borders between them."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane, clip, ramp, times
from reelwright.providers.offline.visual.nature import ground, terrain
from reelwright.providers.offline.visual.nature.terrain import Land

WIDE, LONG = np.float32(150), np.float32(210)
"""How many metres a field measures."""
ROW, LANE = 2.6, 14.0
"""How many metres lie between rows, and between the lanes of a tractor."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields turned by some radians, their borders bent; `order` shuffles what is sown where."""

    turn: float
    order: float
    drift: Plane

    def at(self, across: Plane, ahead: Plane) -> tuple[Plane, Plane, Plane]:
        """Return for places their field's number, 0 to 1, and how far along its sides they lie."""
        u, v, _ = self._laid(across, ahead)
        row = np.floor(v)
        u = u + _scatter(row, row * 0) * np.float32(0.8)
        return _scatter(np.floor(u) + np.float32(self.order), row), u - np.floor(u), v - row

    def border(self, place: tuple[Plane, Plane, Plane]) -> Plane:
        """Return how many metres it is from what `at` gave to the field's border."""
        _, u, v = place
        return np.minimum(np.minimum(u, 1 - u) * WIDE, np.minimum(v, 1 - v) * LONG)

    def snapped(self, across: Plane, ahead: Plane, rng: np.random.Generator) -> tuple[Plane, Plane]:
        """Return places in a row moved to a border of their fields, to one side or the other."""
        u, v, bend = (part[0] for part in self._laid(across[None], ahead[None]))
        row = np.floor(v)
        shift = _scatter(row, row * 0) * np.float32(0.8)
        beside = rng.random(len(u)) < 0.55
        right = (np.where(beside, np.round(u + shift) - shift, u) - bend * np.float32(0.9)) * WIDE
        on = (np.where(beside, v, np.round(v)) + bend * np.float32(0.7)) * LONG
        cosine, sine = np.float32(np.cos(self.turn)), np.float32(np.sin(self.turn))
        return right * cosine + on * sine, on * cosine - right * sine

    def _laid(self, across: Plane, ahead: Plane) -> tuple[Plane, Plane, Plane]:
        """Return places in widths and lengths of a field, and how far borders bend there."""
        bend = terrain.lumps((across, ahead), 900, self.drift, 151, 0.3) - np.float32(0.5)
        cosine, sine = np.float32(np.cos(self.turn)), np.float32(np.sin(self.turn))
        u = (across * cosine - ahead * sine) / WIDE + bend * np.float32(0.9)
        v = (across * sine + ahead * cosine) / LONG - bend * np.float32(0.7)
        return u, v, bend


def sown(land: Land, place: tuple[Plane, Plane, Plane], tones: Plane) -> Plane:
    """Return the colours of fields sown with `tones`, with their rows and a tractor's lanes."""
    number, u, v = place
    which = np.clip((number * len(tones)).astype(np.int32), 0, len(tones) - 1)
    fine, wide = ground.pattern(land, 5, seed=63), ground.pattern(land, 70)
    along = np.where(number * 7 % 1 < 0.6, u * WIDE, v * LONG)
    pixel = land.ahead / np.float32(land.focal)
    seen = 1 / (1 + (pixel * np.float32(2.2)) ** 4)  # rows finer than pixels would flicker
    rows = np.cos(along * np.float32(2 * np.pi / ROW)) * seen * np.float32(0.16)
    lane = np.abs(along / np.float32(LANE) - np.round(along / np.float32(LANE))) * np.float32(LANE)
    lanes = ramp(-lane, -1.0, -0.35) * np.float32(0.28) / (1 + (pixel * np.float32(0.8)) ** 4)
    shade = np.float32(0.62) + fine * np.float32(0.4) + wide * np.float32(0.36) + rows
    return times(np.ascontiguousarray(tones[which]), shade * (1 - lanes))


def _scatter(x: Plane, y: Plane) -> Plane:
    """Return a number from 0 to 1 for each pair of whole numbers, without order."""
    wave = np.sin(x * np.float32(12.9898) + y * np.float32(78.233)) * np.float32(437.58547)
    return np.asarray(clip(wave - np.floor(wave)), np.float32)
