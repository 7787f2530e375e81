"""The frames of a film scored against the ideal, two processes at a time."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.render.registration import Luma, Shift, jitter, psnr, register
from benchmarks.render.sheet import Sheet

_BT709 = np.array([[0.2126, 0.7152, 0.0722]], np.float32) * 219 / 255


@dataclass(frozen=True)
class Score:
    """What a frame is: PSNR of luma in dB, and how far it lies from where it should."""

    psnr: float
    shift: Shift


@dataclass(frozen=True)
class Source:
    """A file of frames: a film, or raw 4:2:0 frames; `bt601` where a film's matrix is that one."""

    path: Path
    sheet: Sheet
    bt601: bool = False

    def luma(self, first: int, stop: int, rows: int) -> Iterator[Luma]:
        """Yield the upper rows of the luma of frames `[first, stop)`."""
        raw = self.path.suffix == ".yuv"
        yield from (self._mapped if raw else self._decoded)(first, stop, rows)

    def _mapped(self, first: int, stop: int, rows: int) -> Iterator[Luma]:
        width, height = self.sheet.width, self.sheet.height
        data = np.memmap(self.path, np.uint8, "r").reshape(-1, height * 3 // 2, width)
        yield from (np.asarray(data[number, :rows]) for number in range(first, stop))

    def _decoded(self, first: int, stop: int, rows: int) -> Iterator[Luma]:
        with av.open(str(self.path)) as container:
            container.streams.video[0].thread_count = 1
            for number, frame in enumerate(container.decode(video=0)):
                if number >= stop:
                    return
                if number >= first:
                    luma = _as_bt709(frame) if self.bt601 else frame.to_ndarray()
                    yield np.asarray(luma[:rows], np.uint8)


def _as_bt709(frame: av.VideoFrame) -> Luma:
    rgb = cv2.cvtColor(frame.to_ndarray(format="yuv420p"), cv2.COLOR_YUV2RGB_I420)
    return np.asarray(cv2.transform(rgb.astype(np.float32), _BT709) + 16.5, np.uint8)


def scored(source: Source, ideal: Path, frames: int) -> list[Score]:
    """Return the score of each of the first `frames` frames, in order."""
    workers = len(os.sched_getaffinity(0))
    edges = [frames * part // workers for part in range(workers + 1)]
    with Pool(workers) as pool:
        parts = pool.starmap(_part, [(source, ideal, *span) for span in pairwise(edges)])
    found = [score for part in parts for score in part]
    if len(found) != frames:
        raise RuntimeError(f"{source.path} has {len(found)} frames, not {frames}.")
    return found


def _part(source: Source, ideal: Path, first: int, stop: int) -> list[Score]:
    cv2.setNumThreads(1)
    best = ideal_luma(ideal, source.sheet)
    seen = source.luma(first, stop, best.shape[1])
    return [
        Score(psnr(luma, best[number]), register(luma, best[number]))
        for number, luma in enumerate(seen, start=first)
    ]


def ideal_luma(path: Path, sheet: Sheet) -> NDArray[np.uint8]:
    """Return the ideal luma of all frames, mapped: their upper rows."""
    return np.memmap(path, np.uint8, "r").reshape(sheet.frames, -1, sheet.width)


def steadiness(scores: list[Score], sheet: Sheet) -> float:
    """Return the jitter in pixels over the frames where one clip shows by itself."""
    clips = [[scores[n].shift for n in alone if n < len(scores)] for alone in sheet.alone]
    return jitter([shifts for shifts in clips if len(shifts) > 1])
