"""A crew that makes films in a moment, and notes in a file whatever it is asked.

Words steer it: of a scene that shows `fail` there is no picture, `bug` is an error nobody expected,
`slow` takes a minute. A prompt of `tale` tells the first of its tales that was not told.
"""

import asyncio
import io
import json
import os
import wave
from pathlib import Path

import cv2
import numpy as np

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Brief, Language
from reelwright.model.errors import VendorFailed
from reelwright.model.ids import scene_id
from reelwright.model.provenance import Provenance
from reelwright.model.storyboard import Camera, Scene, Storyboard
from reelwright.model.time import Time
from reelwright.pipeline.crew import Crew
from reelwright.ports.animator import AnimationRequest, AnimatorModel, MadeAnimation, MadeLayer
from reelwright.ports.blobs import Blobs
from reelwright.ports.moderator import CATEGORIES, Verdict
from reelwright.ports.music import MadeMusic, MusicRequest
from reelwright.ports.visual import MadePicture, PictureRequest, VisualModel
from reelwright.ports.voice import MadeSpeech, SpeechRequest, VoiceProfile

MADE = Provenance(vendor="quick", model="quick", version="1", licence="CC0-1.0")
TALES = ("crane", "otter", "heron")


def crew(blobs: Blobs, asked: Path) -> Crew:
    """Return the crew, whose notes go to the file `asked`."""
    return Crew(
        planner=Planner(),
        visual=Visual(asked),
        animator=Animator(asked),
        voice=Voice(asked),
        music=Music(asked),
        moderator=Moderator(),
        blobs=blobs,
    )


def note(asked: Path, *words: str) -> None:
    file = os.open(asked, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    os.write(file, json.dumps(words).encode() + b"\n")
    os.close(file)


class Planner:
    """Plans a scene of a second for each word of the prompt; `long` is one of ten minutes."""

    languages = (Language.ENGLISH,)

    async def plan(self, brief: Brief, *, told: frozenset[str] = frozenset()) -> Storyboard:
        words = (brief.prompt or "nothing").split()
        tale = None
        if words[0] == "tale":
            tale = next((one for one in TALES if one not in told), TALES[0])
        scenes = tuple(
            Scene(
                id=scene_id(number),
                narration=word,
                visual=word,
                camera=Camera.PUSH_IN,
                duration=Time.of(600 if word == "long" else 1),
            )
            for number, word in enumerate(words, start=1)
        )
        return Storyboard(title="Quick", language=brief.language, tale=tale, scenes=scenes)


class Visual:
    """Paints the whole frame in a colour of its seed."""

    models = (VisualModel("quick", "flat colours"),)

    def __init__(self, asked: Path) -> None:
        self.asked = asked

    async def picture(self, request: PictureRequest) -> MadePicture:
        note(self.asked, "picture", request.words)
        if request.words == "fail":
            raise VendorFailed("The painter is out.")
        if request.words == "bug":
            raise KeyError("/secret/path")
        if request.words == "slow":
            await asyncio.sleep(60)
        size, hue = request.size, request.seed % 180
        flat = np.full((size.height, size.width, 3), (hue, 160, 180), np.uint8)
        png = cv2.imencode(".png", cv2.cvtColor(flat, cv2.COLOR_HSV2BGR))[1].tobytes()
        return MadePicture(png, MADE)


class Animator:
    """Lays the picture over nothing."""

    models = (AnimatorModel("quick", "in one layer"),)

    def __init__(self, asked: Path) -> None:
        self.asked = asked

    async def animate(self, request: AnimationRequest) -> MadeAnimation:
        note(self.asked, "clip", str(request.seed))
        return MadeAnimation((MadeLayer(request.picture, 1.0),), MADE)


class Voice:
    """Says everything in half a second of a tone."""

    voices = (VoiceProfile("tone", "a tone", (Language.ENGLISH,)),)

    def __init__(self, asked: Path) -> None:
        self.asked = asked

    async def speak(self, request: SpeechRequest) -> MadeSpeech:
        note(self.asked, "speech", request.text)
        tone = 0.2 * np.sin(np.arange(12_000) / 24_000 * 2 * np.pi * 300)
        stop = Time.of("0.5")
        word = SpokenWord(begin=0, end=len(request.text), start=Time.of(0), stop=stop)
        return MadeSpeech(_wav(tone[:, None], 24_000), (word,), MADE)


class Music:
    """Hums one note."""

    genres, moods = ("hum",), ("calm",)

    def __init__(self, asked: Path) -> None:
        self.asked = asked

    async def track(self, request: MusicRequest) -> MadeMusic:
        note(self.asked, "track", str(request.seed))
        hum = 0.1 * np.sin(np.arange(96_000) / 48_000 * 2 * np.pi * 200)
        sound = _wav(np.stack([hum, hum], axis=1), 48_000)
        return MadeMusic(sound, Time.of(0), Time.of(1), Time.of("0.1"), MADE)


class Moderator:
    """Minds one word."""

    async def judge(self, text: str) -> Verdict:
        return Verdict({name: float(name == "hate" and "hateful" in text) for name in CATEGORIES})


def _wav(samples: np.ndarray, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(samples.shape[1])
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((samples * 32767).astype("<i2").tobytes())
    return file.getvalue()
