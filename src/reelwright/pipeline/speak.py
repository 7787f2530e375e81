"""Speak: a scene's narration becomes sound, with the time of every word."""

import io
import wave
from fractions import Fraction

from reelwright.model.asset import Speech
from reelwright.model.brief import Brief
from reelwright.model.ids import Key, content_key
from reelwright.model.storyboard import Scene
from reelwright.model.time import Time
from reelwright.pipeline.crew import Crew
from reelwright.ports.voice import SpeechRequest


async def speak(scene: Scene, brief: Brief, crew: Crew) -> Speech | None:
    """Return the scene's speech, its sound kept as a blob; None where nobody speaks."""
    if brief.voice is None or not scene.narration:
        return None
    request = SpeechRequest(
        text=scene.narration, language=brief.language, voice=brief.voice, quality=brief.quality
    )
    made = await crew.voice.speak(request)
    blob = _key(request, made.provenance.model, made.provenance.version)
    await crew.blobs.put(blob, made.wav)
    return Speech(
        blob=blob,
        text=request.text,
        duration=duration(made.wav),
        words=made.words,
        provenance=made.provenance,
        degradations=made.degradations,
    )


def _key(request: SpeechRequest, model: str, version: str) -> Key:
    asked = (request.text, request.language, request.voice, request.speed, request.quality)
    return content_key("speech", *asked, model, version)


def duration(wav: bytes) -> Time:
    """Return the exact length of a WAV file."""
    with wave.open(io.BytesIO(wav)) as sound:
        return Time(Fraction(sound.getnframes(), sound.getframerate()))
