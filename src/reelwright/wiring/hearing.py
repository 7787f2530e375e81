"""Captions of a recording, made in this process by the offline transcriber."""

import asyncio
import io
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reelwright.model.brief import Language
from reelwright.model.caption import Captions
from reelwright.model.clip import PictureClip
from reelwright.model.output import Kind, Output
from reelwright.model.sidecar import CaptionSidecar
from reelwright.model.time import ZERO, Time
from reelwright.model.timeline import Timeline
from reelwright.pipeline import sidecar
from reelwright.pipeline.transcribe import transcribe
from reelwright.providers.catalog import offer
from reelwright.render.media import beside
from reelwright.render.produce import produce
from reelwright.render.sources.sound import RATE, recording

VENDOR = "offline"

_SPARE = Time.of(1)


def captions(sound: Path, text: str | None, language: Language | None) -> Captions:
    """Return the captions of a file with sound: of the words heard, or of `text` if it is known.

    Raises `NotFound` or `Invalid`, with a sentence.
    """
    wav = _wav(recording(sound))
    return asyncio.run(transcribe(wav, text, language, offer(VENDOR, "transcriber")))


def papers(out: Path) -> Path:
    """Return where the papers of the captions `out` go; `Unavailable` if something else is."""
    return sidecar.free(out.with_name(f"{out.name}.json"), CaptionSidecar)


def write(made: Captions, out: Path, place: Path | None = None) -> None:
    """Write captions into a file of the kind that its name says, and their papers to `place`."""
    length = made.cues[-1].stop + _SPARE
    unseen = PictureClip(start=ZERO, length=length, source="unseen")  # captions alone are written
    timeline = Timeline(width=1920, height=1080, length=length, pictures=(unseen,), captions=made)
    kind = Kind.of(out) or Kind.SRT
    produce(timeline, out, beside(out.parent), output=Output(kind=kind))
    if place is not None:
        heard_by = offer(VENDOR, "transcriber").provenance
        told = CaptionSidecar(captions=out.name, language=made.language, credits=(heard_by,))
        sidecar.put(place, told)


def _wav(samples: NDArray[np.int16]) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        written.writeframes(samples.tobytes())
    return file.getvalue()
