"""Colours in linear light, red green blue, and the way from there to a screen."""

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane, clip

LUMA = (np.float32(0.2126), np.float32(0.7152), np.float32(0.0722))
"""How bright red, green and blue are (ITU-R BT.709)."""


def colour(text: str, strength: float = 1.0) -> Plane:
    """Return `#rrggbb` in linear light, `strength` times as bright."""
    coded = np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255
    return linear(coded) * np.float32(strength)


def rgb(red: float, green: float, blue: float) -> Plane:
    """Return a colour from its parts in linear light."""
    return np.array([red, green, blue], np.float32)


def luma(pixels: Plane) -> Plane:
    """Return the brightness of each pixel."""
    red, green, blue = (pixels[..., i] * LUMA[i] for i in range(3))
    return np.asarray(red + green + blue, np.float32)


def linear(coded: Plane) -> Plane:
    """Return linear light for sRGB code values from 0 to 1."""
    bright = ((coded + np.float32(0.055)) / np.float32(1.055)) ** np.float32(2.4)
    return np.asarray(np.where(coded <= 0.04045, coded / np.float32(12.92), bright), np.float32)


def encode(light: Plane) -> Plane:
    """Return sRGB code values for linear light from 0 to 1.

    Three square roots stand in for the power of 1/2.4 (fitted by Ian Taylor, chilliant.com/rgb2in,
    2012). From code 16 up the error is below a third of an 8-bit step; below, up to three steps.
    """
    s1 = np.sqrt(light)
    s2 = np.sqrt(s1)
    s3 = np.sqrt(s2)
    coded = s1 * 0.585122381 + s2 * 0.783140355 - s3 * 0.368262736
    return clip(coded)
