"""A picture cut by how far away things are: layers, each carried on behind the nearer ones."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.model.stack import Drift, Sway
from reelwright.providers.offline.animator.filling import Pixels, filled

Relief = NDArray[np.float32]
"""How far away each pixel is: 0 at the eye, 1 at the sky, even steps for even ratios of metres."""

SKY = 0.999
"""From where on it is sky."""

DEPTHS = (0.62, 0.76, 0.88, 1.0)
"""How far layers follow the camera, the sky first: what is behind shows by a few percent."""

_SHARES = (0.34, 0.67)
"""Where the ground is cut: the shares of it that are nearer, about."""

_SOFT = 0.05
"""Over how much of the relief one layer of unbroken ground passes into the next."""

_EVEN = (0.003, 6.0)
"""How steeply the relief of ground rises, least and most, were it as steep for a whole height."""

LEAST = 0.004
"""A layer of less of the picture is none."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A layer: blue, green, red and alpha, how far it follows the camera, and how it moves.

    The farthest may have no alpha.
    """

    pixels: Pixels
    depth: float
    drift: Drift | None = None
    sway: Sway | None = None


def slices(bgr: Pixels, relief: Relief) -> list[Slice]:
    """Return the layers of a picture, the farthest first, which is opaque.

    Laid over each other they are the picture again, but for a pixel or two at edges.
    """
    cuts = _cuts(relief)
    sloping = _sloping(relief)
    covers = [np.full(relief.shape, 255, np.uint8)]
    covers += [_cover(relief, cut, sloping) for cut in cuts]
    used = DEPTHS[len(DEPTHS) - len(covers) :]
    behind = [_open(cover) for cover in covers[1:]]
    made = [
        Slice(_carried_on(bgr, cover, known), depth)
        for cover, known, depth in zip(covers, behind, used, strict=False)
    ]
    return [*made, Slice(with_alpha(bgr, covers[-1]), used[-1])]


def _cuts(relief: Relief) -> list[float]:
    """Return where the picture is cut, the farthest first."""
    ground = relief[relief < SKY]
    if ground.size < LEAST * relief.size:
        return []
    sky = [SKY] if relief.size - ground.size >= LEAST * relief.size else []
    sparse = _sparse(ground)
    cuts = sorted({_valley(sparse, share) for share in _SHARES}, reverse=True)
    return [*sky, *(cut for cut in cuts if (ground < cut).mean() > LEAST)]


def _sparse(ground: Relief) -> NDArray[np.float64]:
    """Return the share of the ground in each hundredth of the relief, smoothed."""
    counts, _ = np.histogram(ground, bins=100, range=(0, 1))
    spread = np.convolve(np.pad(counts, 2, mode="edge"), [1, 2, 3, 2, 1], "valid") / 9
    return np.asarray(spread / max(1, counts.sum()))


def _valley(shares: NDArray[np.float64], wanted: float) -> float:
    """Return where fewest things are cut through, near where `wanted` of the ground is nearer."""
    nearer = np.cumsum(shares)
    options = np.flatnonzero(np.abs(nearer - wanted) <= 0.15)
    if not options.size:  # much of it is equally far: cut before it
        options = np.flatnonzero(nearer >= wanted)[:1]
    return float(options[np.argmin(shares[options])] + 0.5) / 100


def _cover(relief: Relief, cut: float, sloping: NDArray[np.bool_]) -> Pixels:
    """Return the alpha of what is nearer than a cut, soft where the ground goes on through it."""
    soft = np.clip((np.float32(cut) - relief) / np.float32(_SOFT) + np.float32(0.5), 0, 1)
    share = np.where(sloping, soft, relief < cut)
    return np.asarray(cv2.GaussianBlur(np.asarray(share * 255, np.uint8), (0, 0), 0.6), np.uint8)


def _sloping(relief: Relief) -> NDArray[np.bool_]:
    """Return where it goes on evenly into the distance: ground, and no thing that stands on it."""
    rise = np.zeros_like(relief)
    rise[1:-1] = (relief[:-2] - relief[2:]) * np.float32(len(relief) / 2)
    even = (rise > _EVEN[0]) & (rise < _EVEN[1]) & (relief < SKY)
    around = cv2.blur(even.astype(np.float32), (9, 9))
    return np.asarray(around > 0.5)


def _open(cover: Pixels) -> Pixels:
    """Return 255 where a layer in front hides nothing, its soft rim counted as hidden."""
    reach = 2 * max(1, round(np.sqrt(cover.size) / 260)) + 1
    near = cv2.dilate((cover > 250).astype(np.uint8) * 255, np.ones((reach, reach), np.uint8))
    return np.asarray(255 - near, np.uint8)


def _carried_on(bgr: Pixels, cover: Pixels, known: Pixels) -> Pixels:
    """Return a layer with what it would show behind the nearer ones, as far as one can tell."""
    solid = cv2.multiply(bgr, cv2.merge([cover] * 3), scale=1 / 255)
    whole = filled(np.asarray(cv2.merge([solid, cover]), np.uint8), known)
    alpha = np.ascontiguousarray(whole[..., 3])
    colour = cv2.divide(np.ascontiguousarray(whole[..., :3]), cv2.merge([alpha] * 3), scale=255)
    return with_alpha(np.asarray(cv2.copyTo(bgr, known, colour), np.uint8), alpha)


def with_alpha(bgr: Pixels, alpha: Pixels) -> Pixels:
    """Return a picture with alpha, black where it is clear: that is quick to pack and to unpack."""
    return np.asarray(cv2.merge([cv2.copyTo(bgr, alpha), alpha]), np.uint8)
