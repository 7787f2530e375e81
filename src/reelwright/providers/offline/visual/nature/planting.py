"""Setting sprites into a picture: lit, in the air of the place, behind what is nearer."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, tint
from reelwright.providers.offline.visual.brush.sprite import (
    COVER,
    GLOW,
    LEAF,
    RIGHT,
    SHADE,
    UP,
    Sprite,
)
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.view import View

LAMP = rgb(1.0, 0.62, 0.26)
"""The light of lamps behind windows."""
SNOW = rgb(0.86, 0.9, 0.97)


@dataclass(frozen=True, slots=True)
class Paint:
    """What a sprite is coloured with: leaf (or roof), wood (or wall), and the snow on it."""

    leaf: Plane
    wood: Plane
    snow: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing stands: metres to the right, up and ahead, and how tall it is in metres."""

    across: float
    up: float
    ahead: float
    tall: float
    mirrored: bool = False


def lit(planes: Plane, paint: Paint, light: Light) -> Plane:
    """Return the colours of a sprite's channels in the light."""
    right, up, ahead = light.sun.direction
    towards = np.sqrt(clip(1 - planes[..., RIGHT] ** 2 - planes[..., UP] ** 2))
    facing = planes[..., RIGHT] * right + planes[..., UP] * up - towards * ahead
    shade, leaf = planes[..., SHADE], planes[..., LEAF]
    thin = clip(np.float32(1.6) - planes[..., COVER], 0.25, 1)
    through = leaf * thin * np.float32(0.42 * max(0.0, float(ahead)))
    direct = (np.maximum(facing, 0) + through) * shade
    sky = (0.62 + 0.38 * planes[..., UP]) * (0.25 + 0.75 * shade)
    colour = blend(paint.wood, paint.leaf, leaf)
    if paint.snow:
        colour = blend(colour, SNOW, _lying(planes) * np.float32(paint.snow))
    seen = colour * (tint(direct, light.sun.colour) + tint(sky, light.ambient))
    if light.lamps and planes[..., GLOW].max() > 0:
        seen += tint(planes[..., GLOW], LAMP * np.float32(light.lamps * 1.5))
    return seen


def _lying(planes: Plane) -> Plane:
    """Return where snow comes to lie: on what looks up and is open to the sky."""
    return clip((planes[..., UP] - 0.42) * 4) * clip(planes[..., SHADE] * 2.4 - 0.75)


def plant(stage: Stage, view: View, sprite: Sprite, paint: Paint, spot: Spot) -> None:
    """Set `sprite` into the picture at `spot`; what is nearer already hides it."""
    canvas = stage.canvas
    pixels = round(view.focal * spot.tall / spot.ahead)
    if pixels < 2:
        return
    planes = _turned(sprite.sized(pixels), spot)
    x, y = view.x(spot.across, spot.ahead), view.y(spot.up, spot.ahead)
    left, top = round(x - planes.shape[1] / 2), round(y) - pixels
    box = Box(left, top, left + planes.shape[1], top + pixels).within(canvas.box)
    if not box:
        return
    planes = planes[box.top - top : box.bottom - top, box.left - left : box.right - left]
    _, down = box.offsets(0, y, view.focal / spot.ahead)
    seen = lit(planes, paint, stage.light)
    hazed = stage.air.veil(seen, spot.ahead, spot.up - down, slice(box.left, box.right))
    cover = planes[..., COVER] * (canvas.depth[box.window] > spot.ahead * 0.985)
    canvas.lay(hazed, cover, box, spot.ahead)


def _turned(planes: Plane, spot: Spot) -> Plane:
    if not spot.mirrored:
        return planes
    mirrored = planes[:, ::-1].copy()
    mirrored[..., RIGHT] *= -1
    return mirrored
