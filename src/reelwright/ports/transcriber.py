"""Hearing words in sound."""

from dataclasses import dataclass
from typing import Protocol

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Language
from reelwright.model.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard: the text, its language (None if it is none we know), its words' times."""

    text: str
    language: Language | None
    words: tuple[SpokenWord, ...]


class Transcriber(Protocol):
    """Hears. The same sound gives the same transcript."""

    @property
    def provenance(self) -> Provenance:
        """Who hears, and on what terms what was heard may be used."""
        ...

    async def transcribe(self, wav: bytes, language: Language | None = None) -> Transcript:
        """Return what is said in a 16-bit WAV; without a `language` it is detected.

        Silence gives an empty transcript. Raises `Invalid` for bytes that are no such WAV, and
        `Unavailable` where its model is not installed.
        """
        ...

    async def align(self, wav: bytes, text: str, language: Language | None = None) -> Transcript:
        """Return when each word of `text` is said in a 16-bit WAV that says it.

        The transcript's text is `text`, to the letter. Raises as `transcribe` does, and `Invalid`
        where the sound says something else.
        """
        ...
