"""From linear light to a picture of 8-bit code values: glow, tone, and dither."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box, Canvas
from reelwright.providers.offline.visual.brush.colour import encode, luma
from reelwright.providers.offline.visual.brush.plane import Plane, blend, blur, fit, ramp, tint


def smooth_edges(canvas: Canvas) -> None:
    """Soften the steps that far things make against farther ones."""
    for band in canvas.box.bands():
        top, bottom = max(0, band.top - 3), min(canvas.height, band.bottom + 3)
        depth = np.log(canvas.depth[top:bottom])
        jump = np.zeros_like(depth)
        jump[1:] = np.abs(np.diff(depth, axis=0))
        jump[:, 1:] = np.maximum(jump[:, 1:], np.abs(np.diff(depth, axis=1)))
        jump[:-1] = np.maximum(jump[:-1], jump[1:])
        jump[:, :-1] = np.maximum(jump[:, :-1], jump[:, 1:])
        share = ramp(jump, 0.01, 0.08) * np.float32(0.75)
        part = canvas.light[top:bottom]
        soft = blend(part, blur(part, 0.75), share)
        canvas.light[band.top : band.bottom] = soft[
            band.top - top : soft.shape[0] - (bottom - band.bottom)
        ]


def bloom(light: Plane, threshold: float, strength: float) -> None:
    """Let what is brighter than `threshold` spill onto its surroundings, in place."""
    rows, columns = light.shape[:2]
    small = fit(light, max(1, columns // 4), max(1, rows // 4))
    bright = np.clip(small - np.float32(threshold), 0, 8)
    unit = np.sqrt(bright.shape[0] * bright.shape[1]) / 360
    spill = np.zeros_like(bright)
    for sigma, share in ((2, 0.5), (7, 0.3), (24, 0.2)):
        spill += blur(bright, sigma * unit) * np.float32(share * strength)
    light += fit(spill, columns, rows)


def _moonlit(light: Plane, exposure: float, share: float) -> Plane:
    if share <= 0:
        return light
    grey = luma(light)
    dim = np.float32(share) * (1 - ramp(grey * np.float32(exposure), 0.04, 0.35))
    return blend(light, tint(grey, np.array([0.62, 0.86, 1.5], np.float32)), dim)


def tone(light: Plane) -> Plane:
    """Return linear light from 0 to 1: a film-like curve (Narkowicz's fit of ACES, 2015)."""
    top = light * (light * np.float32(2.51) + np.float32(0.03))
    bottom = light * (light * np.float32(2.43) + np.float32(0.59)) + np.float32(0.14)
    return np.clip(top / bottom, 0, 1)


def coded(picture: Plane, rng: np.random.Generator) -> np.ndarray:
    """Return 8-bit code values of a picture from 0 to 1, dithered so that gradients do not band."""
    rows, columns = picture.shape[:2]
    tile = rng.random((256, 256), dtype=np.float32) + rng.random((256, 256), dtype=np.float32)
    grain = np.tile(tile, (-(-rows // 256), -(-columns // 256)))[:rows, :columns, None]
    return np.clip(picture * 255 + (grain - np.float32(0.5)), 0, 255).astype(np.uint8)


def expose(light: Plane, exposure: float, blue: float) -> Plane:
    """Return code values from 0 to 1 for linear light at an exposure, in its place.

    A share `blue` of the colour of its dim parts goes over to blue, as it does to the eye by night.
    """
    for band in Box(0, 0, light.shape[1], light.shape[0]).bands():
        light[band.window] = encode(
            tone(_moonlit(light[band.window], exposure, blue) * np.float32(exposure))
        )
    return light


def metered(light: Plane, exposure: float, most: float = 1.8) -> float:
    """Return `exposure`, less where much would be white, more where nearly all would be black.

    It becomes at most so many times as much.
    """
    sample = np.sort(luma(fit(light, 160, 90)), axis=None)
    bright, middle = float(sample[int(sample.size * 0.94)]), float(sample[sample.size // 2])
    less = min(1.25 / max(bright * exposure, 1e-6), 0.72 / max(middle * exposure, 1e-6))
    more = 0.05 / max(middle * exposure, 1e-6)
    return exposure * float(np.clip(less, 0.55, 1.0) * np.clip(more, 1.0, most))
