"""A waveform: how loud a film's sound is from moment to moment, for players to draw."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from reelwright.render.container import opened

PEAKS: Final = 20
"""A second."""

_RATE: Final = 48_000
_STEP: Final = _RATE // PEAKS
_FULL: Final = 32_768


def write(film: Path, out: Path, check: Callable[[], None] = lambda: None) -> None:
    """Write the peaks of a film's sound as JSON: `{"rate": 20, "peaks": [0.0, …]}`.

    Each is the largest of both channels within a twentieth of a second, from 0 to 1, to three
    places. A film without sound has no peaks. `check` is called often, and may raise to end it.
    """
    found: list[float] = []
    for peaks in _peaks(film):
        found.extend(peaks)
        check()
    text = json.dumps({"rate": PEAKS, "peaks": found}, separators=(",", ":"))
    out.write_text(text, "utf-8")


def _peaks(film: Path) -> Iterator[list[float]]:
    rest = np.zeros(0, np.int32)
    for samples in _samples(film):
        held = np.concatenate([rest, samples])
        whole = len(held) // _STEP * _STEP
        yield _largest(held[:whole].reshape(-1, _STEP))
        rest = held[whole:]
    if len(rest):
        yield _largest(rest[None])


def _largest(steps: NDArray[np.int32]) -> list[float]:
    return [round(float(peak) / _FULL, 3) for peak in steps.max(axis=1)]


def _samples(film: Path) -> Iterator[NDArray[np.int32]]:
    """Yield the louder of both channels of each sample, without its sign."""
    even = AudioResampler("s16", "stereo", _RATE)
    with opened(film) as container:
        if not container.streams.audio:
            return
        for frame in container.decode(container.streams.audio[0]):
            yield from map(_louder, even.resample(frame))
        yield from map(_louder, even.resample(None))


def _louder(frame: AudioFrame) -> NDArray[np.int32]:
    pairs = np.abs(frame.to_ndarray().reshape(-1, 2).astype(np.int32))
    louder: NDArray[np.int32] = pairs.max(axis=1)
    return louder
