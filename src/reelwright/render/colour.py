"""What the numbers of a video mean as light, and how they become those of BT.709.

Code points are those of ITU-T H.273, which FFmpeg's enumerations share.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from reelwright.model.errors import Invalid

Light = NDArray[np.float64]
"""Red, green and blue in the last axis."""


class Gamut(StrEnum):
    """Which red, green and blue the primaries are; those of SD look like BT.709's to a viewer."""

    BT709 = "bt709"
    P3 = "p3"
    BT2020 = "bt2020"


class Curve(StrEnum):
    """How numbers become light: as on any screen, or brighter than one (BT.2100)."""

    SDR = "sdr"
    PQ = "pq"
    HLG = "hlg"


@dataclass(frozen=True, slots=True)
class Colour:
    """How a video's samples are coded: a matrix by FFmpeg's name (`rgb` for none), and so on."""

    matrix: str = "bt709"
    full: bool = False
    gamut: Gamut = Gamut.BT709
    curve: Curve = Curve.SDR


_UNSPECIFIED = {2, 3}
_MATRICES = {
    0: "rgb",
    1: "bt709",
    4: "fcc",
    5: "bt601",
    6: "bt601",
    7: "smpte240m",
    9: "bt2020",
    10: "bt2020",
}
_GAMUTS = {9: Gamut.BT2020, 11: Gamut.P3, 12: Gamut.P3}
_CURVES = {16: Curve.PQ, 18: Curve.HLG}
_FULL = 2


def colour_of(frame: VideoFrame) -> Colour:
    """Return how a decoded frame is coded, what it does not say taken as players take it.

    Raises `Invalid` for a matrix that nothing here converts, such as ICtCp.
    """
    curve = _CURVES.get(frame.color_trc, Curve.SDR)
    matrix = _matrix(frame, curve)
    wide = curve is not Curve.SDR or matrix == "bt2020"
    unsaid = frame.color_primaries in _UNSPECIFIED
    gamut = Gamut.BT2020 if unsaid and wide else _GAMUTS.get(frame.color_primaries, Gamut.BT709)
    return Colour(matrix, matrix == "rgb" or _is_full(frame), gamut, curve)


def has_alpha(frame: VideoFrame) -> bool:
    """Say whether a frame's pixels can be transparent; so can the colours of any palette."""
    return frame.format.has_palette or any(part.is_alpha for part in frame.format.components)


def _matrix(frame: VideoFrame, curve: Curve) -> str:
    if frame.format.is_rgb or frame.format.has_palette:
        return "rgb"
    if frame.colorspace not in _UNSPECIFIED and frame.colorspace != 0:
        if frame.colorspace not in _MATRICES:
            raise Invalid(
                f"Its colours are coded in a way that is not taken here (matrix "
                f"{frame.colorspace} of H.273); convert it to BT.709."
            )
        return _MATRICES[frame.colorspace]
    if curve is not Curve.SDR or frame.color_primaries == 9:
        return "bt2020"
    # As in mpv: what is larger than PAL is HD.
    return "bt709" if frame.width >= 1280 or frame.height > 576 else "bt601"


def _is_full(frame: VideoFrame) -> bool:
    return frame.color_range == _FULL or frame.format.name.startswith("yuvj")


_PRIMARIES = {
    Gamut.BT709: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),  # ITU-R BT.709-6, 1.3
    Gamut.P3: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),  # SMPTE EG 432-1, Display P3
    Gamut.BT2020: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),  # ITU-R BT.2020-2, table 3
}
_D65 = (0.3127, 0.3290)
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_SCREEN = 2.4  # ITU-R BT.1886: the power by which a screen turns numbers into light
_WHITE = 203.0
"""Nits of a white page in HDR (ITU-R BT.2408-7, 2.2), which are the white of SDR."""
_PEAK = 1_000.0
"""Nits that nearly all HDR is graded for; what is brighter is white."""


def to_screen(codes: Light, gamut: Gamut, curve: Curve) -> Light:
    """Return the BT.709 R'G'B', 0 to 1, that looks like `codes` of another gamut and curve."""
    light = _LIGHT[curve](codes) @ _to_709(gamut).T
    return _held(light) ** (1 / _SCREEN)


def _from_screen(codes: Light) -> Light:
    return codes**_SCREEN


def _from_pq(codes: Light) -> Light:
    return _toned(_pq_nits(codes))


def _from_hlg(codes: Light) -> Light:
    # ITU-R BT.2100-2, table 5: the inverse OETF, then the OOTF of a screen of 1,000 nits.
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(codes <= 0.5, codes**2 / 3, (np.exp((codes - c) / a) + b) / 12)
    bright = scene @ np.array([0.2627, 0.6780, 0.0593])
    return _toned(1_000 * scene * bright[..., None] ** 0.2)


_LIGHT = {Curve.SDR: _from_screen, Curve.PQ: _from_pq, Curve.HLG: _from_hlg}


# ITU-R BT.2100-2, table 4.
_M1, _M2 = 2610 / 16384, 2523 / 4096 * 128
_C1, _C2, _C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32


def _pq_nits(codes: Light) -> Light:
    root = np.asarray(codes ** (1 / _M2), np.float64)
    return np.asarray(10_000 * (np.maximum(root - _C1, 0) / (_C2 - _C3 * root)) ** (1 / _M1))


def _nits_pq(nits: Light) -> Light:
    power = (nits / 10_000) ** _M1
    return np.asarray(((_C1 + _C2 * power) / (1 + _C3 * power)) ** _M2)


def _toned(nits: Light) -> Light:
    """Bring the brightest of each colour into a screen's range, keeping its hue.

    The curve is that of ITU-R BT.2390-11, 5.4.1: light up to a knee stays as it is.
    """
    brightest = nits.max(axis=-1, keepdims=True)
    peak, white = (float(_nits_pq(np.array(level))) for level in (_PEAK, _WHITE))
    most = white / peak
    knee = 1.5 * most - 0.5
    level = np.minimum(_nits_pq(brightest) / peak, 1)
    t = np.maximum(level - knee, 0) / (1 - knee)
    rolled = (
        (2 * t**3 - 3 * t**2 + 1) * knee
        + (t**3 - 2 * t**2 + t) * (1 - knee)
        + (3 * t**2 - 2 * t**3) * most
    )
    toned = _pq_nits(np.where(level < knee, level, rolled) * peak)
    return np.asarray(nits * toned / np.maximum(brightest, 1e-9) / _WHITE)


def _held(light: Light) -> Light:
    """Hold light within 0 to 1 by mixing in as much grey as that takes, so that hues stay."""
    grey = np.clip(light @ _LUMA, 0, 1)[..., None]
    away = np.asarray(light - grey, np.float64)
    low, high = away.min(axis=-1, keepdims=True), away.max(axis=-1, keepdims=True)
    tiny = 1e-12
    share = np.minimum(grey / np.maximum(-low, tiny), (1 - grey) / np.maximum(high, tiny))
    return np.asarray(np.clip(grey + away * np.minimum(share, 1), 0, 1))


@cache
def _to_709(gamut: Gamut) -> Light:
    return np.asarray(np.linalg.inv(_to_xyz(Gamut.BT709)) @ _to_xyz(gamut))


def _to_xyz(gamut: Gamut) -> Light:
    """Return the matrix from a gamut's RGB to CIE XYZ (SMPTE RP 177)."""
    columns = np.array([_xyz(*place) for place in _PRIMARIES[gamut]]).T
    scales = np.linalg.solve(columns, np.array(_xyz(*_D65)))
    return np.asarray(columns * scales)


def _xyz(x: float, y: float) -> tuple[float, float, float]:
    return x / y, 1.0, (1 - x - y) / y
