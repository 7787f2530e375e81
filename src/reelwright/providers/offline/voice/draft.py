"""The draft voice: hibari's small model of one voice, English only, forty times as fast as Kokoro.

Its sound is put together by hibari with numpy, or with scipy where that is installed; the two
differ inaudibly.
"""

from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from threading import Lock
from typing import Any

import numpy as np
from hibari import dsp

from reelwright.providers.offline.voice.alphabet import tokens
from reelwright.providers.offline.voice.onnx import load
from reelwright.providers.offline.voice.take import Take, edges

VERSION = metadata.version("hibari-tts")

_FRAMES = "/Clip_output_0"
_SPECTRA = ["lh", "theta", "ln", "lr", "phi", "f0"]

_loading = Lock()


@dataclass(frozen=True, slots=True)
class Draft:
    """The small model, which has one voice."""

    def say(self, phonemes: str) -> Take:
        """Return `phonemes` said at the usual pace, always with the same noise in the voice."""
        with _loading:
            session = _session()
        inputs = {
            "ids": np.array([tokens(phonemes)], np.int64),
            "speed": np.ones(1, np.float32),
        }
        *spectra, frames = session.run([*_SPECTRA, _FRAMES], inputs)
        sound = dsp.synth(*(spectrum[0] for spectrum in spectra), np.random.default_rng(0))
        return Take(sound, edges(frames))


@cache
def _session() -> Any:  # noqa: ANN401 - onnxruntime ships no types
    return load((resources.files("hibari") / "assets" / "hibari.onnx").read_bytes(), _FRAMES)
