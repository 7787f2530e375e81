"""The six stills of the film: three photographs, a drawing, and two landscapes full of texture.

The photographs and the drawing come out of Debian's package mate-backgrounds, fetched once into the
work folder; the landscapes are made here. All are as busy as what people bring: painted stills of
ours are smoother, and would spare the encoder half of its work.
"""

import subprocess
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Plane = NDArray[np.float32]

_PACKAGE = "mate-backgrounds"
_FOLDER = "usr/share/backgrounds/mate"
_LAND = ((160.0, 130.0, 110.0), (40.0, 70.0, 40.0))
_NIGHT = ((110.0, 70.0, 120.0), (40.0, 20.0, 35.0))
_MORNING = ((200.0, 110.0, 60.0), (160.0, 200.0, 250.0))
_EVENING = ((60.0, 20.0, 30.0), (80.0, 110.0, 240.0))


def paint(work: Path) -> None:
    """Make picture-0.png to picture-5.png in `work`, where they are not there yet."""
    if (work / "picture-5.png").exists():
        return
    nature = fetched(work) / _FOLDER
    made = (
        landscape(1920, 1080, 1, _MORNING, _LAND),
        photograph(nature / "nature/Garden.jpg", 2560, 1440),
        landscape(1920, 1080, 5, _EVENING, _NIGHT),
        photograph(nature / "nature/Aqua.jpg", 2560, 1440),
        photograph(nature / "abstract/Elephants_5640x3172.jpg", 1920, 1080),
        photograph(nature / "nature/LadyBird.jpg", 2560, 1440),
    )
    for number, picture in enumerate(made):
        cv2.imwrite(str(work / f"picture-{number}.png"), picture)


def fetched(work: Path) -> Path:
    """Return the folder of the unpacked package, fetching it with apt where it is not there."""
    folder = work / _PACKAGE
    if not folder.exists():
        subprocess.run(["apt-get", "download", _PACKAGE], cwd=work, check=True)
        (package,) = work.glob(f"{_PACKAGE}_*.deb")
        subprocess.run(["dpkg", "-x", package, folder], check=True)
    return folder


def photograph(path: Path, width: int, height: int) -> Picture:
    """Return the middle of a picture in the frame's shape, at a size."""
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise FileNotFoundError(path)
    high, wide = picture.shape[:2]
    share = min(wide / width, high / height)
    left, top = round((wide - width * share) / 2), round((high - height * share) / 2)
    middle = picture[top : round(top + height * share), left : round(left + width * share)]
    return np.asarray(cv2.resize(middle, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def landscape(
    width: int,
    height: int,
    seed: int,
    sky: tuple[tuple[float, ...], tuple[float, ...]],
    land: tuple[tuple[float, ...], tuple[float, ...]],
) -> Picture:
    """Return clouds over six ridges, the near ones with grain like grass and leaves."""
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    high, low = (np.array(colour, np.float32) for colour in sky)
    cloud = np.clip((_fractal(width, height, seed, 8, 0.55) - 0.5) * 3, 0, 1)[..., None]
    seen = (1 - down) * high + down * low
    seen = seen + (np.float32(250) - seen) * np.float32(0.6) * cloud * (1 - down)
    for layer in range(6):
        seen = _ridge(seen, layer, seed, low, land)
    return np.asarray(np.clip(seen, 0, 255), np.uint8)


def _ridge(
    seen: Plane,
    layer: int,
    seed: int,
    haze: Plane,
    land: tuple[tuple[float, ...], tuple[float, ...]],
) -> Plane:
    height, width = seen.shape[:2]
    near = layer / 5
    edge = (0.42 + 0.1 * layer) * height + _profile(width, seed * 31 + layer) * height * 0.09
    rows = np.arange(height, dtype=np.float32)[:, None]
    mask = cv2.GaussianBlur((rows >= edge[None]).astype(np.float32), (0, 0), 0.7)[..., None]
    far, close = (np.array(colour, np.float32) for colour in land)
    texture = _fractal(width, height, seed * 77 + layer, 10, 0.75)
    if layer >= 3:
        grain = np.random.default_rng(seed + layer).normal(0, 1, (height, width))
        fine = cv2.GaussianBlur(grain.astype(np.float32), (0, 0), 1.1 + 0.5 * (5 - layer))
        texture = texture + np.float32(0.22) * fine / fine.std()
    ground = (far * (1 - near) + close * near) * (0.55 + 0.9 * texture[..., None])
    ground = ground * (0.35 + 0.65 * near) + haze * (0.65 - 0.65 * near)
    return np.asarray(seen * (1 - mask) + ground * mask, np.float32)


def _fractal(width: int, height: int, seed: int, octaves: int, gain: float) -> Plane:
    """Return noise of several scales, each finer one `gain` as strong, from 0 to 1."""
    random = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        cells = 4 * 2**octave
        grid = random.random((max(2, cells * height // width + 2), cells + 2), np.float32)
        fine = cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        total += np.float32(gain**octave) * fine
    return np.asarray((total - total.min()) / np.ptp(total), np.float32)


def _profile(width: int, seed: int) -> Plane:
    random = np.random.default_rng(seed)
    across = np.linspace(0, 1, width)
    waves = (
        0.52**octave
        * np.interp(across, np.linspace(0, 1, 2**octave + 3), random.uniform(-1, 1, 2**octave + 3))
        for octave in range(11)
    )
    return np.asarray(sum(waves), np.float32)
