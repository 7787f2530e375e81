"""The mix brought to its loudness and true peak, and measured, by FFmpeg's own filters."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.filter import Graph

from reelwright.model.timeline import Loudness
from reelwright.render.sources.sound import RATE, Samples

HEADROOM = 0.7
"""dB kept below the true peak asked for, because AAC overshoots what it is given."""

CLOSE_ENOUGH = 0.1
"""LU; a gain whose measured result is nearer to the target than this is taken."""

_MOST_GAIN = 30.0
_SILENT = -69.0  # LUFS; EBU R 128's gate is at -70, what lies there is not programme


@dataclass(frozen=True, slots=True)
class Measured:
    """Integrated loudness in LUFS and true peak in dBTP; both None for silence."""

    integrated: float | None
    true_peak: float | None


class Chain:
    """Filters that samples go through in order: a gain, a true-peak limit, a meter."""

    def __init__(self, gain: float | None, ceiling: float = 0.0, *, metered: bool) -> None:
        self._graph = Graph()
        self._source = self._graph.add_abuffer(
            sample_rate=RATE, format="fltp", layout="stereo", time_base=Fraction(1, RATE)
        )
        last = self._source
        for name, options in _filters(gain, ceiling, metered):
            following = self._graph.add(name, options)
            last.link_to(following)
            last = following
        self._sink = last
        self._graph.configure()
        self._pushed = 0
        self.measured = Measured(None, None)

    def push(self, block: Samples | None) -> Iterator[Samples]:
        """Put a block in, None for the end, and yield what comes out."""
        self._source.push(None if block is None else self._frame(block))
        while True:
            try:
                frame = self._sink.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            self._read_meter(frame.metadata)
            if isinstance(frame, av.AudioFrame):
                yield np.asarray(frame.to_ndarray(), np.float32).T

    def _frame(self, block: Samples) -> av.AudioFrame:
        planes = np.ascontiguousarray(block.T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._pushed, Fraction(1, RATE)
        self._pushed += len(block)
        return frame

    def _read_meter(self, metadata: dict[str, str]) -> None:
        if "lavfi.r128.I" in metadata:
            integrated = float(metadata["lavfi.r128.I"])
            peak = float(metadata["lavfi.r128.true_peak"])
            heard = integrated > _SILENT and peak > 0
            self.measured = (
                Measured(integrated, 20 * math.log10(peak)) if heard else Measured(None, None)
            )


def _filters(gain: float | None, ceiling: float, metered: bool) -> Iterator[tuple[str, str]]:
    if gain is not None:
        yield "volume", f"volume={gain}dB:precision=float"
        # Peaks between samples are seen, and held, at four times the rate (BS.1770-5, annex 2).
        yield "aresample", f"{4 * RATE}"
        limit = 10 ** (ceiling / 20)
        yield "alimiter", f"limit={limit}:attack=5:release=60:level=false:latency=true"
        yield "aresample", f"{RATE}"
    if metered:
        yield "ebur128", "metadata=1:peak=true"
    yield "aformat", "sample_fmts=fltp:channel_layouts=stereo"
    yield "abuffersink", ""


def measure(blocks: Iterable[Samples]) -> Measured:
    """Return the loudness and true peak of blocks as they are."""
    return _run(Chain(None, metered=True), blocks)


def _run(chain: Chain, blocks: Iterable[Samples]) -> Measured:
    for block in blocks:
        for _ in chain.push(block):
            pass
    for _ in chain.push(None):
        pass
    return chain.measured


def find_gain(mix: Callable[[], Iterable[Samples]], target: Loudness) -> float | None:
    """Return the gain in dB that brings a mix to `target` after limiting; None for silence.

    `mix` starts the mix from its beginning; it is run two to four times, because a limit that
    bites takes loudness away.
    """
    raw = measure(mix())
    if raw.integrated is None:
        return None
    gain = min(target.integrated - raw.integrated, _MOST_GAIN)
    for _ in range(3):
        chain = Chain(gain, target.true_peak - HEADROOM, metered=True)
        reached = _run(chain, mix()).integrated
        missing = target.integrated - reached if reached is not None else 0.0
        if abs(missing) < CLOSE_ENOUGH or gain + missing > _MOST_GAIN:
            break
        gain += missing
    return gain


class Mastering:
    """The mix at its gain, limited to the true peak asked for, read forwards and measured."""

    def __init__(self, blocks: Iterable[Samples], gain: float | None, target: Loudness) -> None:
        self._chain = Chain(gain, target.true_peak - HEADROOM, metered=True)
        self._blocks = iter(blocks)
        self._ready = np.zeros((0, 2), np.float32)
        self._ended = False

    @property
    def measured(self) -> Measured:
        """What was read so far measures."""
        return self._chain.measured

    def read(self, number: int) -> Samples:
        """Return the next `number` samples; past the end of the mix, silence."""
        while len(self._ready) < number:
            self._ready = np.concatenate([self._ready, *self._more(number - len(self._ready))])
        taken, self._ready = self._ready[:number], self._ready[number:]
        return taken

    def _more(self, wanted: int) -> list[Samples]:
        if self._ended:
            return [np.zeros((wanted, 2), np.float32)]
        block = next(self._blocks, None)
        self._ended = block is None
        return list(self._chain.push(block))
