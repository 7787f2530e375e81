"""Where one reads: tables with green lamps and open books, and lamps that hang."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, clip, ramp, times, tint
from reelwright.providers.offline.visual.built import skins
from reelwright.providers.offline.visual.built.chamber import Lamp
from reelwright.providers.offline.visual.built.massing import AWAY, RIGHT, Massing, Panel, Span
from reelwright.providers.offline.visual.stage import Stage

TOP = 0.78
"""The height of a table in metres."""
SHADE = "#1f8a4c"
WARM = "#ffa850"


def table(massing: Massing, across: Span, ahead: Span, wood: str, top: float = TOP) -> None:
    """Set a heavy table, `top` metres high."""
    grain, under = skins.wood(wood, long=0), top - 0.06
    for x in (across[0] + 0.08, across[1] - 0.2):
        for z in (ahead[1] - 0.2, ahead[0] + 0.08):
            massing.block((x, x + 0.12), (0, under), (z, z + 0.12), grain)
    inner = (across[0] + 0.1, across[1] - 0.1)
    massing.block(inner, (under - 0.14, under), (ahead[0] + 0.08, ahead[1] - 0.08), grain)
    massing.block(across, (under, top), ahead, grain)


def book(massing: Massing, place: tuple[float, float], turn: float, top: float = TOP) -> None:
    """Lay an open book on a table: its middle to the right and ahead."""
    cosine, sine = float(np.cos(turn)), float(np.sin(turn))
    along, out = (-sine, 0.0, cosine), (cosine, 0.0, sine)
    for side in (-1, 1):
        rise = (out[0] * 0.985 * side, 0.17, out[2] * 0.985 * side)
        origin = place[0], top + 0.012, place[1]
        massing.panel(Panel(origin, rise, along), ((0.0, 0.17), (-0.12, 0.12)), _page)


def _page(first: Plane, second: Plane) -> Plane:
    lines = (np.mod(second / np.float32(0.016), 1) < 0.4) & (np.abs(second) < 0.095)
    lines = lines & (first > 0.025) & (first < 0.145)
    shade = (1 - np.float32(0.42) * lines) * (np.float32(0.55) + ramp(first, 0, 0.03) * 0.45)
    return times(np.ones((*first.shape, 3), np.float32) * colour("#e8dfc8"), shade)


def banker(stage: Stage, place: tuple[float, float, float], lit: float) -> None:
    """Stand a lamp with a green glass shade on a table, lit so far from 0 to 1."""
    across, foot, ahead = place
    view = stage.view
    x, y, scale = view.x(across, ahead), view.y(foot, ahead), view.focal / ahead
    box = Box.around(x, y - 0.3 * scale, scale * 1.2).within(view.box)
    if not box:
        return
    right, down = box.offsets(x, y, scale)
    up = -down
    brass = colour("#b08a48") * (
        stage.light.ambient * np.float32(0.7) + np.float32(0.12 + 0.3 * lit)
    )
    stem = (np.abs(right) < 0.012) & (up < 0.36) & (up > 0)
    foot_ = np.hypot(right / np.float32(0.09), (up - np.float32(0.01)) / np.float32(0.022)) < 1
    _lay(
        stage,
        box,
        np.ones((*np.broadcast_shapes(right.shape, up.shape), 3), np.float32) * brass,
        np.asarray(stem | foot_, np.float32),
        ahead,
    )
    rise = (up - np.float32(0.33)) / np.float32(0.11)
    half = np.float32(0.19) - np.float32(0.05) * clip(rise) ** 2
    inside = clip((half - np.abs(right)) * scale) * clip(
        (np.float32(0.5) - np.abs(rise - np.float32(0.5))) * np.float32(0.11 * scale)
    )
    glow = np.float32(0.10 + 0.95 * lit) * (np.float32(1.25) - rise * np.float32(0.8))
    shine = np.exp(
        -(((right + np.float32(0.08)) / np.float32(0.03)) ** 2) - ((rise - 0.6) / 0.25) ** 2
    )
    seen = tint(glow, colour(SHADE)) + tint(shine, stage.light.ambient * np.float32(0.5))
    _lay(stage, box, seen * np.ones_like(inside)[..., None], inside, ahead)
    under = np.exp(
        -((right / np.float32(0.15)) ** 2) - ((up - np.float32(0.325)) / np.float32(0.012)) ** 2
    )
    far = np.hypot(right, up - np.float32(0.3))
    halo = np.exp(-far / np.float32(0.2)) * (1 - ramp(far, 0.5, 1.1)) * np.float32(0.22)
    open_ = stage.canvas.depth[box.window] >= ahead - 0.2
    stage.canvas.shine(colour(WARM), (under * 2.2 + halo) * np.float32(lit) * open_, box)


def globe(stage: Stage, place: tuple[float, float, float], radius: float, lit: float) -> None:
    """Hang a globe of glass from far above, lit so far from 0 to 1."""
    across, up, ahead = place
    view, canvas = stage.view, stage.canvas
    x, y, scale = view.x(across, ahead), view.y(up, ahead), view.focal / ahead
    rod = Box(round(x - 0.008 * scale), 0, round(x + 0.008 * scale) + 1, int(y)).within(view.box)
    if rod:
        dark = colour("#1c1814") * (stage.light.ambient + np.float32(0.1))
        seen = np.ones((rod.bottom - rod.top, rod.right - rod.left, 3), np.float32) * dark
        _lay(stage, rod, seen, np.ones(seen.shape[:2], np.float32), ahead)
    box = Box.around(x, y, scale * radius * 7).within(view.box)
    if not box:
        return
    far = np.hypot(*box.offsets(x, y, scale * radius))
    cover = clip((1 - far) * np.float32(scale * radius) + np.float32(0.5))
    bright = (1 - np.float32(0.4) * far**2) * np.ones_like(far)
    milk = stage.light.ambient.mean() * np.float32(1.5) + colour("#ffe2b4", 3 * lit)
    seen = tint(bright, milk)
    _lay(stage, box, seen, cover, ahead)
    halo = np.exp(-far / np.float32(1.6)) * (1 - ramp(far, 4.5, 7.0)) * np.float32(0.4 * lit)
    canvas.shine(colour(WARM), halo * (canvas.depth[box.window] >= ahead - 0.05), box)


def shed(place: tuple[float, float, float], strength: float, reach: float) -> Lamp:
    """Return the light of a lamp."""
    return Lamp(place, colour(WARM, strength), reach)


def rug(massing: Massing, wide: float, ahead: Span, tones: tuple[str, str]) -> None:
    """Lay a rug on the floor."""
    middle, long = (ahead[0] + ahead[1]) / 2, ahead[1] - ahead[0]
    weave = skins.moved(skins.rug(tones[0], tones[1], wide, long), (0.0, middle))
    massing.panel(Panel((0.0, 0.012, 0.0), RIGHT, AWAY), ((-wide / 2, wide / 2), ahead), weave)


def _lay(stage: Stage, box: Box, seen: Plane, cover: Plane, ahead: float) -> None:
    open_ = stage.canvas.depth[box.window] > ahead
    cover = np.asarray(cover * open_, np.float32)
    stage.canvas.lay(np.asarray(seen, np.float32), cover, box, ahead)
