"""A fireplace in the side wall of a room, and its fire when it is dark."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import ramp
from reelwright.providers.offline.visual.built import skins
from reelwright.providers.offline.visual.built.chamber import ACROSS, Chamber, Lamp

WIDE, TALL = 1.5, 1.15
"""How wide and how tall the mantelpiece is, in metres."""
BEFORE = 1.3
"""How many metres before the far wall its middle is."""
FIRE = "#ff8a38"


def fire(half: float, deep: float, side: int, strength: float) -> Lamp:
    """Return the light of a fire to the left (-1) or right (1) of a room so wide and so deep."""
    return Lamp((side * (half - 0.5), 0.36, deep - BEFORE), colour(FIRE, strength), 1.3)


def build(room: Chamber, side: int, stone: str, lit: float) -> None:
    """Build a mantelpiece against a wall, with a fire lit so far from 0 to 1."""
    middle = room.deep - BEFORE
    near, far = middle - WIDE / 2, middle + WIDE / 2
    face, wall = side * (room.half - 0.24), side * room.half
    marble = skins.plaster(stone)
    depth = min(face, wall), max(face, wall)
    for start in (far - 0.3, near):
        room.block(depth, (0, TALL), (start, start + 0.3), marble)
    room.block(depth, (0.78, TALL), (near + 0.3, far - 0.3), marble)
    ledge = min(face - side * 0.08, wall), max(face - side * 0.08, wall)
    room.block(ledge, (TALL, TALL + 0.06), (near - 0.1, far + 0.1), marble)
    soot = skins.plain("#16120f")
    spans = (0.0, 0.78), (near + 0.3, far - 0.3)
    room.face(ACROSS, face + side * 0.1, spans, soot, -side)
    frame = skins.plain("#4a3420"), skins.plain("#7e8a84")
    for inset, skin in zip((0.0, 0.07), frame, strict=True):
        at = side * (room.half - 0.02 - 0.01 * inset)
        up = 1.42 + inset, 2.1 - inset
        room.face(ACROSS, at, (up, (middle - 0.45 + inset, middle + 0.45 - inset)), skin, -side)
    if lit > 0:
        _flames(room, (face, middle), lit)


def _flames(room: Chamber, at: tuple[float, float], lit: float) -> None:
    """Let flames stand in the hearth: tongues that are white hot at their foot."""
    across, middle = at
    view, canvas = room.stage.view, room.stage.canvas
    x, y, scale = view.x(across, middle), view.y(0.06, middle), view.focal / middle
    box = Box.around(x, y - 0.3 * scale, scale * 0.9).within(view.box)
    if not box:
        return
    right, down = box.offsets(x, y, scale)
    up = -down
    sway = np.sin(up * 17 + right * 9) * up * np.float32(0.12)
    tongues = np.float32(0.5) + np.float32(0.3) * np.sin((right + sway) * 34)
    tall = (np.float32(0.5) - np.abs(right + sway) * 1.7) * (np.float32(0.45) + tongues)
    body = ramp(tall - up, 0.0, 0.22) * ramp(up, -0.02, 0.05)
    far = np.hypot(right, up - np.float32(0.2))
    halo = np.exp(-far / np.float32(0.2)) * (1 - ramp(far, 0.4, 0.85)) * np.float32(0.3)
    canvas.shine(colour(FIRE), np.asarray((body * 1.6 + halo) * lit, np.float32), box)
    canvas.shine(colour("#fff0a0"), np.asarray(body**3 * 0.7 * lit, np.float32), box)
