"""Sound for the ports' suites: WAV in and out, and speech, which is said once for all of them."""

import asyncio
import io
import wave
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from reelwright.model.brief import Language
from reelwright.ports.voice import MadeSpeech, SpeechRequest, Voice

Samples = NDArray[np.float64]

Say = Callable[..., MadeSpeech]
Options = tuple[tuple[str, object], ...]

SENTENCES = {
    Language.ENGLISH: "The rain stopped. The children ran outside to play in the warm sun.",
    Language.HINDI: "सुबह हुई। मेरा नाम राम है, और यह घर है।",
    Language.JAPANESE: "夜が明けた。明日は村中が、音楽と温かいパンでお祝いします。",
}


@pytest.fixture(params=SENTENCES, scope="session")
def language(request: pytest.FixtureRequest) -> Language:
    """Be each language that is tried, in turn."""
    asked: Language = request.param
    return asked


@pytest.fixture(scope="session")
def sentences() -> dict[Language, str]:
    """Give two sentences in each language: plain words, so that they can be heard again."""
    return SENTENCES


@pytest.fixture(scope="session")
def say() -> Say:
    """Speak with a voice; what was said before is not said again."""

    @cache
    def said(kind: type[Voice], text: str, language: Language, more: Options) -> MadeSpeech:
        return asyncio.run(kind().speak(SpeechRequest(text, language, **dict(more))))

    def say(voice: Voice, text: str, language: Language, /, **more: object) -> MadeSpeech:
        return said(type(voice), text, language, tuple(more.items()))

    return say


@pytest.fixture(scope="session")
def samples() -> Callable[[bytes], tuple[Samples, int]]:
    """Read a 16-bit WAV: its samples from -1 to 1, one row a channel, and how many a second."""

    def read(wav: bytes) -> tuple[Samples, int]:
        with wave.open(io.BytesIO(wav)) as file:
            assert file.getsampwidth() == 2
            content = np.frombuffer(file.readframes(file.getnframes()), "<i2")
            return content.reshape(-1, file.getnchannels()).T / 32_768, file.getframerate()

    return read


@pytest.fixture(scope="session")
def wav() -> Callable[[Samples, int], bytes]:
    """Write samples from -1 to 1 as a 16-bit WAV; `samples` takes them out again."""

    def written(sound: Samples, rate: int) -> bytes:
        buffer = io.BytesIO()
        rows = np.atleast_2d(sound)
        with wave.open(buffer, "wb") as file:
            file.setparams((len(rows), 2, rate, 0, "NONE", "not compressed"))
            file.writeframes(np.round(np.clip(rows.T, -1, 1) * 32_767).astype("<i2").tobytes())
        return buffer.getvalue()

    return written
