"""The mix brought to its loudness and true peak: measured once, then given at one gain, limited."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from reelwright.model.sound import Loudness
from reelwright.model.timeline import Timeline
from reelwright.render.audio.limiter import SECOND, curve, limited
from reelwright.render.audio.meter import (
    HOP,
    Envelope,
    Measured,
    Meter,
    integrated,
    listened,
    tenths,
)
from reelwright.render.audio.mix import mixed
from reelwright.render.media import Media
from reelwright.render.sources.sound import Samples

VERSION = 2
"""Of what comes out; it rises when the same sounds come out as other samples."""

HEADROOM = 0.7
"""dB kept below the true peak asked for, because AAC overshoots what it is given."""

_CLOSE_ENOUGH = 0.02  # LU
_ROUNDS = 12
_MOST_GAIN = 30.0


class Mastering:
    """A mix at its loudness and under its true peak, in blocks of a second, for one reading.

    `mix` starts the mix from its beginning; it is read to the end before the first block comes,
    and once more for the blocks. Besides, 4 bytes a millisecond are kept.
    """

    def __init__(self, mix: Callable[[], Iterable[Samples]], target: Loudness) -> None:
        self._mix, self._target = mix, target
        self.measured = Measured(None, None)
        """What all the blocks together measure, when the last has been taken."""

    def __iter__(self) -> Iterator[Samples]:
        envelope = listened(self._mix())
        gain = 10 ** (find_gain(envelope, self._target) / 20)
        factors = curve(envelope.peaks, gain, _ceiling(self._target))
        meter = Meter()
        for second, stretch in zip(_seconds(self._mix()), factors, strict=True):
            block = limited(second, gain, stretch)
            meter.push(block)
            yield block
        self.measured = meter.finish().measured


def mastered(
    timeline: Timeline, media: Media, total: int, check: Callable[[], None] = lambda: None
) -> Mastering:
    """Return the sound of a timeline, `total` samples of it.

    `check` is called before each second of both readings; what it raises ends them.
    """
    return Mastering(lambda: mixed(timeline, media, total, check), timeline.loudness)


def find_gain(envelope: Envelope, target: Loudness) -> float:
    """Return the gain in dB that brings a sound to `target` after limiting; 0 for silence.

    A limit that bites takes loudness away, so the gain is raised until what is left is enough.
    """
    raw = integrated(tenths(envelope.levels))
    if raw is None:
        return 0.0
    gain = min(target.integrated - raw, _MOST_GAIN)
    for _ in range(_ROUNDS):
        reached = _reached(envelope, 10 ** (gain / 20), _ceiling(target))
        missing = min(target.integrated - reached, _MOST_GAIN - gain)
        if abs(missing) < _CLOSE_ENOUGH:
            break
        gain += missing
    return gain


def _ceiling(target: Loudness) -> float:
    return float(10 ** ((target.true_peak - HEADROOM) / 20))


def _reached(envelope: Envelope, gain: float, ceiling: float) -> float:
    """Return the loudness after limiting, reckoned from the levels alone."""
    parts = [
        tenths(_stepped_back(envelope.levels[first : first + SECOND], factors) * gain)
        for first, factors in zip(
            range(0, len(envelope.levels), SECOND),
            curve(envelope.peaks, gain, ceiling),
            strict=True,
        )
    ]
    return integrated(np.concatenate(parts)) or -np.inf


def _stepped_back(levels: NDArray[np.float16], factors: NDArray[np.float32]) -> NDArray[np.float32]:
    between = (factors[:-1] + factors[1:]) / 2
    return np.asarray(levels * between[: len(levels)], np.float32)


def _seconds(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """Yield the same samples by the second, whatever the blocks; the last may be shorter."""
    rest: list[Samples] = []
    for block in blocks:
        rest.append(block)
        held = np.concatenate(rest) if len(rest) > 1 else block
        whole = len(held) // (SECOND * HOP) * SECOND * HOP
        for first in range(0, whole, SECOND * HOP):
            yield held[first : first + SECOND * HOP]
        rest = [held[whole:]]
    if rest and len(rest[0]):
        yield rest[0]
