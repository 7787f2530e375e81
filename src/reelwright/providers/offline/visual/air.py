"""The air between the eye and things: it takes their colour, and gives its own in exchange."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Canvas
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, blend, blur, mix, tint
from reelwright.providers.offline.visual.view import View

COOL = 0.55
"""How far the colour of a little air goes over to that of the whole sky."""


@dataclass(frozen=True, slots=True)
class Air:
    """Air: `haze` is its colour by column; `clear` metres of it let a third of the light through.

    Mist lies below `top` metres: `mist` is how much thicker it makes the air at height 0. `thin`
    is the colour by column of a little of it, where that differs from the colour of much.
    """

    haze: Plane
    clear: float
    mist: float = 0.0
    top: float = 100.0
    thin: Plane | None = None

    def veil(self, colour: Plane, ahead: Plane | float, up: Plane | float, columns: slice) -> Plane:
        """Return `colour` as it looks from the eye, for things at picture `columns`."""
        share = np.ascontiguousarray(np.broadcast_to(self.share(ahead, up), colour.shape[:2]))
        if self.thin is None:
            return blend(colour, self.haze[columns], share)
        veiled = blend(colour, self.thin[columns], share / (1 + share))  # 1 - share of it stays
        return blend(veiled, self.haze[columns], share * share)

    def share(self, ahead: Plane | float, up: Plane | float) -> Plane:
        """Return how much of what is seen `ahead` is air."""
        low = np.exp(-np.maximum(up, 0) / np.float32(self.top))
        thickness = np.asarray(ahead, np.float32) / np.float32(self.clear) * (1 + self.mist * low)
        return np.asarray(1 - np.exp(-thickness), np.float32)


def of(canvas: Canvas, view: View, clear: float, sky: Plane) -> Air:
    """Return air of the colour that the sky, already painted, has above the horizon.

    A little of it scatters more of the light of the whole `sky`: hills before the last ones are
    blue by day and violet in the evening.
    """
    row = int(np.clip(view.horizon - view.unit * 0.02, 0, canvas.height - 1))
    band = canvas.light[max(0, row - int(view.unit * 0.03)) : row + 1].mean(axis=0)
    smooth = blur(np.ascontiguousarray(band[None]), view.unit * 0.06)[0]
    haze = np.minimum(smooth, 2.5)
    cool = tint(luma(haze) / luma(sky), sky)
    return Air(haze=haze, clear=clear, thin=mix(haze, cool, COOL))
