"""Street lamps: posts along both pavements, and their light in the air."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import ramp
from reelwright.providers.offline.visual.stage import Stage

TALL, ARM, THICK = 6.5, 1.5, 0.07
"""The height of a post, the reach of its arm, half its thickness, in metres."""
APART = 22.0


def line(stage: Stage, half: float) -> None:
    """Set lamp posts `half` metres to both sides, the farthest first."""
    for ahead in np.arange(4 * APART, 9.0, -APART).tolist():
        for side in (-1, 1):
            _post(stage, side * half, ahead, -side)


def _post(stage: Stage, across: float, ahead: float, towards: int) -> None:
    view = stage.view
    foot, tip = view.x(across, ahead), view.x(across + ARM * towards, ahead)
    top, thick = view.y(TALL, ahead), THICK * view.focal / ahead
    post = Box(round(foot - thick), round(top), round(foot + thick) + 1, round(view.y(0, ahead)))
    left, right = sorted((foot, tip))
    arm = Box(round(left), round(top), round(right), round(top + thick * 1.7) + 1)
    iron = colour("#26282c") * (stage.light.ambient + stage.light.sun.colour * np.float32(0.2))
    for box in (post.within(view.box), arm.within(view.box)):
        if box:
            seen = np.ones((box.bottom - box.top, box.right - box.left, 3), np.float32) * iron
            hazed = stage.air.veil(seen, ahead, TALL, slice(box.left, box.right))
            open_ = (stage.canvas.depth[box.window] > ahead).astype(np.float32)
            stage.canvas.lay(hazed, open_, box, ahead)
    if stage.light.lamps > 0.2:
        _shine(stage, (tip, top + thick * 2), ahead)


def _shine(stage: Stage, place: tuple[float, float], ahead: float) -> None:
    scale = stage.view.focal / ahead
    box = Box.around(*place, scale * 2.6).within(stage.view.box)
    if not box:
        return
    across, down = box.offsets(*place, scale)
    far = np.hypot(across, down * np.float32(1.3))
    glow = np.exp(-((far / np.float32(0.22)) ** 2)) * np.float32(4.5)
    glow = (glow + np.exp(-far / np.float32(0.6)) * np.float32(0.5)) * (1 - ramp(far, 1.6, 2.6))
    strength = stage.light.lamps * np.exp(-ahead / stage.air.clear * 0.7)
    stage.canvas.shine(colour("#ffc07a"), glow * np.float32(strength), box)
