"""What rooms are furnished with: window and curtains, rug, bookcase, pictures, table, lamp."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import clip, ramp, tint
from reelwright.providers.offline.visual.built import skins
from reelwright.providers.offline.visual.built.chamber import ACROSS, AHEAD, UP, Chamber
from reelwright.providers.offline.visual.built.skins import Skin

TOP = 0.78
"""The height of a table in metres."""
BEHIND = 0.12
"""How many metres walls go on behind those that meet them: soft edges let no daylight through."""


def shell(room: Chamber, wall: Skin, floor: str) -> None:
    """Paint the walls around the window, the ceiling, the floor of planks and the skirting."""
    half, tall, deep, window = room.half, room.tall, room.deep, room.opening
    white = skins.plain("#e4ded2")
    between = (window.left - BEHIND, window.right + BEHIND)
    out, low, high = half + BEHIND, -BEHIND, tall + BEHIND
    for across, up in (
        ((-out, window.left), (low, high)),
        ((window.right, out), (low, high)),
        (between, (low, window.foot)),
        (between, (window.head, high)),
    ):
        room.face(AHEAD, deep, (across, up), wall)
    room.face(UP, tall, ((-out, out), (0.3, deep)), white)
    room.face(UP, 0.0, ((-out, out), (0.3, deep)), skins.wood(floor, long=1, plank=0.14), 1)
    for side in (-1, 1):
        room.face(ACROSS, side * half, ((0, tall), (0.3, deep)), skins.turned(wall), -side)
        room.block(_span(side * half, side * (half - 0.03)), (0, 0.12), (0.3, deep), white)
    room.block((-half, half), (0, 0.12), (deep - 0.03, deep), white)


def window(room: Chamber, cloth: str) -> None:
    """Set the frame and its bars, the sill and the curtains."""
    deep, opening, frame = room.deep, room.opening, skins.plain("#e8e2d6")
    for x in np.linspace(opening.left, opening.right, opening.panes[0] + 1).tolist():
        upright = (opening.foot, opening.head)
        room.block((x - 0.028, x + 0.028), upright, (deep - 0.04, deep), frame)
    for y in np.linspace(opening.foot, opening.head, opening.panes[1] + 1).tolist():
        level = (opening.left, opening.right)
        room.block(level, (y - 0.025, y + 0.025), (deep - 0.035, deep), frame)
    sill = (opening.left - 0.12, opening.right + 0.12)
    room.block(sill, (opening.foot - 0.07, opening.foot - 0.02), (deep - 0.22, deep), frame)
    _curtains(room, cloth)


def _curtains(room: Chamber, cloth: str) -> None:
    opening, limit = room.opening, room.half - 0.05
    wide = (opening.right - opening.left) * 0.2
    rail = opening.head + 0.16
    for left, right in (
        (max(opening.left - wide, -limit), opening.left + wide * 0.55),
        (opening.right - wide * 0.55, min(opening.right + wide, limit)),
    ):
        room.face(AHEAD, room.deep - 0.14, ((left, right), (0.06, rail)), skins.folds(cloth))
    across = (opening.left - wide * 1.1, opening.right + wide * 1.1)
    ahead = (room.deep - 0.17, room.deep - 0.12)
    room.block(across, (rail, rail + 0.04), ahead, skins.wood("#6a4a2c", long=0))


def rug(room: Chamber, tone: str, border: str) -> None:
    """Lay a rug in the middle of the floor."""
    wide, long, middle = room.half * 1.15, 2.0, 3.3
    weave = skins.moved(skins.rug(tone, border, wide, long), (0.0, middle))
    spans = (-wide / 2, wide / 2), (middle - long / 2, middle + long / 2)
    room.face(UP, 0.012, spans, weave, 1)


def bookcase(room: Chamber, side: int) -> None:
    """Stand a bookcase against the wall to the left (-1) or right (1)."""
    inner, outer = side * (room.half - 0.34), side * room.half
    near, far, tall = room.deep - 2.3, room.deep - 0.45, room.tall * 0.82
    room.block(_span(inner, outer), (0, tall), (near, far), skins.wood("#5a3c26", long=0))
    spans = (0.1, tall - 0.08), (near + 0.05, far - 0.05)
    room.face(ACROSS, inner - side * 0.004, spans, skins.turned(skins.books()), -side)


def pictures(room: Chamber, side: int, rng: np.random.Generator) -> None:
    """Hang two pictures on the wall to the left (-1) or right (1)."""
    tones = ("#8a9aa0", "#b09a78", "#7a8a6a", "#a88070")
    for near in (room.deep - 2.5, room.deep - 1.5):
        up, at = 1.45 + rng.uniform(-0.1, 0.1), side * (room.half - 0.02)
        for inset, tone in ((0.0, "#4a3420"), (0.05, "#e8e2d4"), (0.14, str(rng.choice(tones)))):
            spans = (up + inset, up + 0.62 - inset), (near + inset, near + 0.56 - inset)
            room.face(ACROSS, at - side * inset * 0.06, spans, skins.plain(tone), -side)


def reach(room: Chamber) -> float:
    """Return how many metres a table reaches to each side of the middle."""
    return min(room.half * 0.62, 1.05)


def table(room: Chamber) -> None:
    """Set a table in the middle."""
    wide, near, far = reach(room), 2.75, 3.55
    wood, under = skins.wood("#7a5232", long=0), TOP - 0.04
    for x in (-wide + 0.05, wide - 0.11):
        for z in (far - 0.1, near + 0.04):
            room.block((x, x + 0.06), (0, under), (z, z + 0.06), wood)
    frame = (-wide + 0.05, wide - 0.05)
    room.block(frame, (under - 0.12, under), (near + 0.05, far - 0.05), wood)
    room.block((-wide, wide), (under, TOP), (near, far), wood)


def lamp(room: Chamber, place: tuple[float, float, float]) -> None:
    """Stand a lamp with its shade at a place."""
    x, y, z = place
    iron = skins.plain("#2a241e")
    room.block((x - 0.14, x + 0.14), (0, 0.03), (z - 0.14, z + 0.14), iron)
    room.block((x - 0.012, x + 0.012), (0.03, y), (z - 0.012, z + 0.012), iron)
    view, canvas = room.stage.view, room.stage.canvas
    middle, scale = (view.x(x, z), view.y(y + 0.02, z)), view.focal / z
    box = Box.around(*middle, scale * 0.9).within(view.box)
    if not box:
        return
    across, down = box.offsets(*middle, scale)
    far = np.hypot(across, down)
    glow = np.exp(-far / np.float32(0.22)) * (1 - ramp(far, 0.5, 0.9)) * np.float32(0.55)
    canvas.shine(colour("#ffb868"), glow, box)
    half = np.float32(0.165) + down * np.float32(0.32)
    inside = clip((half - np.abs(across)) * np.float32(scale))
    inside = inside * clip((np.float32(0.14) - np.abs(down)) * np.float32(scale))
    round_ = np.float32(1.5) - np.float32(0.7) * (across / np.float32(0.2)) ** 2
    canvas.lay(tint(round_ + down * np.float32(1.2), colour("#ffd9a0")), inside, box, z)


def _span(first: float, second: float) -> tuple[float, float]:
    return min(first, second), max(first, second)
