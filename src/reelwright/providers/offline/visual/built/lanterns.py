"""Old street lanterns on iron posts, and their light in the air."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, clip, ramp, tint
from reelwright.providers.offline.visual.built.outdoors import HEAD, LANTERN
from reelwright.providers.offline.visual.stage import Stage

IRON = "#24282a"


def stand(stage: Stage, across: float, ahead: float) -> None:
    """Stand a lantern at a place to the right and ahead."""
    view, canvas, light = stage.view, stage.canvas, stage.light
    x, y, scale = view.x(across, ahead), view.y(0.0, ahead), view.focal / ahead
    box = Box(
        int(x - scale * 0.4) - 1, int(y - scale * 4.2), int(x + scale * 0.4) + 2, int(y) + 1
    ).within(view.box)
    if not box:
        return
    right, down = box.offsets(x, y, scale)
    up, soft = -down, np.float32(scale)
    half = np.interp(
        up,
        [0, 0.25, 0.3, 0.5, 0.55, 2.9, 3.0, 3.06],
        [0.16, 0.14, 0.07, 0.07, 0.045, 0.04, 0.1, 0.05],
    ).astype(np.float32)
    post = clip((half - np.abs(right)) * soft + np.float32(0.5)) * (up < 3.06) * (up > 0)
    rise = (up - np.float32(3.06)) / np.float32(0.62)
    glass_half = np.float32(0.12) + np.float32(0.09) * clip(rise)
    glass = clip((glass_half - np.abs(right)) * soft + np.float32(0.5)) * (rise > 0) * (rise < 1)
    cap = clip(((np.float32(4.02) - up) * np.float32(0.72) - np.abs(right)) * soft) * (rise >= 1)
    bars = (np.abs(np.abs(right) - glass_half) < 0.022) | (np.abs(right) < 0.012)
    falls = light.ambient * np.float32(0.8) + light.sun.colour * np.float32(0.2)
    seen = tint(
        glass * ~bars,
        light.ambient * np.float32(0.5) + colour(LANTERN, 3.2 * light.lamps * (light.lamps > 0.2)),
    )
    seen += tint(1 - glass * ~bars, colour(IRON) * falls)
    cover = np.maximum(np.maximum(post, glass), cap)
    hazed = stage.air.veil(seen, ahead, 2.0, slice(box.left, box.right))
    open_ = canvas.depth[box.window] > ahead
    canvas.lay(hazed, np.asarray(cover * open_, np.float32), box, ahead)
    if light.lamps > 0.2:
        _shine(stage, (x, view.y(HEAD, ahead)), ahead)


def _shine(stage: Stage, place: tuple[float, float], ahead: float) -> None:
    scale = stage.view.focal / ahead
    box = Box.around(*place, scale * 2.4).within(stage.view.box)
    if not box:
        return
    far = np.hypot(*box.offsets(*place, scale))
    glow: Plane = np.exp(-((far / np.float32(0.2)) ** 2)) * np.float32(2)
    glow = (glow + np.exp(-far / np.float32(0.5)) * np.float32(0.55)) * (1 - ramp(far, 1.4, 2.4))
    strength = stage.light.lamps * np.exp(-ahead / stage.air.clear * 0.7)
    stage.canvas.shine(colour(LANTERN), glow * np.float32(strength), box)
