"""A drawn thing as a figure that the scene's light falls on: rasterised, made round, lit."""

import re
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import resvg_py

from reelwright.providers.offline.visual.brush.colour import linear
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blur,
    clip,
    fit,
    ramp,
    slope,
    tint,
)
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.subjects.things import Thing, drawing

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
    picture = _trimmed(_raster(drawing(thing.art), round(height * 1.25)), thing.keep)
    rows, columns = picture.shape[:2]
    picture[..., :3] *= picture[..., 3:]
    fitted = fit(picture, max(2, round(columns * height / rows)), height)
    cover = np.ascontiguousarray(fitted[..., 3])
    coded = fitted[..., 2::-1] / np.maximum(cover, np.float32(1e-3))[..., None]
    right, up = _rounded(cover)
    return Figure(linear(coded), cover, right, up)


def _raster(svg: str, pixels: int) -> Plane:
    size = _SIZE.search(svg)
    wide, tall = (float(part) for part in size.groups()) if size else (32.0, 32.0)
    scale = pixels / tall
    png = resvg_py.svg_to_bytes(
        svg_string=svg, width=max(2, round(wide * scale)), height=max(2, pixels)
    )
    picture = cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_UNCHANGED)
    return np.asarray(picture, np.float32) / 255


def _trimmed(picture: Plane, keep: float) -> Plane:
    solid = picture[..., 3] > 0.02
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    top, bottom = int(rows[0]), int(rows[0] + (rows[-1] + 1 - rows[0]) * keep)
    kept = picture[top:bottom]
    columns = np.flatnonzero((kept[..., 3] > 0.02).any(axis=0))
    return kept[:, columns[0] : columns[-1] + 1].copy()


def _rounded(cover: Plane) -> tuple[Plane, Plane]:
    """Return how a body of this outline would face, were it blown up from its edges."""
    padded = np.pad(cover, 2) > 0.5
    inside = cv2.distanceTransform(padded.astype(np.uint8), cv2.DIST_L2, 5)[2:-2, 2:-2]
    reach = np.float32(max(2.0, cover.shape[0] * 0.09))
    far = clip(np.asarray(inside, np.float32) / reach)
    bulge = np.sqrt(far * (2 - far)) * reach
    right, down = slope(blur(bulge, max(0.8, cover.shape[0] * 0.012)))
    steep = np.sqrt(1 + right**2 + down**2)
    return -right / steep, down / steep


def lit(shape: Figure, light: Light, glow: float = 0.0) -> Plane:
    """Return the colours of a figure in the light; `glow` of its own colours shines by itself."""
    right, up, ahead = light.sun.direction
    towards = np.sqrt(clip(1 - shape.right**2 - shape.up**2))
    facing = shape.right * right + shape.up * up - towards * ahead
    edge = ramp(np.hypot(shape.right, shape.up), 0.55, 0.95)
    edge *= ramp(shape.right * right + shape.up * np.float32(0.5), -0.2, 0.6)
    direct = ramp(facing, -0.25, 1.0) * np.float32(0.85)
    direct += edge * np.float32(max(0.0, float(ahead)) * 0.55)
    rows = np.linspace(1.0, 0.72, shape.cover.shape[0], dtype=np.float32)[:, None]
    sky = (np.float32(0.65) + np.float32(0.4) * shape.up) * rows
    falls = tint(direct, light.sun.colour) + tint(sky, light.ambient)
    own = np.float32(glow * (0.35 + 1.4 * light.stars + 0.8 * light.lamps))
    return shape.colour * (falls * np.float32(0.82) + own)
