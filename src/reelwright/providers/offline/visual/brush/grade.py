"""Grading: contrast, colour and light of a picture of code values from 0 to 1, in its place."""

from collections.abc import Iterator

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import luma, rgb
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    blur,
    clip,
    fit,
    ramp,
    times,
    tint,
)


def contrast(picture: Plane, strength: float, pivot: float = 0.45) -> Plane:
    """Give the picture more or less contrast about `pivot`."""
    picture *= np.float32(strength)
    picture += np.float32(pivot * (1 - strength))
    np.clip(picture, 0, 1, out=picture)
    return picture


def saturate(picture: Plane, strength: float) -> Plane:
    """Make the picture's colours so much stronger."""
    white = np.ones(3, np.float32)
    for band in _bands(picture):
        grey = tint(luma(picture[band]) * np.float32(1 - strength), white)
        picture[band] = clip(picture[band] * np.float32(strength) + grey)
    return picture


def split(
    picture: Plane, dark: tuple[float, float, float], light: tuple[float, float, float]
) -> Plane:
    """Add one tint to the picture's shadows and another to its lights."""
    for band in _bands(picture):
        grey = luma(picture[band])
        tints = tint((1 - grey) ** 2, rgb(*dark)) + tint(grey * grey, rgb(*light))
        picture[band] = clip(picture[band] + tints)
    return picture


def glow(picture: Plane, threshold: float, sigma: float, strength: float) -> Plane:
    """Let what is brighter than `threshold` glow over its surroundings."""
    rows, columns = picture.shape[:2]
    small = fit(picture, max(1, columns // 4), max(1, rows // 4))
    spill = blur(np.maximum(small - np.float32(threshold), 0), max(0.5, sigma / 4))
    dark = fit(1 - np.minimum(spill * np.float32(strength), 1), columns, rows)
    np.subtract(1, picture, out=picture)
    picture *= dark
    np.subtract(1, picture, out=picture)
    return picture


def vignette(picture: Plane, strength: float) -> Plane:
    """Darken the picture towards its corners."""
    rows, columns = picture.shape[:2]
    x = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    for band in _bands(picture):
        dark = 1 - np.float32(strength) * ramp(np.hypot(x, y[band]), 0.55, 1.5)
        picture[band] = times(picture[band], dark)
    return picture


def gamma(picture: Plane, power: float) -> Plane:
    """Raise the picture's values to a power: below 1 it is lighter, above darker."""
    np.power(picture, np.float32(power), out=picture)
    return picture


def relight(picture: Plane, grey: Plane) -> Plane:
    """Replace the picture's brightness by `grey`, keeping its colours."""
    for band in _bands(picture):
        old = np.maximum(luma(picture[band]), np.float32(0.02))
        picture[band] = clip(times(picture[band], clip(grey[band] / old, 0, 3)))
    return picture


def inked(picture: Plane, ink: Plane, line: Plane) -> Plane:
    """Cover the picture with ink, of one colour or a picture of its own, where `line` is 1."""
    for band in _bands(picture):
        colour = ink if ink.ndim == 1 else ink[band]
        picture[band] = blend(picture[band], colour, line[band])
    return picture


def steps(grey: Plane, count: int, hard: float) -> Plane:
    """Return brightness in `count` even steps, from smooth at `hard` 0 to sharp at 1."""
    level = grey * np.float32(count)
    low = np.floor(level)
    part = ramp(level - low, 0.5 - 0.5 * (1 - hard), 0.5 + 0.5 * (1 - hard) + 1e-3)
    return np.asarray((low + part) / np.float32(count), np.float32)


def _bands(picture: Plane) -> Iterator[slice]:
    """Give the rows of a picture in bands, so that what is worked out on the way stays small."""
    for band in Box(0, 0, picture.shape[1], picture.shape[0]).bands():
        yield slice(band.top, band.bottom)
