"""The offline voice: six voices in twenty languages, by Kokoro-82M on this machine."""

import asyncio
import math

from reelwright.model.brief import Language, Quality
from reelwright.model.errors import Fault, Invalid, choices, unknown
from reelwright.model.provenance import Degradation, Provenance
from reelwright.ports.voice import MadeSpeech, SpeechRequest, VoiceProfile
from reelwright.providers.offline.voice import draft, kokoro
from reelwright.providers.offline.voice.draft import Draft
from reelwright.providers.offline.voice.kokoro import Kokoro
from reelwright.providers.offline.voice.reading import LANGUAGES, read
from reelwright.providers.offline.voice.speech import perform
from reelwright.providers.offline.voice.styles import Voice, called, style, trained, voices
from reelwright.providers.offline.voice.take import RATE
from reelwright.providers.offline.wav import wav


class OfflineVoice:
    """Speaks with no key, no network and no GPU. The model is loaded when it is first needed.

    Drafts in English are spoken by a smaller model, forty times as fast.
    """

    @property
    def voices(self) -> tuple[VoiceProfile, ...]:
        """The voices, each in all of the languages."""
        untrained = tuple(language for language in LANGUAGES if not trained(language))
        return tuple(
            VoiceProfile(voice.name, voice.about, LANGUAGES, untrained) for voice in voices()
        )

    async def speak(self, request: SpeechRequest) -> MadeSpeech:
        """Return the words spoken, at -20 LUFS."""
        return await asyncio.to_thread(_speak, request)


def _speak(request: SpeechRequest) -> MadeSpeech:
    voice = _checked(request)
    drafted = request.quality is Quality.LOW and request.language is Language.ENGLISH
    british = voice.british and not drafted
    reading = read(request.text, request.language, british=british)
    if not any(word.phonemes for word in reading.words):
        raise Invalid((Fault("text", "There is nothing to say in this; write some words."),))
    speaker = Draft() if drafted else Kokoro(style(voice.name, request.language))
    speech = perform(reading.words, speaker, request.speed)
    return MadeSpeech(
        wav=wav(speech.sound, RATE),
        words=speech.words,
        provenance=_DRAFT if drafted else _as(voice),
        degradations=(*_other_voice(voice, drafted=drafted), *_left_out(reading.unsayable)),
    )


_DRAFT = Provenance(
    vendor="offline",
    model="hibari (draft of Kokoro-82M)",
    version=draft.VERSION,
    licence="Apache-2.0",
    credit="Voice: hibari by Maureese Williams, after Kokoro-82M by hexgrad",
)


def _as(voice: Voice) -> Provenance:
    return Provenance(
        vendor="offline",
        model=f"Kokoro-82M ({called(voice.name)})",
        version=kokoro.VERSION,
        licence="Apache-2.0",
        credit="Voice: Kokoro-82M by hexgrad",
    )


def _checked(request: SpeechRequest) -> Voice:
    """Return the voice asked for, or raise `Invalid` with all that is wrong with the request."""
    known = {voice.name: voice for voice in voices()}
    faults = []
    if request.voice not in known:
        faults.append(Fault("voice", unknown("voice", request.voice, known)))
    if request.language not in LANGUAGES:
        spoken = choices(LANGUAGES)
        faults.append(
            Fault(
                "language",
                f"The offline voice has not learned {request.language}; it speaks {spoken}.",
            )
        )
    if not (math.isfinite(request.speed) and 0.5 <= request.speed <= 2):
        faults.append(Fault("speed", f"The speed is from 0.5 to 2, not {request.speed}."))
    if faults:
        raise Invalid(faults)
    return known[request.voice]


def _other_voice(voice: Voice, *, drafted: bool) -> tuple[Degradation, ...]:
    if not drafted or voice.name == "default":
        return ()
    why = "Drafts are spoken by the one fast voice there is; a higher quality has all of them."
    return (Degradation(what=f"voice {voice.name}", why=why),)


def _left_out(unsayable: tuple[str, ...]) -> tuple[Degradation, ...]:
    if not unsayable:
        return ()
    shown = " ".join(unsayable[:20]) + (" …" if len(unsayable) > 20 else "")
    return (Degradation(what="voice", why=f"These characters cannot be said: {shown}"),)
