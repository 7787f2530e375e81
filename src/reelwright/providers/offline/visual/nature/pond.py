"""Sheltered water: a mirror of what stands behind it, shaken by ripples."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, at, blend, blur
from reelwright.providers.offline.visual.nature import waves
from reelwright.providers.offline.visual.stage import Stage


def paint(stage: Stage, shore: float, ripple: float, deep: str = "#0a2430") -> None:
    """Fill the picture below row `shore` with water that mirrors what is above it.

    `ripple` is the steepness of its waves: 0.004 a mirror, 0.03 in the rain.
    """
    canvas, view = stage.canvas, stage.view
    top = int(np.clip(shore, 2, canvas.height - 2))
    source = blur(canvas.light[:top], 0.6 + view.unit * ripple * 0.06)
    drift = stage.rng("pond").random(6).astype(np.float32)
    for band in Box(0, top, canvas.width, canvas.height).bands():
        row = np.arange(band.top, band.bottom, dtype=np.float32)[:, None]
        ahead = np.float32(view.eye * view.focal) / np.maximum(row - np.float32(view.horizon), 1)
        slopes, _ = waves.surface(ahead * view.columns[None, :], ahead, view, drift)
        canvas.light[band.window] = _mirrored(stage, source, slopes, row, (ripple, colour(deep)))
        canvas.flood(
            np.ones(slopes.shape[:2], bool), band, np.broadcast_to(ahead, slopes.shape[:2])
        )


def _mirrored(
    stage: Stage, source: Plane, slopes: Plane, row: Plane, water: tuple[float, Plane]
) -> Plane:
    """Return the colours of rows of water that mirrors `source` upside down."""
    (ripple, deep), view, light = water, stage.view, stage.light
    top, width = source.shape[:2]
    bend = np.float32(ripple * view.focal * 2.2)
    x = np.arange(width, dtype=np.float32)[None, :] + slopes[..., 0] * bend * np.float32(0.45)
    y = np.float32(2 * top - 1) - row + slopes[..., 1] * bend
    seen = at(source, np.clip(x, 0, width - 1), np.clip(y, 0, top - 1))
    down = (row - np.float32(top)) / np.float32(view.unit)
    share = np.float32(0.86) - down * np.float32(0.42) - slopes[..., 1] * np.float32(ripple * 9)
    body = deep * (light.ambient + light.sun.colour * np.float32(0.25))
    edge = np.exp(-(row - np.float32(top)) / np.float32(view.unit * 0.004)) * np.float32(0.45)
    mirrored = blend(body, seen, np.clip(share, 0.25, 0.95))
    return blend(
        mirrored, body * np.float32(0.6), np.ascontiguousarray(np.broadcast_to(edge, share.shape))
    )
