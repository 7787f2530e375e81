"""The light in a street: sun over the roofs across it, sky above it, lanterns along it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.lexicon import Weather
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, clip, ramp, tint
from reelwright.providers.offline.visual.built.massing import ACROSS, AHEAD, UP, Normal
from reelwright.providers.offline.visual.stage import Stage

BOUNCE = 0.16
"""How much of the sun's light comes back from walls that it shines on."""
LANTERN = "#ffb866"
HEAD = 3.4
"""How high the flame of a lantern is, in metres."""


@dataclass(frozen=True, slots=True)
class Outdoors:
    """The light between two rows of houses `half` metres to each side.

    `roofs` are for the left and the right row where each house ends ahead, and how tall it is.
    Lanterns stand `posts` metres to both sides, every `apart` metres from `first` on, so `strong`.
    """

    stage: Stage
    half: float
    roofs: tuple[tuple[Plane, Plane], tuple[Plane, Plane]]
    posts: float
    apart: float
    first: float
    strong: float = 1.0

    def falls(self, place: Sequence[Plane], normal: Normal) -> Plane:
        """Return the light on places of a face that looks along `normal`."""
        light = self.stage.light
        facing = sum(
            np.float32(one) * part for one, part in zip(light.sun.direction, normal, strict=True)
        )
        sun = np.maximum(np.asarray(facing, np.float32), 0) * self.sunlit(place)
        seen = np.float32(0.62) + np.float32(0.38) * np.asarray(normal[UP], np.float32)
        open_ = np.float32(0.62) + np.float32(0.38) * ramp(place[UP], -1.0, 9.0)
        low = np.float32(0.7) + np.float32(0.3) * ramp(place[UP], 0.0, 0.6)
        sky = seen * np.maximum(open_ * low, np.float32(0.8) * (place[UP] < 0.03))
        total = tint(sun + self._bounce, light.sun.colour) + tint(sky, light.ambient)
        if light.lamps > 0.2:
            total += tint(self._lanterns(place), colour(LANTERN, light.lamps * self.strong))
        return np.asarray(total, np.float32)

    @property
    def _bounce(self) -> np.float32:
        """How much comes back from walls: of the moon's light none that one sees."""
        return np.float32(BOUNCE * (1 - 0.8 * self.stage.light.stars))

    def sunlit(self, place: Sequence[Plane]) -> Plane:
        """Return 0 where the houses towards the sun stand in the way of its light.

        Where it comes through cloud there are no edges to see.
        """
        if self.stage.moment.weather is not Weather.CLEAR:
            return np.full_like(place[AHEAD], 0.6)
        right, up, ahead = (float(part) for part in self.stage.light.sun.direction)
        if abs(right) < 0.08:
            return np.ones_like(place[AHEAD])
        side = 1 if right > 0 else -1
        step = np.maximum(np.float32(side * self.half) / right - place[ACROSS] / right, 0)
        level, far = place[UP] + up * step, place[AHEAD] + ahead * step
        ends, tall = self.roofs[0 if side < 0 else 1]
        roof = tall[np.clip(np.searchsorted(ends, far), 0, len(tall) - 1)]
        away = ramp(step, 0.0, 0.8)
        return 1 - (1 - ramp(level - roof, -0.25, 0.25)) * away

    def _lanterns(self, place: Sequence[Plane]) -> Plane:
        along = np.mod(place[AHEAD] - np.float32(self.first - self.apart / 2), self.apart)
        away = along - np.float32(self.apart / 2)
        aside = np.abs(place[ACROSS]) - np.float32(self.posts)
        far = away**2 + aside**2 + (place[UP] - np.float32(HEAD)) ** 2
        pools = np.float32(2.2) / (1 + far / np.float32(3.2))
        return np.asarray(pools + np.float32(0.05) * clip(1 - place[UP] / 14), np.float32)
