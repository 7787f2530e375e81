"""The film as it should look: every frame resampled from its picture in floating point.

    python -m benchmarks.render.ideal luma FILM.json OUT.raw
    python -m benchmarks.render.ideal frames FILM.json OUT.yuv FRAME...

It runs in the peers' Python, on Pillow: another hand's resampling, and no code of our renderer's.
`luma` writes the upper two thirds, which no caption reaches, of every frame's luma: resampled by
Lanczos's kernel from a box with sub-pixel edges. `frames` writes whole 4:2:0 frames, without
captions, each computed 4 x 4 times as large and averaged.
"""

import os
import sys
from functools import lru_cache, partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.render.sheet import Sheet, Window, read, upper

SUPERSAMPLED = 4

Plane = NDArray[np.float32]

# ITU-R BT.709: luma, and colour differences, of sRGB in 0..255, as 8-bit limited range.
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722])
_MATRIX = np.stack(
    [
        _WEIGHTS * 219 / 255,
        (np.array([0, 0, 1]) - _WEIGHTS) / 1.8556 * 224 / 255,
        (np.array([1, 0, 0]) - _WEIGHTS) / 1.5748 * 224 / 255,
    ]
).astype(np.float32)


@lru_cache(maxsize=3)
def planes(picture: Path) -> tuple[Image.Image, ...]:
    """Return luma and both chroma planes of a picture, all of its size, in floating point."""
    rgb = np.asarray(Image.open(picture).convert("RGB"), np.float32)
    made = [rgb @ row + offset for row, offset in zip(_MATRIX, (16, 128, 128), strict=True)]
    return tuple(Image.fromarray(np.ascontiguousarray(plane, np.float32)) for plane in made)


def resample(
    plane: Image.Image, window: Window, size: tuple[int, int], left: float, finer: int
) -> Plane:
    """Return what shows of a plane; `left` moves it by so many pixels of the luma frame."""
    width, height = plane.size
    x, y, across, down = (
        window[0] * width,
        window[1] * height,
        window[2] * width,
        window[3] * height,
    )
    x = min(max(x - left * across / (size[0] * (2 if left else 1)), 0), width - across)
    box = (x, y, min(x + across, width), min(y + down, height))
    larger = (size[0] * finer, size[1] * finer)
    drawn = plane.resize(larger, Image.Resampling.LANCZOS, box=box)
    return np.asarray(drawn.reduce(finer) if finer > 1 else drawn, np.float32)


def mixed(sheet: Sheet, frame: int, plane: int, finer: int) -> NDArray[np.uint8]:
    """Return one plane of a frame: 0 is luma, 1 and 2 are chroma, sited on the left as in H.264."""
    part = 2 if plane else 1
    size = sheet.width // part, sheet.height // part
    shown = [
        share
        * resample(planes(clip.picture)[plane], clip.window(frame), size, plane and 0.5, finer)
        for clip, share in sheet.shown(frame)
    ]
    return np.clip(sum(shown) + 0.5, 0, 255).astype(np.uint8)


def _luma(sheet: Sheet, out: Path, frame: int) -> None:
    shape = (sheet.frames, upper(sheet.height), sheet.width)
    rows = np.memmap(out, np.uint8, "r+", shape=shape)
    rows[frame] = mixed(sheet, frame, 0, 1)[: shape[1]]


def _whole(sheet: Sheet, out: Path, numbered: tuple[int, int]) -> None:
    place, frame = numbered
    size = sheet.width * sheet.height * 3 // 2
    bytes_ = np.memmap(out, np.uint8, "r+", offset=place * size, shape=(size,))
    made = [mixed(sheet, frame, plane, SUPERSAMPLED).ravel() for plane in range(3)]
    bytes_[:] = np.concatenate(made)


def main() -> None:
    what, film, out, *numbers = sys.argv[1:]
    sheet, aside = read(Path(film)), Path(f"{out}.part")
    frames = [int(number) for number in numbers]
    rows = (
        upper(sheet.height) * sheet.frames
        if what == "luma"
        else sheet.height * 3 // 2 * len(frames)
    )
    with aside.open("wb") as file:
        file.truncate(rows * sheet.width)
    with Pool(len(os.sched_getaffinity(0))) as pool:
        if what == "luma":
            pool.map(partial(_luma, sheet, aside), range(sheet.frames), chunksize=15)
        else:
            pool.map(partial(_whole, sheet, aside), list(enumerate(frames)), chunksize=5)
    aside.replace(out)


if __name__ == "__main__":
    main()
