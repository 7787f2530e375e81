"""The sound of a finished film, listened to: how loud it is, and when there is none."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reelwright.render.audio.meter import Measured, Meter
from reelwright.render.sources.sound import RATE, Samples, Sound

SILENT = 1e-3
"""Of full scale, -60 dB; a level under it is silence."""

_TENTH = RATE // 10
_SHORTEST = 5  # tenths of a second; a shorter silence is a pause

Levels = NDArray[np.float64]
"""The root mean square of every tenth of a second begun."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A film's sound: its loudness and true peak, and its level."""

    measured: Measured
    levels: Levels

    @property
    def silent(self) -> list[tuple[int, int]]:
        """The silences of half a second and more, in tenths of a second."""
        edges = np.flatnonzero(np.diff(self.levels < SILENT, prepend=False, append=False))
        pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        return [(first, stop) for first, stop in pairs if stop - first >= _SHORTEST]


def listen(path: Path, samples: int, check: Callable[[], None]) -> Heard:
    """Listen to a film from its first picture on for so many samples; `check` each second."""
    meter = Meter()

    def metered() -> Iterator[Samples]:
        sound = Sound(path)
        for first in range(0, samples, RATE):
            check()
            block = sound.read(min(RATE, samples - first))
            meter.push(block)
            yield block

    found = levels(metered())
    return Heard(meter.finish().measured, found)


def levels(seconds: Iterable[Samples]) -> Levels:
    """Return the levels of a sound that comes in blocks of a second, the last may be shorter."""
    parts = [_levels(second) for second in seconds]
    return np.concatenate(parts) if parts else np.zeros(0)


def _levels(second: Samples) -> Levels:
    squares = np.einsum("ij,ij->i", second, second, dtype=np.float64) / 2
    starts = np.arange(0, len(squares), _TENTH)
    lengths = np.diff(starts, append=len(squares))
    return np.sqrt(np.add.reduceat(squares, starts) / lengths)
