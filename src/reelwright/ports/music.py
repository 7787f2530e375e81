"""Finding or making music."""

from dataclasses import dataclass
from typing import Protocol

from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.time import Time


@dataclass(frozen=True, slots=True)
class MusicRequest:
    """Music to go under a film: genre and mood in free words, and a seed to choose among many.

    `length` is how long the film is; without it, any music that loops will do.
    """

    genre: str | None
    mood: str | None
    seed: int
    length: Time | None = None


@dataclass(frozen=True, slots=True)
class MadeMusic:
    """Music as made: a stereo 16-bit 48 kHz WAV that loops without a seam to any length.

    After `loop_end` it goes on from `loop_start`, the two crossfaded over `crossfade`. Music that
    `ends` is, unlooped, as long as was asked, to the sample, and comes to its own end in silence.
    """

    wav: bytes
    loop_start: Time
    loop_end: Time
    crossfade: Time
    provenance: Provenance
    degradations: tuple[Degradation, ...] = ()
    ends: bool = False


class Music(Protocol):
    """Gives music. The same request gives the same bytes."""

    @property
    def genres(self) -> tuple[str, ...]:
        """The genres it has music in."""
        ...

    @property
    def moods(self) -> tuple[str, ...]:
        """The moods it has music for."""
        ...

    async def track(self, request: MusicRequest) -> MadeMusic:
        """Return music as near to the request as it has; a poor match is said so."""
        ...
