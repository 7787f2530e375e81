"""Speaking words."""

from dataclasses import dataclass
from typing import Protocol

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Language, Quality
from reelwright.model.provenance import Degradation, Provenance


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """One voice: the name to ask for it by, a line about it, and the languages it speaks.

    `untrained` are those of the languages that its model was not made for: it has an accent.
    """

    name: str
    about: str
    languages: tuple[Language, ...]
    untrained: tuple[Language, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """Words to speak: `text` in `language` by the voice named, at `speed` times the normal."""

    text: str
    language: Language
    voice: str = "default"
    speed: float = 1.0
    quality: Quality = Quality.MEDIUM


@dataclass(frozen=True, slots=True)
class MadeSpeech:
    """Speech as made: a mono 16-bit WAV, and when each word of the text sounds.

    `words` are in order and do not overlap; every letter and digit of the text lies in one of
    them. In a language written without spaces a word is a unit a reader would call one.
    """

    wav: bytes
    words: tuple[SpokenWord, ...]
    provenance: Provenance
    degradations: tuple[Degradation, ...] = ()


class Voice(Protocol):
    """Speaks. The same request gives the same bytes."""

    @property
    def voices(self) -> tuple[VoiceProfile, ...]:
        """The voices it has; the first is `default`."""
        ...

    async def speak(self, request: SpeechRequest) -> MadeSpeech:
        """Return the words spoken, without silence of more than 0.1 s before and 0.3 s after.

        Raises `Invalid` for a voice it has not, or a language that voice does not speak.
        """
        ...
