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
    Levels,
    Measured,
    Meter,
    integrated,
    listened,
    tenths,
)
from reelwright.render.audio.mix import mixed
from reelwright.render.media import Media
from reelwright.render.sources.sound import Samples

VERSION = 3
"""Of what comes out; it rises when the same sounds come out as other samples."""

HEADROOM = 0.7
"""dB kept below the true peak asked for, because AAC overshoots what it is given."""

_FURTHER = 0.8
"""dB of stepping back beyond what the coded sound was over; coded again, it errs otherwise."""

_CLOSE_ENOUGH = 0.02  # LU
_ROUNDS = 12
_MOST_GAIN = 30.0


class Mastering:
    """A mix at its loudness and under its true peak, in blocks of a second.

    `mix` starts the mix from its beginning; it is read to the end before the first block comes,
    and once more for the blocks of each reading. Besides, 4 bytes a millisecond are kept.
    """

    def __init__(self, mix: Callable[[], Iterable[Samples]], target: Loudness) -> None:
        self._mix, self._target = mix, target
        self.measured = Measured(None, None)
        """What all the blocks together measure, when the last has been taken."""
        self._peaks: Levels | None = None
        self._gain = 1.0

    def __iter__(self) -> Iterator[Samples]:
        if self._peaks is None:
            envelope = listened(self._mix())
            self._peaks = envelope.peaks
            self._gain = 10 ** (find_gain(envelope, self._target) / 20)
        factors = curve(self._peaks, self._gain, _ceiling(self._target))
        meter = Meter()
        for second, stretch in zip(_seconds(self._mix()), factors, strict=True):
            block = limited(second, self._gain, stretch)
            meter.push(block)
            yield block
        self.measured = meter.finish().measured

    def overshot(self, coded: Levels) -> bool:
        """Say whether what a reading was coded into passes the true peak asked for.

        `coded` are its peaks by the millisecond. Where they do, the next reading steps back.
        """
        if self._peaks is None:
            return False
        heard = coded[: len(self._peaks)].astype(np.float32) / 10 ** (self._target.true_peak / 20)
        if heard.max(initial=0) <= 1:
            return False
        ceiling = _ceiling(self._target)
        factors = curve(self._peaks.copy(), self._gain, ceiling)
        for first, stretch in zip(range(0, len(heard), SECOND), factors, strict=False):
            over = np.flatnonzero(heard[first : first + SECOND] > 1)
            # A peak of this height is stepped back as far as this one was.
            alike = ceiling / self._gain / np.minimum(stretch[over], stretch[over + 1])
            further = heard[first + over] * 10 ** (_FURTHER / 20)
            self._peaks[first + over] = alike * further
        return True


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
