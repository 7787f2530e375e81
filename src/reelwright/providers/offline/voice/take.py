"""What a speaking model gives back for a string of phonemes."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE = 24_000
"""Samples a second, of every model here."""

FRAME = 600
"""Samples in a frame, 25 ms, in which the models count how long a phoneme lasts."""

# The sound runs one frame ahead of the counts: so measured with ten of Kokoro's tables and hibari,
# at consonants, where the spectrum changes most, and after pauses.
_LEAD = FRAME

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Take:
    """Phonemes as they were said: mono sound, and where in it each phoneme begins.

    `edges` has one entry more than there are phonemes: the `i`th sounds from sample `edges[i]` to
    sample `edges[i + 1]`. What lies outside the first and the last edge is silence or breath.
    """

    sound: Samples
    edges: NDArray[np.int64]


class Speaker(Protocol):
    """A speaking model with its voice chosen."""

    def say(self, phonemes: str) -> Take:
        """Return `phonemes` said at the usual pace."""
        ...


def edges(frames: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return where phonemes begin, from the number of frames that each was given.

    The first and the last count belong to the silence that models pad their input with.
    """
    ends = np.cumsum(frames.reshape(-1)[:-1].astype(np.int64)) * FRAME
    return np.maximum(ends - _LEAD, 0)
