"""Light and air: what the hour and the weather do to everything, read from `light.toml`."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import cos, radians, sin
from typing import Any

import numpy as np

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.brush.colour import LUMA, colour
from reelwright.providers.offline.visual.brush.plane import Plane

THROUGH = 0.22
"""How light the shaded side of closed clouds is against the lit one, at least."""

LONGER = 0.5
"""How much longer a closed sky is exposed in the dark hours, in which lamps burn."""


@dataclass(frozen=True, slots=True)
class Sun:
    """What shines: where it stands, in radians from straight ahead and up, and its colour.

    `seen` says whether it stands in the picture. At night it is the moon.
    """

    azimuth: float
    elevation: float
    colour: Plane
    seen: bool

    @property
    def direction(self) -> Plane:
        """Where it stands as a unit vector: right, up, ahead."""
        flat = cos(self.elevation)
        return np.array(
            [sin(self.azimuth) * flat, sin(self.elevation), cos(self.azimuth) * flat], np.float32
        )

    @property
    def side(self) -> int:
        """-1 where it stands to the left, 1 to the right."""
        return -1 if self.azimuth < 0 else 1


@dataclass(frozen=True, slots=True)
class Light:
    """The light of an hour in a weather. Colours are linear; strengths are in them.

    `sky` is stops from the horizon up: the tangents of their elevations, and their colours.
    """

    sky: tuple[Plane, Plane]
    sun: Sun
    ambient: Plane
    glow: Plane
    cloud_lit: Plane
    cloud_shade: Plane
    cover: float
    haze: float
    stars: float
    lamps: float
    exposure: float
    blue: float

    @property
    def horizon(self) -> Plane:
        """The colour of the sky where it meets the land."""
        return np.asarray(self.sky[1][0], np.float32)


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    text = files(__package__).joinpath("light.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def light(hour: Hour, weather: Weather, rng: np.random.Generator) -> Light:
    """Return the light of `hour` in `weather`; where the sun stands, `rng` chooses."""
    table, air = _tables()["hours"][hour], _tables()["weathers"][weather]
    veil, dim = air["veil"], air["dim"]
    heights = np.array([stop[0] for stop in table["sky"]], np.float32)
    colours = np.stack([_veiled(colour(*stop[1:]), veil) * dim for stop in table["sky"]])
    lit, shade = (_veiled(colour(*side), veil) * dim for side in table["cloud"])
    return Light(
        sky=(heights, _evened(colours, veil**0.5 if weather is Weather.FOG else veil * 0.55)),
        sun=_sun(table, air, rng),
        ambient=_veiled(colour(*table["ambient"]), veil * 0.6) * np.float32(air["ambient"] * dim),
        glow=colour(*table["glow"]) * np.float32(air["sun"]),
        cloud_lit=lit,
        cloud_shade=np.maximum(shade, lit * np.float32(veil * THROUGH)),
        cover=air["cover"],
        haze=air["haze"],
        stars=table["stars"] * (1 - veil) ** 2,
        lamps=max(table["lamps"], veil * 0.45 * (dim < 0.9)),
        exposure=table["exposure"] * (1 + LONGER * veil * table["lamps"]),
        blue=table["blue"],
    )


def _sun(table: dict[str, Any], air: dict[str, Any], rng: np.random.Generator) -> Sun:
    tint, strength, lowest, highest = table["sun"]
    seen = bool(rng.random() < table["seen"]) and air["veil"] < 0.6
    side = rng.choice([-1, 1])
    azimuth = side * (rng.uniform(0.02, 0.26) if seen else rng.uniform(0.9, 2.0))
    elevation = radians(rng.uniform(lowest, highest))
    return Sun(azimuth, elevation, colour(tint, strength * air["sun"]), seen)


def _veiled(tint: Plane, veil: float) -> Plane:
    grey = float((tint * np.array(LUMA)).sum()) * np.array([0.94, 1.0, 1.09], np.float32)
    return np.asarray(tint + (grey - tint) * np.float32(veil * 0.85), np.float32)


def _evened(colours: Plane, share: float) -> Plane:
    mean = colours.mean(axis=0)
    return np.asarray(colours + (mean - colours) * np.float32(share), np.float32)
