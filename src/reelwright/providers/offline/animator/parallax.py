"""The layers of a living picture: its slices, moving clouds, mist and water."""

from dataclasses import replace

import numpy as np

from reelwright.model.stack import Drift, Sway
from reelwright.ports.visual import MadeLife
from reelwright.providers.offline import png
from reelwright.providers.offline.animator import mist, water
from reelwright.providers.offline.animator.filling import Pixels
from reelwright.providers.offline.animator.slices import SKY, Slice, slices

CLOUDS = 0.0022
"""How fast clouds drift: widths of the picture a second."""

BREEZE = 0.0021
"""How far the tips of what grows close by swing, in widths of the picture."""

_PERIOD = 5.2
"""Seconds of one swing in a breeze."""


def layers(bgr: Pixels, life: MadeLife, seed: int) -> list[Slice]:
    """Return the layers of a picture, the farthest first; `life` is for a picture of its size."""
    relief = np.asarray(png.decoded(life.relief), np.float32) / np.float32(65535)
    made = slices(bgr, relief)
    between = made[min(1, len(made) - 1)].depth
    made[0] = _sky(made[0], seed, drifts=life.sky and bool((relief >= SKY).any()))
    if life.wind and len(made) > 1:
        made[-1] = replace(made[-1], sway=_breeze(made[-1].pixels[..., 3]))
    if life.water is not None:
        made = water.flowing(made, png.decoded(life.water), grown=life.wind)
    if life.mist:
        way = mist.SPEED if seed % 3 else -mist.SPEED
        bank = mist.bank(bgr, relief, life.mist, seed)
        made.insert(1, Slice(bank, between, drift=Drift(x=way, mirrored=True)))
    return made


def _breeze(cover: Pixels) -> Sway:
    """Return the swing of a layer, whose lever is as long as what there is of it is tall."""
    rows = cover.mean(axis=1)
    top = int(np.argmax(np.cumsum(rows) >= 0.02 * rows.sum()))
    return Sway(reach=BREEZE * len(rows) / max(len(rows) - top, len(rows) / 8), period=_PERIOD)


def _sky(far: Slice, seed: int, *, drifts: bool) -> Slice:
    """Return the sky, all of it opaque, and adrift where it `drifts`.

    Then it goes on as its own mirror image. Its sides would not meet otherwise: they are of
    different tones, and a blend of the two is seen as a soft seam at the frame's edge.
    """
    way = Drift(x=CLOUDS if seed % 2 else -CLOUDS, mirrored=True) if drifts else None
    return replace(far, pixels=np.ascontiguousarray(far.pixels[..., :3]), drift=way)
