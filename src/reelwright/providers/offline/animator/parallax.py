"""The layers of a living picture: its slices, moving clouds, mist and what glitters on water."""

from dataclasses import dataclass

import cv2
import numpy as np

from reelwright.model.stack import Drift, Sway
from reelwright.ports.visual import MadeLife
from reelwright.providers.offline.animator import mist, water
from reelwright.providers.offline.animator.filling import Pixels
from reelwright.providers.offline.animator.slices import SKY, Relief, Slice, slices

CLOUDS = 0.0022
"""How fast clouds drift: widths of the picture a second."""

BREEZE = Sway(reach=0.0012, period=5.2)
"""How what grows close by moves."""

_SEAM = 0.14
"""The share of a sky's width over which its sides are made to meet, so that it can drift."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A layer: its pixels, with alpha unless it is the farthest, and how it moves."""

    pixels: Pixels
    depth: float
    drift: Drift | None = None
    sway: Sway | None = None


def layers(bgr: Pixels, life: MadeLife, seed: int) -> list[Painted]:
    """Return the layers of a picture, the farthest first; `life` is for a picture of its size."""
    relief = _relief(life.relief)
    cut = slices(bgr, relief)
    made = [Painted(one.pixels, one.depth) for one in cut]
    made[0] = _sky(cut[0], seed, drifts=life.sky and bool((relief >= SKY).any()))
    if life.wind and len(made) > 1:
        made[-1] = Painted(made[-1].pixels, made[-1].depth, sway=BREEZE)
    if life.water is not None:
        made += _glittering(bgr, life.water, made[-1].depth)
    if life.mist:
        made[1:1] = _misty(bgr, relief, cut, (life.mist, seed))
    return made


def _relief(png: bytes) -> Relief:
    codes = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    return np.asarray(codes, np.float32) / np.float32(65535)


def _sky(far: Slice, seed: int, *, drifts: bool) -> Painted:
    bgr = np.ascontiguousarray(far.pixels[..., :3])
    if not drifts:
        return Painted(bgr, far.depth)
    way = CLOUDS if seed % 2 else -CLOUDS
    return Painted(_meeting(bgr), far.depth, drift=Drift(x=way))


def _meeting(bgr: Pixels) -> Pixels:
    """Return a picture whose left side goes on where its right one ends."""
    width = bgr.shape[1]
    reach = max(2, round(width * _SEAM))
    share = np.linspace(0.5, 0, reach, dtype=np.float32)[None, :, None]
    share = share * share * (6 - 8 * share)  # 0.5 at the seam, level at both ends
    left, right = bgr[:, :reach].astype(np.float32), bgr[:, : -reach - 1 : -1].astype(np.float32)
    made = bgr.copy()
    made[:, :reach] = np.asarray(left + (right - left) * share + np.float32(0.5), np.uint8)
    mixed = np.asarray(right + (left - right) * share + np.float32(0.5), np.uint8)
    made[:, : -reach - 1 : -1] = mixed
    return made


def _glittering(bgr: Pixels, mask: bytes, depth: float) -> list[Painted]:
    where = np.asarray(cv2.imdecode(np.frombuffer(mask, np.uint8), cv2.IMREAD_UNCHANGED), np.uint8)
    swings = (Sway(reach=0.004, period=2.3), Sway(reach=0.003, period=3.7))
    glints = water.glints(bgr, where)
    return [Painted(one, depth, sway=way) for one, way in zip(glints, swings, strict=True)]


def _misty(bgr: Pixels, relief: Relief, cut: list[Slice], how: tuple[float, int]) -> list[Painted]:
    thick, seed = how
    depth = cut[min(1, len(cut) - 1)].depth
    bank = mist.bank(bgr, relief, thick, seed)
    return [Painted(bank, depth, drift=Drift(x=mist.SPEED if seed % 3 else -mist.SPEED))]
