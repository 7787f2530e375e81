"""Stamps: a few glyphs, or a bar, as masks of what is filled and of the outline round it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.render.captions.sheet import Box, Mask, Picture, around, scaled, within
from reelwright.render.planes import Pixels
from reelwright.render.text.ink import ink_bounds
from reelwright.render.text.mask import average, cover, thicken
from reelwright.render.text.picture import pictures
from reelwright.render.text.shape import Glyph

Point = tuple[float, float]
Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels from the top left of the frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Stamp:
    """Masks of letters, of their outline, which is under them too, and the emoji among them."""

    fill: Mask
    edge: Mask
    emoji: Picture | None = None


@dataclass(frozen=True, slots=True)
class Type:
    """What letters are set with: their size and outline in pixels, in a frame of some size."""

    size: float
    edge: float
    frame: tuple[int, int]


def bounds(glyphs: Iterable[Glyph], size: float, pen: Point) -> Bounds:
    """Return where the ink of glyphs set from `pen` lies in the frame."""
    left, top, right, bottom = ink_bounds(glyphs, size)
    return pen[0] + left, pen[1] + top, pen[0] + right, pen[1] + bottom


def stamp(glyphs: tuple[Glyph, ...], pen: Point, kind: Type) -> Stamp | None:
    """Return the stamp of glyphs set from `pen`; None where they have no ink in the frame."""
    left, top, right, bottom = bounds(glyphs, kind.size, pen)
    pad = kind.edge + 2
    box = within((left - pad, top - pad, right + pad, bottom + pad), kind.frame)
    if left >= right or 0 in box.size:
        return None
    inside = (pen[0] - box.left, pen[1] - box.top)
    body = cover(glyphs, kind.size, box.size, inside)
    drawn = pictures(glyphs, kind.size, box.size, inside)
    outer = body if drawn is None else np.maximum(body, drawn[..., 3])
    fill = Mask(box, average(body))
    edge = Mask(box, average(thicken(outer, kind.edge))) if kind.edge else Mask(box, average(outer))
    return Stamp(fill, edge, None if drawn is None else Picture(box, average(drawn)))


def moved(one: Stamp, right: int, down: int) -> Stamp:
    """Return a stamp without emoji, moved by even numbers of pixels."""
    fill, edge = (
        Mask(
            Box(
                mask.box.left + right,
                mask.box.top + down,
                mask.box.right + right,
                mask.box.bottom + down,
            ),
            mask.pixels,
        )
        for mask in (one.fill, one.edge)
    )
    return Stamp(fill, edge)


def swollen(one: Stamp, about: Point, times: float, frame: tuple[int, int]) -> Stamp:
    """Return a stamp `times` as large seen from the point `about` of the frame.

    It is stretched, not drawn anew: nobody sees a tenth of a second's softness, and it is cheap.
    """
    bounds = tuple(
        about[side % 2] + (place - about[side % 2]) * times
        for side, place in enumerate(one.edge.box)
    )
    box = within((bounds[0], bounds[1], bounds[2], bounds[3]), frame)
    # From the centres of the larger box's pixels to those of the stamp's own.
    back = [
        (box[side] + 0.5 - about[side]) / times + about[side] - one.edge.box[side] - 0.5
        for side in (0, 1)
    ]
    affine = np.array([[1 / times, 0, back[0]], [0, 1 / times, back[1]]], np.float64)
    fill, edge = (Mask(box, _stretched(mask.pixels, affine, box)) for mask in (one.fill, one.edge))
    emoji = one.emoji and Picture(box, _stretched(one.emoji.pixels, affine, box))
    return Stamp(fill, edge, emoji)


def _stretched(pixels: Pixels, affine: NDArray[np.float64], box: Box) -> Pixels:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(pixels, affine, box.size, flags=flags), np.uint8)


def together(masks: Iterable[Mask]) -> Mask:
    """Return the mask of what any of some masks covers."""
    parts = list(masks)
    if len(parts) == 1:
        return parts[0]
    box = reduce(around, (part.box for part in parts))
    joined = np.zeros(box.size[::-1], np.uint8)
    for part in parts:
        row, column = part.box.top - box.top, part.box.left - box.left
        height, width = part.pixels.shape
        under = joined[row : row + height, column : column + width]
        cv2.max(under, part.pixels, dst=under)
    return Mask(box, joined)


def shadow(mask: Mask, blur: float, drop: float, frame: tuple[int, int]) -> Mask:
    """Return the shadow of a mask: softened by a deviation of `blur` pixels, `drop` further down.

    It is worked out at half the size, since it has no detail.
    """
    reach = 3 * blur + 2
    left, top, right, bottom = mask.box
    box = within((left - reach, top - reach, right + reach, bottom + reach + drop), frame)
    spread = np.zeros(box.size[::-1], np.uint8)
    spread[top - box.top : bottom - box.top, left - box.left : right - box.left] = mask.pixels
    return Mask(box, _fallen(_blurred(spread, blur), round(drop)))


def _blurred(mask: Pixels, blur: float) -> Pixels:
    height, width = mask.shape
    small = cv2.resize(mask, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.3, blur / 2), borderType=cv2.BORDER_CONSTANT)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def _fallen(mask: Pixels, rows: int) -> Pixels:
    if not rows:
        return mask
    fallen = np.zeros_like(mask)
    fallen[rows:] = mask[:-rows]
    return fallen


def veil(over: Mask, under: Mask, strength: int) -> Mask:
    """Return `under` at `strength` of 255 and `over` laid on it, which lies within it, as one."""
    joined = scaled(under.pixels, strength)
    left, top = over.box.left - under.box.left, over.box.top - under.box.top
    height, width = over.pixels.shape
    part = joined[top : top + height, left : left + width]
    cv2.multiply(part, cv2.bitwise_not(over.pixels), dst=part, scale=1 / 255)
    cv2.add(part, over.pixels, dst=part)
    return Mask(under.box, joined)
