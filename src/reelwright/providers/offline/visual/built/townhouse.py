"""Old town houses along a street: plaster, shutters, shops with awnings, roofs and chimneys."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp, times
from reelwright.providers.offline.visual.built import frontage, skins
from reelwright.providers.offline.visual.built.frontage import BAY, SNOW, House
from reelwright.providers.offline.visual.built.massing import (
    ABOVE,
    AWAY,
    RIGHT,
    Massing,
    Panel,
    Span,
    spread,
)
from reelwright.providers.offline.visual.built.skins import Skin

PALETTES = (
    ("#d8b98a", "#c99a72", "#e0cfae", "#b98468", "#cfae90", "#e3d6c0"),
    ("#9fb4b8", "#c8c4b4", "#b7a99a", "#8d9c94", "#d4cfc2", "#a8a4a8"),
    ("#d49a86", "#e2c69a", "#a9bca0", "#c4b2c0", "#e0d2b4", "#8fa8b4"),
    ("#8c5a48", "#a4745c", "#7c4c40", "#b08a70", "#94664e", "#c0a48c"),
)
"""Plaster, by town."""
SHUTTERS = ("#4a6a5c", "#3c5a74", "#7a3c34", "#5c6c44", "#6a5644", "#e0d8c8", "#38505c")
ROOFS = ("#54484a", "#7c4636", "#4a5058", "#8a5640")
CLOTHS = (
    ("#a83430", "#ece2d0"),
    ("#2f5c48", "#ece6d4"),
    ("#2c4a6e", "#e8e4da"),
    ("#c08a34", "#f0e6cc"),
)


def row(rng: np.random.Generator, side: int, half: float, reach: Span, make: "Make") -> list[House]:
    """Return houses along a side of a street, the nearest first."""
    houses, start, floors = [], reach[0], make.floors
    while start < reach[1]:
        long = BAY * int(rng.integers(2, 6)) + rng.uniform(0, 0.8)
        houses.append(
            House(
                side,
                (start, start + long),
                half + rng.uniform(-0.25, 0.15),
                int(np.clip(floors + rng.integers(-1, 2), 1, 4)),
                str(rng.choice(make.walls)),
                str(rng.choice(SHUTTERS)),
                str(rng.choice(make.roofs)),
                CLOTHS[rng.integers(len(CLOTHS))],
                int(rng.integers(1 << 12)),
                bool(rng.random() < make.shops),
                make.white,
            )
        )
        start += long
    return houses


@dataclass(frozen=True, slots=True)
class Make:
    """The make of a town: its plaster, its roofs, how many floors and shops; whether snow lies."""

    walls: tuple[str, ...]
    roofs: tuple[str, ...]
    floors: int
    shops: float
    white: bool


def build(massing: Massing, house: House) -> None:
    """Paint a house of a row: its end towards the eye, roof, front, and what stands out of it."""
    side, (near, far), eaves = house.side, house.ahead, house.eaves
    at = side * house.half
    across = (min(at, at + side * 9), max(at, at + side * 9))
    plain = skins.plaster(house.wall)
    massing.panel(Panel((0.0, 0.0, near), RIGHT, ABOVE), (across, (0.0, eaves)), plain)
    _roof(massing, house)
    _front(massing, house, Panel((at, 0.0, near), AWAY, ABOVE))
    depth = sorted((at, at - side * 0.32))
    cornice = skins.plain(SNOW if house.white else "#cfc4b0")
    massing.block((depth[0], depth[1]), (eaves - 0.28, eaves), (near, far), cornice)
    if house.shop and near < 75:
        _awnings(massing, house)


def facing(massing: Massing, house: House, across: Span) -> None:
    """Paint a house across the end of the view: its front towards the eye, and its roof."""
    at, long = house.ahead[0], across[1] - across[0]
    whole = replace(house, ahead=(0.0, long))
    _front(massing, whole, Panel((across[0], 0.0, at), RIGHT, ABOVE))
    slope = Panel((across[0], whole.eaves, at), RIGHT, (0.0, 0.82, 0.572))
    massing.panel(slope, ((0.0, long), (0.0, 3.4)), _tiles(whole))


def _front(massing: Massing, house: House, panel: Panel) -> None:
    """Paint a front and the lamps behind its windows."""
    lamps, spans = massing.stage.light.lamps, ((0.0, house.long), (0.0, house.eaves))
    massing.panel(panel, spans, frontage.front(house))
    if lamps > 0.2:
        shining, lit = frontage.shining(house, lamps), frontage.lamplit(house, lamps)
        massing.panel(panel, spans, shining, lit, shining=True)


def _roof(massing: Massing, house: House) -> None:
    """Paint a steep roof, its dormers and a chimney."""
    side, (near, far), eaves = house.side, house.ahead, house.eaves
    at = side * house.half
    for place in (near + house.long * 0.3, far - 0.9):
        stack = sorted((at + side * 2.0, at + side * 2.7))
        massing.block(
            (stack[0], stack[1]),
            (eaves + 1.5, eaves + 4.1),
            (place, place + 0.9),
            skins.plain("#7c5a4a"),
        )
    slope = Panel((at - side * 0.2, eaves, near), AWAY, (side * 0.5, 0.866, 0.0))
    massing.panel(slope, ((0.0, house.long), (0.0, 3.3)), _tiles(house))
    end = Panel((at, eaves, near), RIGHT, ABOVE)
    spans = (min(0.0, side * 9.0), max(0.0, side * 9.0)), (0.0, 2.85)
    slant = np.float32(side * 0.577)
    massing.panel(
        end,
        spans,
        skins.plaster(house.wall),
        lambda x, y: np.asarray(x * side > y * slant * side, np.float32),
    )
    if near < 60:
        for place in np.arange(near + house.bay / 2, far, house.bay)[::-1].tolist():
            _dormer(massing, house, place)


def _dormer(massing: Massing, house: House, place: float) -> None:
    at, eaves, side = house.side * house.half, house.eaves, house.side
    depth = sorted((at + side * 0.25, at + side * 1.6))
    span, up = (place - 0.55, place + 0.55), (eaves + 0.55, eaves + 1.9)
    massing.block((depth[0], depth[1]), up, span, skins.plaster(house.wall))
    face = Panel((at + side * 0.25, eaves + 0.55, place - 0.55), AWAY, ABOVE)
    massing.panel(face, ((0.2, 0.9), (0.15, 1.2)), _sash)
    cap = sorted((at + side * 0.1, at + side * 1.7))
    tone = SNOW if house.white else house.roof
    massing.block(
        (cap[0], cap[1]), (up[1], up[1] + 0.12), (span[0] - 0.1, span[1] + 0.1), skins.plain(tone)
    )


def _sash(first: Plane, second: Plane) -> Plane:
    bar = (np.abs(first - np.float32(0.55)) < 0.035) | (np.abs(second - np.float32(0.7)) < 0.03)
    edge = (first < 0.27) | (first > 0.83) | (second < 0.22) | (second > 1.13)
    return blend(colour("#20282e"), colour("#d8d2c4"), np.asarray(bar | edge, np.float32))


def _tiles(house: House) -> Skin:
    tone, snow = colour(house.roof), colour(SNOW)

    def skin(first: Plane, second: Plane) -> Plane:
        course = second / np.float32(0.24)
        level = np.floor(course)
        joint = clip((np.float32(0.2) - (course - level)) * 5)
        wave = np.sin(np.floor(first / np.float32(0.2) + level * 0.5) * 12.9898 + level * 78.233)
        chance = np.mod(wave * np.float32(43.7), 1)
        share = (np.float32(0.8) + np.float32(0.35) * chance) * (1 - np.float32(0.45) * joint)
        tiles = times(np.ones((*share.shape, 3), np.float32) * tone, np.asarray(share, np.float32))
        lies = ramp(np.sin(first * 1.7 + house.seed) * 0.5 + second, 0.1, 0.8) * np.float32(0.92)
        return blend(tiles, snow, lies) if house.white else tiles

    return skin


def _awnings(massing: Massing, house: House) -> None:
    """Stretch an awning over the shop's windows, from the wall out and down."""
    at, side, (near, far) = house.side * house.half, house.side, house.ahead
    out, drop = 1.25, 0.62
    long = float(np.hypot(out, drop))
    way = (-side * out / long, -drop / long, 0.0)
    stripes = _stripes(house)
    span = (0.35, far - near - 0.35)
    massing.panel(Panel((at, 3.12, near), AWAY, way), (span, (0.0, long)), stripes)
    edge = Panel((at - side * out, 3.12 - drop - 0.24, near), AWAY, ABOVE)
    massing.panel(edge, (span, (0.0, 0.25)), stripes, _scallops)


def _scallops(first: Plane, second: Plane) -> Plane:
    wave = np.abs(np.sin(first * np.float32(np.pi / 0.22))) * np.float32(0.09)
    return clip((second - np.float32(0.1) + wave) * 40)


def _stripes(house: House) -> Skin:
    one, other = (colour(text) for text in house.cloth)

    def skin(first: Plane, _: Plane) -> Plane:
        part = np.abs(np.mod(first / np.float32(0.44), 1) - np.float32(0.5))
        far = ramp(spread(first), 0.1, 0.3)
        share = clip((part - np.float32(0.25)) * 20 + np.float32(0.5)) * (1 - far) + far * 0.5
        cloth = blend(one, other, np.asarray(share, np.float32))
        return blend(cloth, colour(SNOW), np.full_like(first, 0.75)) if house.white else cloth

    return skin
