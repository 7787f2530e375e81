"""The offline transcriber: hears words and their times with Whisper base, on this machine."""

import asyncio
from itertools import chain

import numpy as np

from reelwright.model.brief import Language
from reelwright.model.provenance import Provenance
from reelwright.ports.transcriber import Transcript
from reelwright.providers.offline.transcriber import recording, whisper
from reelwright.providers.offline.transcriber.aligning import aligned
from reelwright.providers.offline.transcriber.recording import RATE, Samples
from reelwright.providers.offline.transcriber.whisper import Heard
from reelwright.providers.offline.transcriber.words import spans, transcript

VERSION = "1"
"""Of the weights, which `whisper` knows by their hash, and of how words are timed."""

# Nobody can tell Hindi and Urdu apart from a few words of either; of the two, films speak Hindi.
_CODES = {language.tag: language for language in Language} | {
    "no": Language.NORWEGIAN,
    "nn": Language.NORWEGIAN,
    "ur": Language.HINDI,
}


class OfflineTranscriber:
    """Hears with no key and no network. The model is loaded when it is first needed."""

    @property
    def provenance(self) -> Provenance:
        """Whisper base, by the packages its weights come in."""
        return Provenance(
            vendor="offline",
            model="Whisper base (int8)",
            version=VERSION,
            licence="MIT",
            credit="Captions: Whisper by OpenAI, through faster-whisper",
        )

    async def transcribe(self, wav: bytes, language: Language | None = None) -> Transcript:
        """Return what is said in a 16-bit WAV; without a `language` it is detected.

        Hindi is written as it sounds, a quarter of its letters wrong. Word times are within a tenth
        of a second or so.
        """
        return await asyncio.to_thread(_transcribe, wav, language)

    async def align(self, wav: bytes, text: str, language: Language | None = None) -> Transcript:
        """Return `text` with the times of its words, within a tenth of a second or so."""
        return await asyncio.to_thread(_align, wav, text, language)


def _align(wav: bytes, text: str, language: Language | None) -> Transcript:
    heard = _transcribe(wav, language)
    cuts = list(range(len(text) + 1)) if heard.language is Language.CHINESE else [0]
    found = aligned(text, spans(text, cuts, heard.language), heard)
    return Transcript(text, heard.language, found)


def _transcribe(wav: bytes, language: Language | None) -> Transcript:
    sound = recording.read(wav)
    code = _code(language) if language else _detected(sound)
    parts = tuple(
        chain.from_iterable(
            _later(whisper.hear(part, code), begin / RATE)
            for begin, part in recording.stretches(sound, whisper.longest(code))
        )
    )
    spoken = _CODES.get(code) if parts else None
    return transcript(parts, language or spoken, sound)


def _code(language: Language) -> str:
    return "no" if language is Language.NORWEGIAN else language.tag


def _detected(sound: Samples) -> str:
    """Return the code of the language of `sound`; of silence, of which nobody can tell, none."""
    parts = [part for _, part in recording.stretches(sound, longest=30)]
    code = whisper.detect(np.concatenate(parts)) if parts else ""
    return _code(_CODES[code]) if code in _CODES else code


def _later(parts: tuple[Heard, ...], seconds: float) -> tuple[Heard, ...]:
    return tuple(Heard(one.text, one.start + seconds, one.stop + seconds) for one in parts)
