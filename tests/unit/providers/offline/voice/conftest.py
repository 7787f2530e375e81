"""Real speech, each request spoken once in a test run."""

import asyncio
import io
import wave
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from reelwright.model.brief import Language, Quality
from reelwright.ports.voice import MadeSpeech, SpeechRequest
from reelwright.providers.offline.voice import OfflineVoice
from reelwright.providers.offline.voice.take import Samples

Speak = Callable[..., MadeSpeech]


@pytest.fixture(scope="session")
def speak() -> Speak:
    @cache
    def spoken(
        text: str,
        language: Language = Language.ENGLISH,
        voice: str = "default",
        speed: float = 1.0,
        quality: Quality = Quality.MEDIUM,
    ) -> MadeSpeech:
        request = SpeechRequest(text, language, voice, speed, quality)
        return asyncio.run(OfflineVoice().speak(request))

    return spoken


@pytest.fixture(scope="session")
def samples() -> Callable[[MadeSpeech], Samples]:
    def read(made: MadeSpeech) -> Samples:
        with wave.open(io.BytesIO(made.wav)) as file:
            content = file.readframes(file.getnframes())
        return (np.frombuffer(content, "<i2") / 32_768).astype(np.float32)

    return read
