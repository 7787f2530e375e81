"""What the inspection of a finished film found, held against its timeline."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from reelwright.model.time import Time
from reelwright.model.value import Value

Level = Annotated[float, Field(allow_inf_nan=False)]
"""A finite number: what is silent has no level at all."""


class Flaw(StrEnum):
    """What may be wrong with a film."""

    DAMAGE = "damage"  # what cannot be decoded
    LENGTH = "length"  # too many frames, or too few
    OFFSET = "offset"  # sound and pictures begin or end apart
    BLACK = "black"
    FROZEN = "frozen"
    SILENT = "silent"
    LOUDNESS = "loudness"
    PEAK = "peak"
    CAPTION = "caption"


class Severity(StrEnum):
    """Whether a film may be handed over."""

    FAILURE = "failure"  # it is not what its timeline says: our fault
    WARNING = "warning"  # it is, but a viewer may mind


class Finding(Value):
    """One thing wrong: a sentence, and from when to when where it has a place."""

    flaw: Flaw
    severity: Severity
    says: str
    start: Time | None = None
    stop: Time | None = None


class Stretch(Value):
    """A part of a film."""

    start: Time
    stop: Time

    @property
    def length(self) -> Time:
        """How long it lasts."""
        return self.stop - self.start


class Figures(Value):
    """What was measured on the file.

    `pictures` and `sound` are when the tracks play, `sound` None where there is none; `loudness` is
    in LUFS and `true_peak` in dBTP, both None for silence. Stretches are those of half a second and
    more, whether they are meant or not.
    """

    frames: int
    pictures: Stretch
    sound: Stretch | None = None
    loudness: Level | None = None
    true_peak: Level | None = None
    black: tuple[Stretch, ...] = ()
    frozen: tuple[Stretch, ...] = ()
    silent: tuple[Stretch, ...] = ()


class Report(Value):
    """The figures of a film, and everything found wrong with it."""

    figures: Figures
    findings: tuple[Finding, ...] = ()

    @property
    def failures(self) -> tuple[Finding, ...]:
        """What keeps the film from being handed over."""
        return tuple(one for one in self.findings if one.severity is Severity.FAILURE)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What a viewer may mind."""
        return tuple(one for one in self.findings if one.severity is Severity.WARNING)
