"""Music as a file: brought to -20 LUFS, two channels at 48 kHz."""

import numpy as np

from reelwright.providers.offline.loudness import Samples, gain
from reelwright.providers.offline.wav import wav

RATE = 48_000

_LOUDNESS = -20.0  # LUFS


def levelled(sound: Samples) -> bytes:
    """Return stereo sound as a WAV file at -20 LUFS, or as near as its peaks allow."""
    return wav(sound * np.float32(gain(sound, RATE, _LOUDNESS)), RATE)
