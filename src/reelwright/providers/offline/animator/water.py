"""Water: what of each layer is water, as layers of their own that move in waves."""

from dataclasses import replace

import cv2
import numpy as np

from reelwright.model.stack import Sway
from reelwright.providers.offline.animator.filling import Pixels
from reelwright.providers.offline.animator.slices import LEAST, Slice, with_alpha

REACH = 0.004
"""How far waves carry what is nearest, in widths of the picture."""

PERIOD = 3.2
"""Seconds from one wave to the next."""

_SHORE = 24
"""Of every so many pixels of a picture's diagonal, one: how far waves stay off the shore."""


_REEDS = 0.09
"""How tall what grows on a bank is before the water behind it, in heights of the picture."""


def flowing(made: list[Slice], where: Pixels, *, grown: bool) -> list[Slice]:
    """Return layers, each followed by the water in it; `where` is 255 where water is seen.

    Water lies as deep as the layer that it is in, so that it moves with its shores. All of it is in
    the same waves. Where the banks are `grown` with reeds and grass, which stand before the water
    though `where` does not tell, none moves just above a bank.
    """
    if (where > 0).mean() < LEAST:
        return made
    open_ = _open(_above_reeds(where) if grown else where)
    waves = Sway(reach=REACH, period=PERIOD, horizon=_horizon(where))
    flows = [made[0]]
    for layer in made[1:]:
        flows.append(layer)
        alpha = np.asarray(cv2.multiply(open_, layer.pixels[..., 3], scale=1 / 255), np.uint8)
        if (alpha > 0).mean() >= LEAST:
            water = with_alpha(np.ascontiguousarray(layer.pixels[..., :3]), alpha)
            flows.append(replace(layer, pixels=water, sway=waves))
    return flows


def _open(where: Pixels) -> Pixels:
    """Return 255 well within the water and 0 at its edges, where it must not be carried ashore."""
    reach = max(3, round(float(np.hypot(*where.shape)) / _SHORE / 4) * 2 + 1)
    inner = cv2.erode(where, np.ones((3, reach), np.uint8))
    return np.asarray(cv2.blur(inner, (reach, 3)), np.uint8)


def _above_reeds(where: Pixels) -> Pixels:
    tall = max(1, round(_REEDS * len(where)))
    # What is below each pixel counts, and beyond the foot of the picture water goes on.
    return np.asarray(cv2.erode(where, np.ones((tall, 1), np.uint8), anchor=(0, 0)), np.uint8)


def _horizon(where: Pixels) -> float:
    """Return the share of the picture that is above its water, but for a few pixels of it."""
    wet = (where > 0).mean(axis=1)
    return float(np.argmax(np.cumsum(wet) >= 0.01 * wet.sum())) / len(wet)
