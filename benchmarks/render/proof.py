"""Proof that the registration finds what is there: pictures shifted by known parts of a pixel.

    python -m benchmarks.render.proof FILM.json

It runs in the peers' Python, which has Pillow to shift by, and prints the largest error in pixels.
"""

import sys
from pathlib import Path

import numpy as np

from benchmarks.render.ideal import planes, resample
from benchmarks.render.registration import Luma, register
from benchmarks.render.sheet import Clip, Sheet, read, upper

SHIFTS = ((0.25, 0.0), (0.0, 0.25), (-0.1, 0.3), (0.02, -0.01), (0.005, 0.0))


def main() -> None:
    sheet = read(Path(sys.argv[1]))
    errors = [
        np.abs(register(_moved(sheet, clip, shift), _moved(sheet, clip, (0, 0)))[:2] - shift).max()
        for clip in sheet.clips
        for shift in SHIFTS
    ]
    print(max(errors))


def _moved(sheet: Sheet, clip: Clip, shift: tuple[float, float]) -> Luma:
    """Return the upper rows of a clip's middle frame, moved right and down by so many pixels."""
    left, top, across, down = clip.window((clip.first + clip.stop) // 2)
    box = left - shift[0] * across / sheet.width, top - shift[1] * down / sheet.height, across, down
    drawn = resample(planes(clip.picture)[0], box, (sheet.width, sheet.height), 0, 1)
    return np.asarray(np.clip(drawn + 0.5, 0, 255)[: upper(sheet.height)], np.uint8)


if __name__ == "__main__":
    main()
