"""Drafts: built things drawn face by face in metres, to be cut out as sprites."""

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.plane import Plane, tiled
from reelwright.providers.offline.visual.brush.sprite import (
    COVER,
    GLOW,
    LEAF,
    RIGHT,
    SHADE,
    UP,
    Sprite,
    cut,
)

Outline = list[tuple[float, float]]
"""Corners as metres to the right of the middle and above the foot."""


class Draft:
    """A drawing of something `wide` by `tall` metres, `scale` pixels to the metre."""

    def __init__(self, wide: float, tall: float, scale: float) -> None:
        self.scale = scale * 2
        self.planes = np.zeros((round(tall * self.scale), round(wide * self.scale), 6), np.float32)

    def sprite(self) -> Sprite:
        """Return what has been drawn, cut out."""
        return cut(self.planes)

    def face(
        self,
        outline: Outline,
        facing: tuple[float, float],
        shade: float = 1.0,
        *,
        roof: float = 0.0,
        glow: float = 0.0,
    ) -> None:
        """Draw a flat face that looks so far to the right and up, over what is there."""
        window, where, _, _ = self._inside(outline)
        self._set(window, where, (1.0, facing[0], facing[1], shade, roof, glow))

    def drum(
        self, left: float, right: float, bottom: float, top: float, shade: float = 1.0
    ) -> None:
        """Draw an upright cylinder."""
        self.cone(box(left, bottom, right, top), 0.05, shade)

    def cone(self, outline: Outline, up: float, shade: float = 1.0, *, roof: float = 0.0) -> None:
        """Draw a round thing of this outline, the same on both sides, that faces `up` so far."""
        window, where, x, _ = self._inside(outline)
        across = [point[0] for point in outline]
        half = np.maximum((where > 0.5).sum(axis=1) / self.scale / 2, 0.05)[:, None]
        turn = np.clip((x - (min(across) + max(across)) / 2) / half, -0.97, 0.97)
        self._set(window, where, (1.0, turn * np.sqrt(1 - up * up), up, shade, roof, 0.0))

    def lay(self, outline: Outline, course: float, depth: float, *, brick: float = 2.2) -> None:
        """Darken the joints between courses of stones, planks or tiles, and vary the stones."""
        window, where, x, y = self._inside(outline)
        y = y / course
        x = x / (course * brick) + 0.5 * (np.floor(y) % 2)
        fine = np.clip(course * self.scale / 6, 0, 1)  # too small to be seen, they only tint
        joint = (
            np.minimum(np.abs(y - np.round(y)), np.abs(x - np.round(x)) * brick)
            * course
            * self.scale
        )
        stone = _scatter(np.floor(x), np.floor(y))
        dark = (1 - depth * fine * np.clip(1.4 - joint, 0, 1)) * (1 - depth * 0.9 * (stone - 0.35))
        self.planes[window][..., SHADE] *= 1 + (dark - 1) * where

    def stain(self, depth: float, seed: int) -> None:
        """Let weather blotch all of it."""
        rows, columns = self.planes.shape[:2]
        x = np.arange(columns, dtype=np.float32)[None, :] / np.float32(self.scale * 14)
        y = np.arange(rows, dtype=np.float32)[:, None] / np.float32(self.scale * 22)
        blotch = tiled(noise.cloudy(141, gain=0.65), x + np.float32(seed * 0.37), y)
        self.planes[..., SHADE] *= 1 + np.float32(depth * 2) * (blotch - np.float32(0.5))

    def _set(
        self, window: tuple[slice, slice], where: Plane, values: tuple[Plane | float, ...]
    ) -> None:
        part = self.planes[window]
        for channel, value in zip((COVER, RIGHT, UP, SHADE, LEAF, GLOW), values, strict=True):
            part[..., channel] += (value - part[..., channel]) * where

    def _inside(self, outline: Outline) -> tuple[tuple[slice, slice], Plane, Plane, Plane]:
        """Return an outline's window, where in it is inside, its columns and rows in metres."""
        rows, columns = self.planes.shape[:2]
        points = np.array(
            [(columns / 2 + x * self.scale, rows - y * self.scale) for x, y in outline]
        )
        low = np.clip(np.floor(points.min(axis=0)) - 1, 0, [columns, rows]).astype(int)
        high = np.clip(np.ceil(points.max(axis=0)) + 2, 0, [columns, rows]).astype(int)
        mask = np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8)
        cv2.fillPoly(mask, [np.round((points - low) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        x = (np.arange(low[0], high[0]) + 0.5 - columns / 2)[None, :] / self.scale
        y = (rows - np.arange(low[1], high[1]) - 0.5)[:, None] / self.scale
        window = slice(low[1], high[1]), slice(low[0], high[0])
        return window, mask.astype(np.float32) / 255, x, y


def box(left: float, bottom: float, right: float, top: float) -> Outline:
    """Return the outline of an upright rectangle."""
    return [(left, bottom), (right, bottom), (right, top), (left, top)]


def _scatter(x: Plane, y: Plane) -> Plane:
    """Return a number from 0 to 1 for each pair of whole numbers, without order."""
    wave = np.sin(x * 12.9898 + y * 78.233) * 43758.547
    return np.asarray(wave - np.floor(wave), np.float32)
