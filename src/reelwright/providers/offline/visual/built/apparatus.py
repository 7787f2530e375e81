"""Apparatus: glass as it stands in a laboratory, in rows, in racks and on the fire."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.built import glassware, skins
from reelwright.providers.offline.visual.built.glassware import Vessel
from reelwright.providers.offline.visual.built.massing import Massing, Point

KINDS = ("cone", "beaker", "bottle", "cylinder", "round")


@dataclass(frozen=True, slots=True)
class Glass:
    """Glass with liquids of some tints, which shine so far by themselves; `gleam` falls on it."""

    massing: Massing
    tints: tuple[Plane, ...]
    glow: float
    gleam: Plane

    def stand(self, kind: str, tall: float, place: Point, rng: np.random.Generator) -> Vessel:
        """Set a vessel down, filled with one of the liquids, and return it."""
        tint = self.tints[int(rng.integers(len(self.tints)))]
        level, glow = float(rng.uniform(0.28, 0.55)), self.glow * float(rng.uniform(0.4, 1.0))
        vessel = Vessel(kind, tall, tint, level, glow)
        glassware.stand(self.massing.stage, vessel, place, self.gleam)
        return vessel

    def rack(self, place: Point, rng: np.random.Generator) -> None:
        """Stand three vessels in a row away from the eye, the farthest first."""
        across, foot, ahead = place
        for number in range(3):
            tall, spot = float(rng.uniform(0.18, 0.32)), ahead + 0.26 * (2 - number)
            self.stand(str(rng.choice(KINDS)), tall, (across, foot, spot), rng)

    def tubes(self, place: Point, rng: np.random.Generator) -> None:
        """Stand six test tubes in a rack of steel."""
        (across, foot, ahead), steel = place, skins.plain("#aab2b6")
        wide = (across - 0.2, across + 0.2)
        for up in (0.05, 0.19):
            self.massing.block(wide, (foot + up, foot + up + 0.012), (ahead, ahead + 0.1), steel)
        for number in range(6):
            tint = self.tints[number % len(self.tints)]
            vessel = Vessel("tube", 0.24, tint, float(rng.uniform(0.35, 0.75)), self.glow)
            spot = across - 0.165 + 0.066 * number, foot + 0.03, ahead - 0.01
            glassware.stand(self.massing.stage, vessel, spot, self.gleam)

    def still(self, place: Point, tall: float, way: int, rng: np.random.Generator) -> None:
        """Set a retort down, its beak bent towards the left (-1) or right (1)."""
        across, foot, ahead = place
        vessel = self.stand("round", tall, place, rng)
        beak = []
        for share in np.linspace(0, 1, 14).tolist():
            rise = 0.98 + 0.22 * float(np.sin(share * 3.0)) - 0.75 * share**2
            beak.append((across + way * 0.85 * share, foot + tall * rise, ahead - 0.1))
        inside = vessel.liquid * np.float32(0.4)
        glassware.pipe(self.massing.stage, beak, 0.05, self.gleam, inside)
