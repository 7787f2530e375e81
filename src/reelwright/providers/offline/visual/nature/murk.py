"""A sky of fog: uneven, lighter below, with a pale sun or moon behind it now and then."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box, Canvas
from reelwright.providers.offline.visual.brush.plane import fit, ramp, tiled, times, tint
from reelwright.providers.offline.visual.view import View

PALE = 0.7
"""How often the sun or the moon is seen through the fog."""
UNEVEN = 0.34
"""How much lighter the lightest of it is than the darkest."""


def paint(canvas: Canvas, view: View, rng: np.random.Generator) -> None:
    """Let the fog that fills the sky of the canvas lie in layers, lit from behind."""
    rows = max(2, min(canvas.height, int(view.horizon)))
    step = max(1, round(view.unit / 240))
    width, height = -(-canvas.width // step), -(-rows // step)
    x = np.linspace(0, canvas.width / view.unit, width, dtype=np.float32)[None, :]
    up = np.linspace(rows / view.unit, 0, height, dtype=np.float32)[:, None]
    drift = rng.random(3).astype(np.float32)
    wide = tiled(noise.cloudy(223, gain=0.42, first=2), x * 0.28 + drift[0], up * 0.62 + drift[1])
    wisps = tiled(noise.cloudy(222, gain=0.5, first=2), x * 0.5 + drift[2], up * 1.6 + drift[0])
    layers = wide * np.float32(0.7) + wisps * np.float32(0.3) - np.float32(0.5)
    share = (1 + np.float32(UNEVEN) * 2 * layers) * (1 - np.float32(0.16) * ramp(up, 0.1, 0.6))
    fade = ramp(up, 0.0, 0.08)  # it is even at the horizon, where the land goes over into it
    share = 1 + (share - 1) * fade
    canvas.light[:rows] = times(canvas.light[:rows], fit(share, canvas.width, rows))
    if rng.random() < PALE:
        _disc(canvas, view, rng)


def _disc(canvas: Canvas, view: View, rng: np.random.Generator) -> None:
    """Let the sun or the moon shine through, as a soft disc in a wide glow."""
    x, y = view.width * rng.uniform(0.16, 0.84), view.horizon * rng.uniform(0.22, 0.55)
    radius = view.unit * 0.03
    box = Box.around(x, y, radius * 16).within(Box(0, 0, view.width, max(1, int(view.horizon))))
    if not box:
        return
    far = np.hypot(*box.offsets(x, y, radius))
    disc = 1 - ramp(far, 0.75, 1.3)
    glow = np.exp(-far / np.float32(2.2)) * 0.45 + np.exp(-far / np.float32(6)) * 0.3
    share = np.asarray(disc * 0.38 + glow * (1 - ramp(far, 9, 16)), np.float32)
    canvas.light[box.window] += tint(share, canvas.light[int(y), int(x)].copy())
