"""The planes of a picture, filtered once so that turned frames can be sampled in straight lines.

Each frame ought to be the picture resampled with an anti-aliasing Lanczos kernel. What depends on
the frame alone, its place, is left to straight lines between stored samples, about two a frame
pixel; what all frames share, the kernel, goes into the stored samples, and so does the opposite of
what straight lines will do to them.
"""

from functools import cache
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.render import lanczos
from reelwright.render.pixels import Pixels
from reelwright.render.planes import BLUE_DIFFERENCE, LUMA, RED_DIFFERENCE, Planes

DENSITY = 2.03
"""Stored samples for each frame pixel.

Not 2, where a held picture would be sampled at one and the same phase all over.
"""

_TWOFOLD = 1.3
"""Up to so many picture pixels for each frame pixel there are two samples for each of them.

They are all that is needed then, and Lanczos filters for them are exact and cheap.
"""

_MOST = 40_000_000
_LONGEST = 32_000  # OpenCV's warps take sides of less than 32,768
FREQUENCIES = np.linspace(0, 0.5, 129)
"""What filters are fitted at, in waves a sample."""

_STRIP = 128
"""Rows that are filtered at a time, so that their floats take little room."""

Curve = NDArray[np.float64]
Component = tuple[NDArray[np.float64], float]
"""The weights of red, green and blue in a plane, and what is added."""

_Floats = NDArray[np.float32]


def planes(bgr: Pixels, closest: float, usual: float) -> Planes:
    """Return planes of a picture of even sides, for frames of some picture pixels a frame pixel.

    They are made for `usual` many; `closest` is the least there will be.
    """
    if (whole := int(closest / DENSITY)) > 1:
        # Averaged first, which costs a little sharpness and spares most of the memory.
        side = [max(2, side // whole & ~1) for side in bgr.shape[1::-1]]
        shrunk = np.asarray(cv2.resize(bgr, side, interpolation=cv2.INTER_AREA), np.uint8)
        return planes(shrunk, closest / whole, usual / whole)
    height, width = bgr.shape[:2]
    density = 2.0 if closest <= _TWOFOLD else DENSITY / closest
    density = min(density, (_MOST / (width * height)) ** 0.5, _LONGEST / max(width, height))
    wide, high = (max(1, round(side * density / 2)) for side in (width, height))
    return Planes(
        _stored(bgr, (LUMA, 16), (wide * 2, high * 2), usual),
        _stored(bgr, (BLUE_DIFFERENCE, 128), (wide, high), usual * 2),
        _stored(bgr, (RED_DIFFERENCE, 128), (wide, high), usual * 2),
    )


def extracted(bgr: Pixels, component: Component) -> _Floats:
    """Return a plane in floats; a picture's three channels in floats would be half a hundred MB."""
    weights, offset = component
    red, green, blue = weights.tolist()
    channels = [cv2.extractChannel(bgr, number) for number in range(3)]
    both = cv2.addWeighted(channels[0], blue, channels[1], green, offset, dtype=cv2.CV_32F)
    whole = cv2.addWeighted(both, 1, channels[2], red, 0, dst=both, dtype=cv2.CV_32F)
    return np.asarray(whole, np.float32)


def _stored(bgr: Pixels, component: Component, size: tuple[int, int], usual: float) -> Pixels:
    """Return a plane of a picture filtered and sampled at another size."""
    wide = max(1.0, usual)
    if size == (2 * bgr.shape[1], 2 * bgr.shape[0]):
        return _doubled(bgr, component, wide)
    return rounded(_fitted(extracted(bgr, component), size, wide))


def rounded(plane: _Floats) -> Pixels:
    """Return a plane in whole numbers, 0 to 255."""
    return np.asarray(cv2.addWeighted(plane, 1, plane, 0, 0, dtype=cv2.CV_8U), np.uint8)


def _doubled(bgr: Pixels, component: Component, wide: float) -> Pixels:
    """Sample at a quarter of a pixel to each side of every pixel, across and down.

    It is done in strips, each with the rows around it that its filter reaches.
    """
    left, right = (_phase(round(wide, 3), side) for side in (-0.25, 0.25))
    height, width = bgr.shape[:2]
    made = np.empty((height, 2, width, 2), np.uint8)
    reach = len(left) // 2
    for first in range(0, height, _STRIP):
        above = min(first, reach)
        strip = extracted(bgr[first - above : first + _STRIP + reach], component)
        rows = slice(above, above + min(_STRIP, height - first))
        for down, side in enumerate((left, right)):
            pair = [rounded(filtered(strip, phase, side)[rows]) for phase in (left, right)]
            made[first : first + _STRIP, down] = cv2.merge(pair)
    return made.reshape(2 * height, 2 * width)


def filtered(plane: _Floats, across: _Floats, down: _Floats) -> _Floats:
    """Return a plane weighed by taps across and down; its edges go on."""
    edge = cv2.BORDER_REPLICATE
    return np.asarray(cv2.sepFilter2D(plane, -1, across, down, borderType=edge), np.float32)


@cache
def _phase(wide: float, place: float) -> _Floats:
    """Return the taps for samples `place` pixels to the right of each pixel.

    They are a Lanczos kernel `wide` pixels wide, sharpened by `_sharpening`, which between samples
    half a pixel apart is as good as (-a, 1 + 2a, -a) with the `a` that is right at its end.
    """
    reach = ceil(3 * wide + 1)
    places = np.arange(-reach, reach + 1, dtype=np.float64) - place
    strength = (float(_sharpening(np.array(0.25))) - 1) / 2
    kernel = (1 + 2 * strength) * lanczos.kernel(3, places / wide)
    kernel -= strength * sum(lanczos.kernel(3, (places - side) / wide) for side in (-0.5, 0.5))
    return np.asarray(kernel / kernel.sum(), np.float32)


def _fitted(plane: _Floats, size: tuple[int, int], wide: float) -> _Floats:
    """Shrink, filter and enlarge; the filter makes up for the other two."""
    density = size[0] / plane.shape[1]
    shrunk = density < 1
    if shrunk:
        plane = np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)
        wide, density = wide * density, 1.0
    taps = _taps(round(wide, 3), round(density, 3), shrunk)
    plane = filtered(plane, taps, taps)
    if plane.shape[1::-1] == size:
        return plane
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LANCZOS4), np.float32)


@cache
def _taps(wide: float, density: float, shrunk: bool) -> _Floats:
    """Return the taps for a plane that is to be blurred by a Lanczos kernel `wide` samples wide.

    What is shrunk has been averaged before; what is not will be enlarged by `density` with the
    kernel of OpenCV's INTER_LANCZOS4.
    """
    given = np.ones_like(FREQUENCIES)
    if shrunk or density > 1:
        given = np.sinc(FREQUENCIES) if shrunk else response(4, FREQUENCIES)
    due = response(3, FREQUENCIES * wide) * _sharpening(FREQUENCIES / density)
    return tapped(ceil(3 * wide) + 2, given, due)


def tapped(reach: int, given: Curve, due: Curve) -> _Floats:
    """Return taps, `reach` to each side, that make what is `due` of `FREQUENCIES` of what is given.

    They are fitted by least squares, weighted as frequencies are in pictures, whose power falls
    with the square of them.
    """
    waves = 2 * np.cos(2 * np.pi * np.outer(FREQUENCIES, np.arange(reach + 1)))
    waves[:, 0] = 1
    weight = 1 / np.hypot(FREQUENCIES, 0.02)
    half = np.linalg.lstsq(waves * (given * weight)[:, None], due * weight, rcond=None)[0]
    taps = np.concatenate([half[:0:-1], half])
    return np.asarray(taps / taps.sum(), np.float32)


def response(lobes: int, frequencies: Curve) -> Curve:
    """Return what Lanczos's kernel leaves of frequencies, in waves a sample."""
    places = np.linspace(-lobes, lobes, 400 * lobes + 1)
    kernel = lanczos.kernel(lobes, places)
    waves = np.cos(2 * np.pi * np.outer(frequencies, places))
    return np.asarray(waves @ (kernel / kernel.sum()))


def _sharpening(frequencies: Curve) -> Curve:
    """Return by how much to strengthen frequencies that straight lines between samples weaken.

    Between two samples, at a share t, a wave of phase step w keeps (1 - t) exp(-iwt) +
    t exp(iw (1 - t)) of itself. Over all t that is sinc(w / 2)^2 on average, and its squared
    magnitude 1 - (1 - cos w) / 3; the quotient is the factor with the least squared error.
    """
    power = 1 - (1 - np.cos(2 * np.pi * frequencies)) / 3
    return np.asarray(np.sinc(frequencies) ** 2 / power)
