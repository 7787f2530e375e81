"""The layers of a living picture: its slices, moving clouds, mist and what glitters on water."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.model.stack import Drift, Sway
from reelwright.ports.visual import MadeLife
from reelwright.providers.offline import png
from reelwright.providers.offline.animator import mist, water
from reelwright.providers.offline.animator.filling import Pixels
from reelwright.providers.offline.animator.slices import SKY, Slice, slices

CLOUDS = 0.0022
"""How fast clouds drift: widths of the picture a second."""

BREEZE = Sway(reach=0.0012, period=5.2)
"""How what grows close by moves."""

_SEAM = 0.03
"""The share of a sky's width over which its sides are blended, so that it can drift."""

_UNLIKE = 34.0
"""By how many code values a sky's sides may differ; more, and it stands still."""


def layers(bgr: Pixels, life: MadeLife, seed: int) -> list[Slice]:
    """Return the layers of a picture, the farthest first; `life` is for a picture of its size."""
    relief = np.asarray(png.decoded(life.relief), np.float32) / np.float32(65535)
    made = slices(bgr, relief)
    between = made[min(1, len(made) - 1)].depth
    made[0] = _sky(made[0], seed, drifts=life.sky and bool((relief >= SKY).any()))
    if life.wind and len(made) > 1:
        made[-1] = replace(made[-1], sway=BREEZE)
    if life.water is not None:
        made += _glittering(bgr, png.decoded(life.water), made[-1].depth)
    if life.mist:
        way = mist.SPEED if seed % 3 else -mist.SPEED
        bank = mist.bank(bgr, relief, life.mist, seed)
        made.insert(1, Slice(bank, between, drift=Drift(x=way)))
    return made


def _sky(far: Slice, seed: int, *, drifts: bool) -> Slice:
    bgr = np.ascontiguousarray(far.pixels[..., :3])
    still = replace(far, pixels=bgr)
    if not drifts:
        return still
    apart = _apart(bgr)
    if float(np.abs(apart).mean()) > _UNLIKE:
        return still
    way = CLOUDS if seed % 2 else -CLOUDS
    return replace(far, pixels=_meeting(bgr, apart), drift=Drift(x=way))


def _apart(bgr: Pixels) -> NDArray[np.float32]:
    """Return, row by row, by how much the right side is lighter than the left, smoothly."""
    rows, columns = bgr.shape[:2]
    edge = max(1, columns // 24)
    sides = (bgr[:, :edge], bgr[:, -edge:])
    left, right = (side.mean(axis=1, keepdims=True, dtype=np.float32) for side in sides)
    return np.asarray(cv2.GaussianBlur(right - left, (1, 0), 0.01, sigmaY=rows / 12), np.float32)


def _meeting(bgr: Pixels, apart: NDArray[np.float32]) -> Pixels:
    """Return a picture whose left side goes on where its right one ends.

    Its sides are brought to one tone over much of its width, which nobody sees; then what is left
    of their difference is blended over a few columns.
    """
    columns = bgr.shape[1]
    across = np.linspace(0.5, -0.5, columns, dtype=np.float32)
    # Nothing in the middle, half of the difference at each side.
    lift = np.sign(across) * (2 * np.abs(across)) ** 3 / 2
    even = bgr.astype(np.float32) + apart.reshape(-1, 1, 3) * lift[None, :, None]
    reach = max(2, round(columns * _SEAM))
    share = np.linspace(0.5, 0, reach, dtype=np.float32)[None, :, None]
    left, right = even[:, :reach].copy(), even[:, : -reach - 1 : -1].copy()
    even[:, :reach] = left + (right - left) * share
    even[:, : -reach - 1 : -1] = right + (left - right) * share
    return np.asarray(np.clip(even + np.float32(0.5), 0, 255), np.uint8)


def _glittering(bgr: Pixels, where: Pixels, depth: float) -> list[Slice]:
    swings = (Sway(reach=0.004, period=2.3), Sway(reach=0.003, period=3.7))
    glints = water.glints(bgr, where)
    return [Slice(one, depth, sway=way) for one, way in zip(glints, swings, strict=True)]
