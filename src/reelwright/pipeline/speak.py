"""Speak: a scene's narration becomes sound, with the time of every word."""

import io
import wave
from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import ceil
from typing import Final

from reelwright.model.asset import Speech
from reelwright.model.brief import Brief
from reelwright.model.errors import VendorFailed
from reelwright.model.ids import content_key
from reelwright.model.progress import Step
from reelwright.model.provenance import Degradation
from reelwright.model.storyboard import Scene
from reelwright.model.time import ZERO, Time
from reelwright.model.value import Json
from reelwright.pipeline.arrange import room
from reelwright.pipeline.crew import Crew
from reelwright.ports.purchase import Purchase, under
from reelwright.ports.voice import MadeSpeech, SpeechRequest

HURRY: Final = Fraction(5, 4)
"""How much faster than usual words are spoken at most, so that a scene lasts as long as asked."""


async def speak(scene: Scene, brief: Brief, crew: Crew) -> Speech | None:
    """Return the scene's speech, its sound kept as a blob; None where nobody speaks.

    Words too long for a scene of an exact length are spoken faster, as much as needed, if `HURRY`
    is enough for it; otherwise they take their time.
    """
    if brief.voice is None or not scene.narration:
        return None
    request = SpeechRequest(
        text=scene.narration, language=brief.language, voice=brief.voice, quality=brief.quality
    )
    speech = await _said(request, scene, crew)
    speed = _speed(scene, speech)
    if speed is None:
        return speech
    hurried = await _said(replace(request, speed=speed), scene, crew)
    return hurried.model_copy(update={"degradations": (*hurried.degradations, _told(scene, speed))})


def _speed(scene: Scene, speech: Speech) -> float | None:
    """Return how fast words must be spoken to fit into their scene; None for as they are."""
    time = room(scene).seconds
    if not scene.exact or speech.duration.seconds <= time or time * HURRY < speech.duration.seconds:
        return None
    return ceil(speech.duration.seconds / time * 100) / 100


def _told(scene: Scene, speed: float) -> Degradation:
    fits = f"the words fit into the {float(scene.duration):.1f} s asked for"
    return Degradation(what="speed", why=f"spoken {speed:.2f} times as fast, so that {fits}")


async def _said(request: SpeechRequest, scene: Scene, crew: Crew) -> Speech:
    say = partial(_spoken, request, crew)
    return await crew.memory.once(f"{Step.SPEAK}/{scene.id}", _asked(request), Speech, say)


async def _spoken(request: SpeechRequest, crew: Crew, purchase: Purchase) -> Speech:
    made = await under(crew.voice, purchase).speak(request)
    length = duration(made.wav)
    _check_words(request.text, made)
    maker = (made.provenance.model, made.provenance.version)
    blob = content_key("speech", *_asked(request), *maker)
    await crew.blobs.put(blob, made.wav)
    return Speech(
        blob=blob,
        text=request.text,
        duration=length,
        words=made.words,
        provenance=made.provenance,
        degradations=made.degradations,
    )


def _check_words(text: str, made: MadeSpeech) -> None:
    place, instant = 0, ZERO
    for word in made.words:
        if not (place <= word.begin < word.end <= len(text) and instant <= word.start <= word.stop):
            raise VendorFailed(
                f"The voice of {made.provenance.vendor} gave word times that do not fit its text; "
                "choose another voice, or none."
            )
        place, instant = word.end, word.start


def _asked(request: SpeechRequest) -> tuple[Json, ...]:
    return (request.text, request.language, request.voice, request.speed, request.quality)


def duration(wav: bytes) -> Time:
    """Return the exact length of a WAV file; `VendorFailed` if it is none."""
    try:
        with wave.open(io.BytesIO(wav)) as sound:
            return Time(Fraction(sound.getnframes(), sound.getframerate()))
    except (wave.Error, EOFError) as broken:
        raise VendorFailed("A vendor gave sound that is no WAV file; try again.") from broken
