"""Costs: what a film costs by this contract's tariff, in whole micro-dollars, shown in cents."""

from dataclasses import dataclass
from typing import Final

CENT: Final = 10_000
"""Micro-dollars to a cent."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """Prices in micro-dollars: of a picture; of a second of video, voice, music and FFmpeg.

    They are those that give the document's example. Its estimate of 2.45 is the sum of its parts
    (2.48) without FFmpeg's 0.03, so FFmpeg, which runs here, is shown and not billed unless
    `bill_ffmpeg` says so. `per_job` and `per_day` are the most that a job, and a user's day, cost.
    """

    image: int = 20_000
    video: int = 50_000
    voice: int = 15_000
    music: int = 10_000
    ffmpeg: int = 1_000
    bill_ffmpeg: bool = False
    per_job: int = 100_000_000
    per_day: int = 500_000_000


@dataclass(frozen=True, slots=True)
class Costs:
    """The five parts of an estimate in micro-dollars, each in whole cents."""

    images: int
    video: int
    voice: int
    music: int
    ffmpeg: int
    billed_ffmpeg: bool = False

    @property
    def total(self) -> int:
        """What is billed: the sum of the parts, that of FFmpeg only where it is."""
        local = self.ffmpeg if self.billed_ffmpeg else 0
        return self.images + self.video + self.voice + self.music + local


def costs(tariff: Tariff, *, images: int, seconds: int, voice: bool, music: bool) -> Costs:
    """Return what a film of so many images and seconds costs."""
    return Costs(
        images=_cents(images * tariff.image),
        video=_cents(seconds * tariff.video),
        voice=_cents(seconds * tariff.voice if voice else 0),
        music=_cents(seconds * tariff.music if music else 0),
        ffmpeg=_cents(seconds * tariff.ffmpeg),
        billed_ffmpeg=tariff.bill_ffmpeg,
    )


def _cents(micros: int) -> int:
    """Round to whole cents, half a cent up, so that the parts shown add up to the sum shown."""
    return (micros + CENT // 2) // CENT * CENT


def dollars(micros: int) -> float:
    """Return an amount as the contract writes it: a number of dollars, in cents."""
    return (micros + CENT // 2) // CENT / 100


def written(micros: int) -> str:
    """Return an amount as a sentence has it: $290.00."""
    return f"${dollars(micros):.2f}"
