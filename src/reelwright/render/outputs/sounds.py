"""The sound of a film by itself: a WAV of 16 bits, which everything reads, or an MP3."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken
from reelwright.model.output import Kind
from reelwright.render.sources.sound import RATE, Samples

_BITS = {Quality.LOW: 128_000, Quality.MEDIUM: 192_000, Quality.HIGH: 320_000}
_FILES = {Kind.WAV: ("wav", "pcm_s16le", {"rf64": "auto"}), Kind.MP3: ("mp3", "libmp3lame", {})}


def write(blocks: Iterable[Samples], path: Path, kind: Kind, quality: Quality) -> None:
    """Write samples as a WAV or MP3 file; `quality` is that of the MP3.

    An MP3 says how many of its samples are run-up and filling, which players leave out.
    """
    container, codec, options = _FILES[kind]
    options = {**options, "fflags": "+bitexact"}
    with av.open(str(path), "w", format=container, options=options) as file:
        stream = file.add_stream(codec, rate=RATE, layout="stereo", bit_rate=_BITS[quality])
        if not isinstance(stream, AudioStream):
            raise Broken(f"{codec} is not a sound encoder here.")
        heard = 0
        for block in blocks:
            file.mux(stream.encode(_frame(block, heard)))
            heard += len(block)
        file.mux(stream.encode(None))


def _frame(block: Samples, first: int) -> av.AudioFrame:
    planes = np.ascontiguousarray(block.T)
    frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
    frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), first
    return frame
