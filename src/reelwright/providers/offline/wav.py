"""Sound as a file: WAV of 16 bits, one channel or several."""

import io
import wave

import numpy as np

from reelwright.providers.offline.loudness import Samples


def wav(sound: Samples, rate: int) -> bytes:
    """Return sound as a WAV file, `rate` samples a second; what is beyond full scale is cut off."""
    channels = np.atleast_2d(sound)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((len(channels), 2, rate, 0, "NONE", "not compressed"))
        file.writeframes(np.round(np.clip(channels.T, -1, 1) * 32_767).astype("<i2").tobytes())
    return buffer.getvalue()
