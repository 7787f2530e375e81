"""Music as a file: brought to -20 LUFS, two channels of 16 bits at 48 kHz."""

import io
import wave

import numpy as np

from reelwright.providers.offline.loudness import Samples, gain

RATE = 48_000

_LOUDNESS = -20.0  # LUFS


def levelled(sound: Samples) -> bytes:
    """Return stereo sound as a WAV file at -20 LUFS, or as near as its peaks allow."""
    level = sound * np.float32(gain(sound, RATE, _LOUDNESS))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", "not compressed"))
        file.writeframes(np.round(np.clip(level.T, -1, 1) * 32_767).astype("<i2").tobytes())
    return buffer.getvalue()
