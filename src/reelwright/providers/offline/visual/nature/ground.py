"""What land is made of: its colours, its roughness, and how it looks in the light."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp, slope, tiled, tint
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.nature.terrain import Land
from reelwright.providers.offline.visual.stage import Moment, Stage

TURF = {
    Season.SPRING: ("#3c5a24", "#75923f", "#5f6a38"),
    Season.SUMMER: ("#364f22", "#627a3c", "#737040"),
    Season.AUTUMN: ("#4e4c24", "#86783c", "#876436"),
    Season.WINTER: ("#3f4428", "#6a6846", "#6a6048"),
}
"""Grass by season: its dark, its light, and where it is thin."""
CANOPY = {
    Season.SPRING: ("#2a4a1c", "#587a34"),
    Season.SUMMER: ("#16281a", "#30482a"),
    Season.AUTUMN: ("#5a3a1c", "#a8642a"),
    Season.WINTER: ("#1c2a20", "#3a4638"),
}
"""Woods from afar by season: their dark and their light."""
SNOW = ("#bccadc", "#dfe6ef")


def pattern(land: Land, size: float, seed: int = 61) -> Plane:
    """Return noise on the land, 0 to 1, its widest lumps a third of `size` metres.

    It fades to a half where its lumps would be smaller than pixels, and as a style likes it.
    """
    u, v = _woven(land, size)
    seen = tiled(noise.cloudy(seed, gain=0.62), u, v) - np.float32(0.5)
    return seen * (_sharp(land, size) * np.float32(land.texture)) + np.float32(0.5)


def rough(land: Land, size: float, depth: float) -> Land:
    """Return the land with bumps `depth` metres deep, its widest a third of `size` metres apart."""
    u, v = _woven(land, size)
    seen = tiled(_rises(), u, v)
    strength = np.float32(depth / size * land.texture) * _sharp(land, size)
    return replace(
        land, east=land.east + seen[..., 0] * strength, north=land.north + seen[..., 1] * strength
    )


def ripples(land: Land, turn: float, metres: float = 1.6) -> Land:
    """Return sand with ripples so many metres long, of a wind from `turn` (radians off ahead)."""
    cosine, sine = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    v = land.across * sine + land.ahead * cosine
    sway = pattern(land, 5.6 * metres, seed=66) * np.float32(5.6 * metres)
    phase = (v * np.float32(1.5) + sway) * np.float32(2 * np.pi / metres)
    wave = np.cos(phase) * _sharp(land, 29 * metres) * np.float32(0.09 * land.texture)
    return replace(land, east=land.east + wave * sine, north=land.north + wave * cosine)


def cloud_shadow(land: Land, stage: Stage) -> Land:
    """Return the land with the shadows of clouds passing over it."""
    drift = stage.rng("cloud shadow").random(2).astype(np.float32)
    u, v = land.across / np.float32(2200) + drift[0], land.ahead / np.float32(2200) + drift[1]
    cover = 0.3 * stage.light.cover
    shade = ramp(tiled(noise.cloudy(65, gain=0.5), u, v), 0.62 - cover, 0.72 - cover)
    return replace(land, lit=land.lit * (1 - np.float32(0.75) * shade * ramp(land.ahead, 5, 60)))


def shade(land: Land, albedo: Plane, light: Light) -> Plane:
    """Return what land of colour `albedo` sends to the eye, without the air between."""
    sky = np.float32(0.45) + np.float32(0.55) * land.level
    falls = tint(land.facing(light.sun) + np.float32(0.06), light.sun.colour) + tint(
        sky, light.ambient
    )
    return albedo * falls


def alpine(land: Land, tree_line: float, snow_line: float) -> Plane:
    """Return the colours of mountains: woods below `tree_line` metres, snow above `snow_line`."""
    wide, fine = pattern(land, 2600), pattern(land, 240, seed=63)
    span = np.float32(max(120.0, (snow_line - tree_line) * 0.35))
    rock = blend(colour("#5a5450"), colour("#93887b"), ramp(wide * 0.5 + fine * 0.5, 0.3, 0.7))
    grass = blend(colour("#45552c"), colour("#6d6d3c"), fine)
    woods = blend(colour("#0f1c12"), colour("#24371c"), fine)
    level, height = land.level, land.up + (wide - np.float32(0.5)) * span * 2.4
    bare = blend(rock, grass, ramp(level, 0.55, 0.8) * ramp(-height, -snow_line, -tree_line))
    trees = ramp(-height, -tree_line - span * 0.3, -tree_line + span * 0.3) * ramp(
        level, 0.45, 0.65
    )
    green = blend(bare, woods, trees * ramp(fine, 0.2, 0.45))
    lies = height + (level - np.float32(0.7)) * span * 2.5 + (fine - np.float32(0.5)) * span
    return blend(green, colour(SNOW[1]), ramp(lies, snow_line - span * 0.3, snow_line + span * 0.3))


def turf(land: Land, moment: Moment) -> Plane:
    """Return the colours of a meadow, under snow where snow lies."""
    dark, pale, thin = (colour(text) for text in TURF[moment.season])
    wide, fine = pattern(land, 90), pattern(land, 6, seed=63)
    green = blend(dark, pale, wide * np.float32(0.6) + fine * np.float32(0.4))
    green = blend(green, thin, ramp(pattern(land, 260, seed=64), 0.52, 0.72))
    return blend(green, snow(land), _lies(land, fine)) if moment.white else green


def snow(land: Land) -> Plane:
    """Return the colours of snow."""
    return blend(colour(SNOW[0]), colour(SNOW[1]), pattern(land, 14, seed=67))


def _lies(land: Land, fine: Plane) -> Plane:
    return ramp(land.level + (fine - np.float32(0.5)) * np.float32(0.25), 0.57, 0.69)


def sand(land: Land, dark: str = "#b08a55", pale: str = "#d9b880") -> Plane:
    """Return the colours of sand."""
    wide, fine = pattern(land, 160), pattern(land, 5, seed=63)
    share = np.float32(0.35) + wide * np.float32(0.35) + (fine - np.float32(0.5)) * np.float32(0.3)
    return blend(colour(dark), colour(pale), share)


def wooded(land: Land, moment: Moment) -> Plane:
    """Return the colours of hills under woods, seen from afar, with clearings."""
    dark, pale = (colour(text) for text in CANOPY[moment.season])
    fine = pattern(land, 45, seed=63)
    woods = blend(dark, pale, ramp(fine, 0.3, 0.75))
    seen = blend(woods, turf(land, moment), ramp(pattern(land, 500), 0.58, 0.68))
    return (
        blend(seen, colour(SNOW[1]), np.float32(0.5) * ramp(fine, 0.4, 0.65))
        if moment.white
        else seen
    )


def _woven(land: Land, size: float) -> tuple[Plane, Plane]:
    """Return places on the land in tiles of `size` metres, askew on slopes to avoid streaks."""
    skew = land.up * np.float32(0.75 / size)
    return land.across / np.float32(size) + skew, land.ahead / np.float32(size) - skew


def _sharp(land: Land, size: float) -> Plane:
    pixel = land.ahead / np.float32(land.focal)
    return 1 / (1 + (pixel * np.float32(90 / size)) ** 2)


@lru_cache(maxsize=1)
def _rises() -> Plane:
    tile = noise.cloudy(62, gain=0.6)
    return np.stack(slope(tile), axis=-1) * np.float32(tile.shape[0])
