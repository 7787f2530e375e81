"""Lava: its light, its ways down a cone, and a river of it through a field of cracks."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.brush.plane import Plane, ramp, tint
from reelwright.providers.offline.visual.nature import ground, terrain
from reelwright.providers.offline.visual.nature.plume import FIRE
from reelwright.providers.offline.visual.nature.terrain import Land

WHITE = rgb(0.5, 0.55, 0.12)
"""What the hottest rock shines besides."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way down a cone: its angle (0 towards the eye), its phase, how far down it leads."""

    angle: float
    phase: float
    reach: float


def glow(heat: Plane) -> Plane:
    """Return the light of rock as hot as 0 (crust) to 1 (white hot)."""
    hot = heat * heat
    fire = heat * np.float32(0.35) + hot * np.float32(0.9)
    return tint(fire, FIRE) + tint(hot * hot * hot, WHITE)


def streams(land: Land, place: tuple[Plane, Plane], ways: list[Way], drift: Plane) -> Plane:
    """Return how hot a cone is whose places are given as shares of its radius, and angles."""
    part, turn = place
    heat = np.zeros_like(part)
    wander = terrain.lumps((turn * 40, part * 200), 100, drift, 62, 0.6) - np.float32(0.5)
    wide = np.float32(0.005) + np.float32(0.011) * part
    for way in ways:
        bend = np.sin(part * 17 + np.float32(way.phase)) * np.float32(0.09)
        away = (turn - np.float32(way.angle) - bend + wander * np.float32(0.05)) * part
        fade = ramp(-part, -way.reach, -way.reach * 0.6)
        heat = np.maximum(heat, np.exp(-((away / wide) ** 2)) * fade)
    crust = ramp(-ground.pattern(land, 160, seed=67), -0.62, -0.4)
    return heat * (np.float32(0.55) + np.float32(0.45) * crust)


def river(land: Land, goal: float, drift: Plane) -> tuple[Plane, Plane]:
    """Return how hot a field is, and how much of a river's light falls on it.

    The river winds from what is seen at the tangent `goal`, to the right, towards the eye.
    """
    place = land.across, land.ahead
    bends = np.sin(np.float32(2.1) * np.log(land.ahead) + drift[0] * 6)
    middle = land.ahead * (np.float32(goal) + np.float32(0.2) * bends)
    ragged = terrain.lumps(place, 16, drift, 201, 0.5) - np.float32(0.5)
    half = np.float32(1.6) + land.ahead * np.float32(0.02)
    away = np.abs(land.across - middle) + ragged * 6 - half
    plates = np.abs(terrain.lumps(place, 11, drift[1:], 62, 0.5) - np.float32(0.5))
    between = np.float32(0.2) + ramp(-plates, -0.1, 0.0) * np.float32(0.8)
    seams = np.abs(terrain.lumps(place, 34, drift, 201, 0.5) - np.float32(0.5))
    beside = np.exp(-np.maximum(away, 0) / 16 - land.ahead / 130)
    cracks = ramp(-seams, -0.022, -0.002) * beside * np.float32(0.8)
    heat = np.maximum(ramp(-away, -0.6, 0.5) * between, cracks)
    return np.asarray(heat, np.float32), np.exp(-np.maximum(away, 0) / 5)
