"""A drawn thing as a figure that the scene's light falls on: rasterised, made round, lit."""

import re
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import resvg_py

from reelwright.providers.offline.visual.brush.colour import linear, luma
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blur,
    clip,
    fit,
    mix,
    ramp,
    slope,
    times,
    tint,
)
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.subjects.things import Thing, drawing

BLACK = np.float32(0.02)
"""What the darkest of things still reflects."""
BOUNCE = 0.5
"""How much of the ground's light reaches what faces it."""
FILL = 0.08
"""How much of the light of a sun behind a figure the air and land before it throw back."""

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: linear colours, cover, and how far it faces right and up, each 0 outside it."""

    colour: Plane
    cover: Plane
    right: Plane
    up: Plane

    def mirrored(self) -> "Figure":
        """Return it as seen in a mirror beside it."""
        flip = [
            np.ascontiguousarray(part[:, ::-1])
            for part in (self.colour, self.cover, self.right, self.up)
        ]
        return Figure(flip[0], flip[1], -flip[2], flip[3])


@lru_cache(maxsize=48)
def figure(thing: Thing, height: int) -> Figure:
    """Return a thing `height` pixels tall, without the empty margin of its drawing."""
    picture = _outlined(thing, round(height * 1.25))
    rows, columns = picture.shape[:2]
    picture[..., :3] *= picture[..., 3:]
    wide = round(columns * height / (rows * thing.flat))
    fitted = fit(picture, max(2, wide), height)
    cover = np.ascontiguousarray(fitted[..., 3])
    coded = fitted[..., 2::-1] / np.maximum(cover, np.float32(1e-3))[..., None]
    return Figure(_pigment(linear(coded)), cover, *_rounded(cover, thing.flat))


@lru_cache(maxsize=512)
def width(thing: Thing) -> float:
    """Return how wide a thing is, in heights of its own; what is not drawn counts as square."""
    if not thing.art.startswith(("emoji:", "own:")):
        return 1.0
    rows, columns = _outlined(thing, 48).shape[:2]
    return float(columns / (rows * thing.flat))


def _pigment(tones: Plane) -> Plane:
    """Return the colours of a drawing as those of matter: neither black, nor white, nor pure.

    Measured surfaces reflect 3 to 90 % of the light (soot to fresh snow).
    """
    grey = luma(tones)[..., None]
    return np.asarray(mix(tones, grey, 0.1) * np.float32(0.84) + BLACK, np.float32)


def _outlined(thing: Thing, pixels: int) -> Plane:
    """Return a drawing, turned, without its margin."""
    picture = _raster(drawing(thing.art), pixels)
    return _trimmed(_turned(picture, thing.turn) if thing.turn else picture, thing.keep)


def _raster(svg: str, pixels: int) -> Plane:
    size = _SIZE.search(svg)
    wide, tall = (float(part) for part in size.groups()) if size else (32.0, 32.0)
    scale = pixels / tall
    png = resvg_py.svg_to_bytes(
        svg_string=svg, width=max(2, round(wide * scale)), height=max(2, pixels)
    )
    picture = cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_UNCHANGED)
    return np.asarray(picture, np.float32) / 255


def _turned(picture: Plane, degrees: float) -> Plane:
    """Return a drawing turned to the left on its own middle, its edges without a fringe."""
    rows, columns = picture.shape[:2]
    reach = int(np.ceil(np.hypot(rows, columns)))
    move = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
    move[:, 2] += (reach - columns) / 2, (reach - rows) / 2
    held = picture.copy()
    held[..., :3] *= held[..., 3:]
    turned = np.asarray(cv2.warpAffine(held, move, (reach, reach)), np.float32)
    turned[..., :3] /= np.maximum(turned[..., 3:], np.float32(1e-3))
    return turned


def _trimmed(picture: Plane, keep: float) -> Plane:
    solid = picture[..., 3] > 0.02
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    top, bottom = int(rows[0]), int(rows[0] + (rows[-1] + 1 - rows[0]) * keep)
    kept = picture[top:bottom]
    columns = np.flatnonzero((kept[..., 3] > 0.02).any(axis=0))
    return kept[:, columns[0] : columns[-1] + 1].copy()


def _rounded(cover: Plane, flat: float) -> tuple[Plane, Plane]:
    """Return how a body of this outline would face, were it blown up from its edges.

    One that lies is `flat` as seen from the eye: it faces up.
    """
    rows = cover.shape[0]
    padded = np.pad(cover, 2) > 0.5
    distance = cv2.distanceTransform(padded.astype(np.uint8), cv2.DIST_L2, 5)[2:-2, 2:-2]
    inside = np.asarray(distance, np.float32)
    deepest = float(inside.max())
    body = blur(_dome(inside, min(deepest, rows * 0.3)), rows * 0.03)
    hem = blur(_dome(inside, min(deepest, rows * 0.06)), max(0.8, rows * 0.012))
    right, down = slope(body * np.float32(0.6) + hem * np.float32(0.6))
    steep = np.sqrt(1 + right**2 + down**2)
    lean = np.float32(np.sqrt(1 - flat * flat))
    return -right / steep, (down * np.float32(flat) + lean) / steep * np.float32(1 - lean * 0.01)


def _dome(inside: Plane, reach: float) -> Plane:
    """Return the height of what is as round as a ball from its edge to `reach` inside it."""
    reach = max(2.0, reach)
    far = clip(inside / np.float32(reach))
    return np.asarray(np.sqrt(far * (2 - far)) * np.float32(reach), np.float32)


def lit(shape: Figure, light: Light, glow: float = 0.0, ground: Plane | None = None) -> Plane:
    """Return the colours of a figure in the light; `glow` of its own colours shines by itself.

    `ground` is the light that comes off what it stands on; None where it hovers.
    """
    right, up, ahead = light.sun.direction
    towards = np.sqrt(clip(1 - shape.right**2 - shape.up**2))
    facing = shape.right * right + shape.up * up - towards * ahead
    edge = ramp(np.hypot(shape.right, shape.up), 0.55, 0.95)
    edge *= ramp(shape.right * right + shape.up * np.float32(0.5), -0.2, 0.6)
    behind = edge * np.float32(0.55) + towards * np.float32(FILL)
    direct = ramp(facing, -0.3, 1.0) * np.float32(0.9) + behind * np.float32(max(0.0, float(ahead)))
    sky = shape.up * np.float32(0.4) + np.float32(0.62)
    sun = light.sun.colour * np.float32(_sunny(light, ground))
    open_ = tint(direct, sun) + tint(sky, light.ambient)
    falls = open_ if ground is None else _stood(shape, open_, ground)
    own = np.float32(glow * (0.35 + 1.4 * light.stars + 0.8 * light.lamps))
    return shape.colour * (falls * np.float32(0.86) + own)


def _sunny(light: Light, ground: Plane | None) -> float:
    """Return how much of the sun reaches what stands on `ground`: less where that lies dark."""
    if ground is None:
        return 1.0
    height = max(0.1, float(light.sun.direction[1]))
    whole = luma(light.sun.colour) * np.float32(height) + luma(light.ambient)
    return float(0.6 + 0.4 * ramp(luma(ground) / whole, 0.02, 0.12))


def _stood(shape: Figure, falls: Plane, ground: Plane) -> Plane:
    """Return the light on what stands: the ground sheds some on it, and it is dark at the foot."""
    rows = np.linspace(1.0, 0.0, shape.cover.shape[0], dtype=np.float32)[:, None]
    under = (np.float32(0.5) - np.float32(0.5) * shape.up) * (1 - rows * np.float32(0.4))
    foot = 1 - np.float32(0.45) * np.exp(-rows / np.float32(0.07))
    shed = tint(np.asarray(under * np.float32(BOUNCE), np.float32), ground)
    return times(falls + shed, np.broadcast_to(foot, shape.cover.shape).copy())
