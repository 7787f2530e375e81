"""A still picture, decoded and filtered once, then shown through any framing."""

from dataclasses import dataclass
from math import ceil
from pathlib import Path
from threading import Lock
from typing import Protocol, Self

import cv2
import numpy as np

from reelwright.model.clip import Fit
from reelwright.model.motion import Framing, Motion
from reelwright.render import probe
from reelwright.render.lanczos import WIDEST
from reelwright.render.motion.framing import Affine, framing_at, luma_map, step, window
from reelwright.render.pixels import Pixels
from reelwright.render.plan import Moment
from reelwright.render.planes import Planes
from reelwright.render.sources.picture import decoded
from reelwright.render.sources.prefilter import DENSITY
from reelwright.render.sources.turned import Turned
from reelwright.render.sources.upright import Upright

_MOST = 50_000_000
"""Pixels, of a picture and the black around it."""

_LOOKS = np.linspace(0, 1, 65)
"""Where a motion is looked at to find what it shows."""


class _Kept(Protocol):
    """Planes of a picture, and how a frame is made of them."""

    @property
    def size(self) -> tuple[int, int]: ...

    @property
    def nbytes(self) -> int: ...

    def show(self, luma: Affine, into: Planes) -> None: ...


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a picture, in its pixels, as planes."""

    left: int
    top: int
    width: int
    height: int
    kept: _Kept

    def placed(self, affine: Affine) -> Affine:
        """Return a map to the picture as one to the part's luma."""
        wide, high = self.kept.size
        across, down = wide / self.width, high / self.height
        (xx, xy, x), (yx, yy, y) = affine.tolist()
        x, y = (x + 0.5 - self.left) * across - 0.5, (y + 0.5 - self.top) * down - 0.5
        return np.array([[xx * across, xy * across, x], [yx * down, yy * down, y]])


class Still:
    """A picture and how it is framed; threads may share it.

    Planes are made when they are first needed, and made anew where a motion zooms far. With
    `Fit.CONTAIN` the picture lies in the middle of black of the frame's shape, and the motion is
    one over all of that: zoom 1 shows the whole picture.
    """

    def __init__(self, bgr: Pixels, motion: Motion, frame: tuple[int, int]) -> None:
        self._bgr, self._motion, self._frame = bgr, motion, frame
        self._size = (bgr.shape[1], bgr.shape[0])
        self._framings = [framing_at(motion, look) for look in _LOOKS]
        steps = [self._step(framing) for framing in self._framings]
        self._way = Turned(steps) if _turned(motion) else Upright(steps)
        self._parts: dict[int, _Part] = {}
        self._making = Lock()

    @classmethod
    def load(cls, path: Path, motion: Motion, frame: tuple[int, int], fit: Fit = Fit.COVER) -> Self:
        """Decode `path` for a frame of (width, height); `Invalid` if it is no picture we take."""
        bgr = decoded(path, lambda facts: _spare(facts, motion, frame))
        return cls(_even(bgr if fit is Fit.COVER else _contained(bgr, frame)), motion, frame)

    @property
    def bytes(self) -> int:
        """How much memory it takes at the moment."""
        return self._bgr.nbytes + sum(part.kept.nbytes for part in list(self._parts.values()))

    def show(self, moment: Moment, into: Planes) -> None:
        """Fill a frame with what the motion shows of the picture at `moment`."""
        framing = framing_at(self._motion, moment.progress)
        part = self._made(self._level_of(framing))
        part.kept.show(part.placed(luma_map(framing, self._size, self._frame)), into)

    def _step(self, framing: Framing) -> float:
        return step(framing, self._size, self._frame)

    def _level_of(self, framing: Framing) -> int:
        return self._way.level(self._step(framing))

    def _made(self, level: int) -> _Part:
        with self._making:
            if level not in self._parts:
                # Segments beside each other show levels beside each other.
                self._parts = {
                    near: part for near, part in self._parts.items() if abs(near - level) == 1
                }
                self._parts[level] = self._make(level)
                if len(self._parts) == self._way.levels:
                    self._bgr = self._bgr[:0].copy()  # nothing will be made of it any more
            return self._parts[level]

    def _make(self, level: int) -> _Part:
        left, top, right, bottom = self._shown(level, self._way.margin(level))
        kept = self._way.kept(self._bgr[top:bottom, left:right], level)
        return _Part(left, top, right - left, bottom - top, kept)

    def _shown(self, level: int, margin: float) -> tuple[int, int, int, int]:
        """Return the even left, top, right and bottom of all that frames of a level show.

        That is the whole picture where it would be most of it.
        """
        near = range(level - 1, level + 2)
        boxes = [
            window(framing, self._size, self._frame)
            for framing in self._framings
            if self._level_of(framing) in near
        ]
        width, height = self._size
        left = max(0, int(min(box[0] for box in boxes) - margin)) & ~1
        top = max(0, int(min(box[1] for box in boxes) - margin)) & ~1
        right = min(width, ceil(max(box[0] + box[2] for box in boxes) + margin + 1) & ~1)
        bottom = min(height, ceil(max(box[1] + box[3] for box in boxes) + margin + 1) & ~1)
        whole = (right - left) * (bottom - top) > 0.7 * width * height
        return (0, 0, width, height) if whole else (left, top, right, bottom)


def _spare(facts: probe.StillFacts, motion: Motion, frame: tuple[int, int]) -> float:
    """Return how many times larger a picture is than its planes will be, upright or lying."""
    size = (facts.width, facts.height)
    closest = max(motion.begin.zoom, motion.end.zoom)
    across = min(min(size) / min(frame), max(size) / max(frame), min(size) / max(frame))
    return across / closest / (DENSITY if _turned(motion) else WIDEST)


def _turned(motion: Motion) -> bool:
    return bool(motion.begin.angle or motion.end.angle)


def _even(bgr: Pixels) -> Pixels:
    """Repeat the last row or column where their number is odd."""
    height, width = bgr.shape[:2]
    if not (height % 2 or width % 2):
        return bgr
    edge = cv2.BORDER_REPLICATE
    return np.asarray(cv2.copyMakeBorder(bgr, 0, height % 2, 0, width % 2, edge), np.uint8)


def _contained(bgr: Pixels, frame: tuple[int, int]) -> Pixels:
    """Put a picture in the middle of black of the frame's shape."""
    height, width = bgr.shape[:2]
    across = max(0, round(height * frame[0] / frame[1]) - width)
    down = max(0, round(width * frame[1] / frame[0]) - height)
    if (shrink := (_MOST / ((width + across) * (height + down))) ** 0.5) < 1:
        size = (max(1, int(width * shrink)), max(1, int(height * shrink)))
        return _contained(np.asarray(cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)), frame)
    sides = (down // 2, down - down // 2, across // 2, across - across // 2)
    return np.asarray(cv2.copyMakeBorder(bgr, *sides, cv2.BORDER_CONSTANT), np.uint8)
