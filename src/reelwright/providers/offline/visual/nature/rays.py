"""Shafts of light: what is bright around the sun, drawn out away from it through the air."""

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.plane import Plane, blur, fit
from reelwright.providers.offline.visual.stage import Stage


def cast(stage: Stage, strength: float) -> None:
    """Add shafts that come from the sun, where it stands in the picture or just above it."""
    sun, view, canvas = stage.light.sun, stage.view, stage.canvas
    if not sun.seen:
        return
    shrink = max(1, round(view.unit / 270))
    width, height = -(-view.width // shrink), -(-view.height // shrink)
    sky = fit((canvas.depth >= FAR * 0.9).astype(np.float32), width, height)
    source = fit(canvas.light, width, height) * sky[..., None]
    source = np.clip(source - np.float32(0.35), 0, 2.5 if stage.light.stars < 0.5 else 0.35)
    x, y = view.towards(sun.azimuth, sun.elevation)
    x, y = x / shrink, y / shrink
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    source *= np.exp(-np.hypot(across - x, down - y) / (width * 0.22))[..., None]
    shafts = _drawn_out(source, x, y)
    canvas.light += fit(blur(shafts, 1.2), view.width, view.height) * np.float32(strength)


def _drawn_out(source: Plane, x: float, y: float) -> Plane:
    drawn, reach = source, 0.008
    for _ in range(5):
        total = np.zeros_like(drawn)
        for step in range(6):
            zoom = 1 + reach * step
            move = np.array([[zoom, 0, x * (1 - zoom)], [0, zoom, y * (1 - zoom)]], np.float32)
            total += cv2.warpAffine(
                drawn, move, (drawn.shape[1], drawn.shape[0]), flags=cv2.INTER_LINEAR
            )
        drawn, reach = total / 6, reach * 2.4
    return np.asarray(drawn, np.float32)
