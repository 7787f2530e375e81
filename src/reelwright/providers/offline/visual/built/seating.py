"""What one sits on in a room, and the low table before it: boxes of cloth and wood."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, tiled, times
from reelwright.providers.offline.visual.built import skins
from reelwright.providers.offline.visual.built.chamber import Chamber, Span
from reelwright.providers.offline.visual.built.skins import Skin

LOW = 0.44
"""The height of a low table in metres."""
SEAT = 0.42
"""How high one sits, in metres."""


def cloth(text: str, bright: float = 1.0) -> Skin:
    """Return woven cloth, a little worn."""
    tone = colour(text, bright)

    def skin(first: Plane, second: Plane) -> Plane:
        worn = tiled(noise.cloudy(203, gain=0.7), first * np.float32(0.8), second * np.float32(0.8))
        share = np.float32(0.86) + np.float32(0.28) * worn
        return times(np.ones((*share.shape, 3), np.float32) * tone, share)

    return skin


def sofa(room: Chamber, across: Span, far: float, tone: str) -> None:
    """Stand a sofa that looks at the eye, its back `far` metres ahead."""
    left, right = across
    near, arm = far - 0.92, 0.2
    body, cushion, edge = cloth(tone), cloth(tone, 1.15), cloth(tone, 0.6)
    room.block((left + arm, right - arm), (0.3, 0.84), (far - 0.24, far), body)
    seats = max(2, round((right - left - 2 * arm) / 0.72))
    steps = np.linspace(left + arm, right - arm, seats + 1)
    for start, stop in zip(steps[:-1].tolist(), steps[1:].tolist(), strict=True):
        inner = (start + 0.012, stop - 0.012)
        room.block(inner, (SEAT, 0.8), (far - 0.36, far - 0.24), cushion)
        room.block(inner, (0.28, SEAT), (near + 0.02, far - 0.24), cushion)
    room.block((left + arm, right - arm), (0.1, 0.27), (near + 0.06, far - 0.2), edge)
    for start in (left, right - arm):
        room.block((start, start + arm), (0.08, 0.62), (near, far), body)


def armchair(room: Chamber, side: int, ahead: float, tone: str) -> None:
    """Stand an armchair by the wall to the left (-1) or right (1), looking into the room."""
    wide, deep, arm = 0.86, 0.84, 0.17
    back = side * (room.half - 0.5)
    body, cushion = cloth(tone), cloth(tone, 1.15)
    room.block(_span(back, back - side * 0.2), (0.1, 0.98), (ahead, ahead + wide), body)
    reach = _span(back, back - side * deep)
    room.block(reach, (0.08, 0.6), (ahead + wide - arm, ahead + wide), body)
    seat = _span(back - side * 0.2, back - side * deep)
    room.block(seat, (0.1, SEAT), (ahead + arm, ahead + wide - arm), cushion)
    room.block(reach, (0.08, 0.6), (ahead, ahead + arm), body)


def low_table(room: Chamber, wide: float, ahead: Span, wood: str = "#6a4a30") -> None:
    """Set a low table in the middle, so wide to each side."""
    grain, (near, far) = skins.wood(wood, long=0), ahead
    for x in (-wide + 0.04, wide - 0.1):
        for z in (far - 0.1, near + 0.04):
            room.block((x, x + 0.06), (0, LOW - 0.05), (z, z + 0.06), grain)
    room.block((-wide, wide), (LOW - 0.05, LOW), ahead, grain)


def _span(first: float, second: float) -> Span:
    return min(first, second), max(first, second)
