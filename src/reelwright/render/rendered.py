"""What came out of an export, as told to whoever asked for it; nothing heavy is imported for it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reelwright.model.report import Report
    from reelwright.render.audio.meter import Measured


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came out: the file, frames, bytes, and the sound as it was before it was coded.

    `less` tells in sentences what is less than was asked; `missing_glyphs` what no font has.
    `reused` of all `segments` were found rather than made, and so was the sound, or not; the rest
    was composed by `kernels`. `report` is what the inspection found, where there was one.
    """

    path: Path
    frames: int
    bytes: int
    sound: "Measured"
    missing_glyphs: tuple[str, ...]
    less: tuple[str, ...]
    segments: int
    reused: int
    sound_reused: bool
    kernels: str
    report: "Report | None"
