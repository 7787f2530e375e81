"""Sound as WAV."""

import io
import wave

import numpy as np
import pytest
from numpy.typing import NDArray

from reelwright.providers.offline.wav import wav

MONO = np.array([0, 0.5, -0.5, 2, -2], np.float32)
STEREO = np.stack([MONO, -MONO])


@pytest.mark.parametrize(
    ("sound", "channels", "samples"),
    [
        (MONO, 1, [0, 16384, -16384, 32767, -32767]),
        (STEREO, 2, [0, 0, 16384, -16384, -16384, 16384, 32767, -32767, -32767, 32767]),
    ],
)
def test_wav_has_16_bits(sound: NDArray[np.float32], channels: int, samples: list[int]) -> None:
    with wave.open(io.BytesIO(wav(sound, 24_000))) as file:
        shape = file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes()
        read = np.frombuffer(file.readframes(5), "<i2").tolist()
    assert (shape, read) == ((channels, 2, 24_000, 5), samples)
