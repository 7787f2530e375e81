"""A fountain on a square: a basin, a bowl on a column, and water that falls from it."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp
from reelwright.providers.offline.visual.built import skins
from reelwright.providers.offline.visual.built.massing import AWAY, RIGHT, Drum, Massing, Panel

STONE, WATER, SNOW = "#b4aa9a", "#3c6068", "#d3dce6"
RIM, BOWL = 0.72, 2.1
"""How high the basin's rim and the bowl are, in metres."""


def build(massing: Massing, across: float, ahead: float, radius: float) -> None:
    """Build a fountain around a place, its basin so many metres in radius."""
    white = massing.stage.moment.white
    stone = skins.plaster(STONE)
    _disc(massing, (across, RIM - 0.12, ahead), radius, skins.plain(SNOW) if white else _rippled)
    massing.drum(Drum(across, ahead, radius), (0.0, RIM), stone)
    _disc(
        massing,
        (across, RIM, ahead),
        radius + 0.1,
        skins.plain(SNOW if white else STONE),
        radius - 0.28,
    )
    massing.drum(Drum(across, ahead, radius + 0.1), (RIM - 0.16, RIM), stone)
    massing.drum(Drum(across, ahead, 0.3), (RIM - 0.1, BOWL), stone)
    massing.drum(Drum(across, ahead, 0.95), (BOWL - 0.1, BOWL + 0.14), stone)
    massing.drum(Drum(across, ahead, 0.6), (BOWL - 0.3, BOWL - 0.1), stone)
    massing.drum(Drum(across, ahead, 0.16), (BOWL, BOWL + 0.75), stone)
    if not white:
        _water(massing, across, ahead)


def _disc(
    massing: Massing,
    place: tuple[float, float, float],
    radius: float,
    skin: skins.Skin,
    hole: float = 0.0,
) -> None:
    across, up, ahead = place

    def ring(first: Plane, second: Plane) -> Plane:
        far = np.hypot(first - np.float32(across), second - np.float32(ahead))
        shown = clip((np.float32(radius) - far) * 40) * (far >= hole)
        return np.asarray(shown, np.float32)

    spans = (across - radius, across + radius), (ahead - radius, ahead + radius)
    massing.panel(Panel((0.0, up, 0.0), RIGHT, AWAY), spans, skin, ring)


def _rippled(first: Plane, second: Plane) -> Plane:
    wave = np.sin(first * 9 + np.sin(second * 7)) * np.sin(second * 11 + first * 3)
    return blend(colour(WATER), colour("#a8c4cc"), ramp(wave, 0.45, 1.0) * np.float32(0.5))


def _water(massing: Massing, across: float, ahead: float) -> None:
    """Let water rise from the top and fall from the bowl, as thin white threads."""
    stage, view = massing.stage, massing.stage.view
    x, y, scale = view.x(across, ahead), view.y(0.0, ahead), view.focal / ahead
    box = Box(
        int(x - scale * 2), int(y - scale * 4.3), int(x + scale * 2) + 1, int(y - scale * 0.5)
    )
    box = box.within(view.box)
    if not box:
        return
    right, down = box.offsets(x, y, scale)
    up, aside = -down, np.abs(right)
    total = np.zeros((down.shape[0], right.shape[1]), np.float32)
    soft = np.float32(max(0.03, 0.8 / scale))
    for reach, top, foot in (
        (0.75, 3.75, BOWL),
        (0.5, 3.95, BOWL),
        (1.7, BOWL + 0.2, RIM),
        (1.45, BOWL + 0.16, RIM),
    ):
        start = 0.0 if foot == BOWL else 0.93
        share = clip((aside - start) / np.float32(reach - start))
        curve = np.float32(top) - np.float32(top - foot) * share**2
        if foot == BOWL:
            curve = curve - np.float32(0.5) * (1 - clip(aside / 0.12)) ** 2
        near = np.exp(-(((up - curve) / (soft * (1 + 2 * share))) ** 2))
        total += near * (aside < reach) * (aside > start)
    veil = (aside < 0.93) & (up > RIM) & (up < BOWL - 0.02)
    threads = np.abs(np.sin(right * 31)) ** 6 * np.float32(0.35) * veil * (aside > 0.35)
    light = stage.light
    white = light.ambient * np.float32(1.1) + light.sun.colour * np.float32(0.35)
    cover = clip(total * np.float32(0.75) + threads) * np.float32(0.8)
    open_ = stage.canvas.depth[box.window] > ahead - 3
    stage.canvas.light[box.window] = blend(stage.canvas.light[box.window], white, cover * open_)
