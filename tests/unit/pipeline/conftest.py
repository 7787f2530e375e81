"""A crew that makes films in a moment: flat pictures, tones for words, and notes of every request."""

import io
import wave
from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Brief, Language, SceneBrief
from reelwright.model.errors import VendorFailed
from reelwright.model.ids import scene_id
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.stack import Particles, Weather
from reelwright.model.storyboard import Camera, Scene, Storyboard
from reelwright.model.time import Time
from reelwright.pipeline.crew import Crew
from reelwright.ports.animator import (
    AnimationRequest,
    AnimatorModel,
    MadeAnimation,
    MadeLayer,
)
from reelwright.ports.moderator import CATEGORIES, Verdict
from reelwright.ports.music import MadeMusic, MusicRequest
from reelwright.ports.visual import MadePicture, PictureRequest, VisualModel
from reelwright.ports.voice import MadeSpeech, SpeechRequest, VoiceProfile
from reelwright.storage.blobs.local import LocalBlobs

# A busy machine is no reason to fail.

MADE = Provenance(vendor="quick", model="quick", version="1", licence="CC0-1.0")


def wav(samples: np.ndarray, rate: int) -> bytes:
    shaped = samples if samples.ndim == 2 else samples[:, None]
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(shaped.shape[1])
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((shaped * 32767).astype("<i2").tobytes())
    return file.getvalue()


class QuickPlanner:
    """Plans one scene for each word of the prompt, each line of the script, or each scene."""

    languages = (Language.ENGLISH, Language.JAPANESE)

    def __init__(self) -> None:
        self.asked: list[Brief] = []

    async def plan(self, brief: Brief, *, told: frozenset[str] = frozenset()) -> Storyboard:
        self.asked.append(brief)
        texts = brief.script or tuple((brief.prompt or "nothing").split())
        given = brief.scenes or [SceneBrief(narration=text, visual=text) for text in texts]
        scenes = [
            Scene(
                id=scene_id(n),
                narration=one.narration or "",
                visual=one.visual or one.narration,
                camera=Camera.PUSH_IN,
                duration=Time.of(2),
            )
            for n, one in enumerate(given, start=1)
        ]
        return Storyboard(title="Quick", language=brief.language, mood="calm", scenes=tuple(scenes))


class QuickVisual:
    """Paints the whole frame in a colour of the words."""

    models = (VisualModel("quick", "flat colours"),)

    def __init__(self) -> None:
        self.asked: list[PictureRequest] = []

    async def picture(self, request: PictureRequest) -> MadePicture:
        self.asked.append(request)
        if request.words == "fail":
            raise VendorFailed("The painter is out.")
        hue = sum(map(ord, request.words)) % 180
        flat = np.full((request.size.height, request.size.width, 3), (hue, 160, 180), np.uint8)
        png = cv2.imencode(".png", cv2.cvtColor(flat, cv2.COLOR_HSV2BGR))[1].tobytes()
        lacks = (
            (Degradation(what="picture", why="no unicorns"),) if request.words == "unicorn" else ()
        )
        return MadePicture(png, MADE, lacks)


class QuickAnimator:
    """Leaves pictures whole, or lays them over themselves."""

    models = (AnimatorModel("whole", "as it is", living=False), AnimatorModel("twice", "in two"))

    def __init__(self) -> None:
        self.asked: list[AnimationRequest] = []

    async def animate(self, request: AnimationRequest) -> MadeAnimation:
        self.asked.append(request)
        if request.model == "whole":
            return MadeAnimation((), MADE)
        rain = Particles(weather=Weather.RAIN)
        layers = (MadeLayer(request.picture, 0.5), rain, MadeLayer(request.picture, 1.0))
        return MadeAnimation(layers, MADE, (Degradation(what="motion", why="all of it is flat"),))


class QuickVoice:
    """Says each letter as a hundredth of a second of a tone, or faster."""

    voices = (
        VoiceProfile("tone", "a tone", (Language.ENGLISH, Language.JAPANESE)),
        VoiceProfile("buzz", "a buzz", (Language.ENGLISH,)),
    )

    def __init__(self) -> None:
        self.asked: list[SpeechRequest] = []

    async def speak(self, request: SpeechRequest) -> MadeSpeech:
        self.asked.append(request)
        length = len(request.text) / 100 / request.speed
        samples = 0.2 * np.sin(np.arange(round(24_000 * length)) / 24_000 * 2 * np.pi * 300)
        word = SpokenWord(begin=0, end=len(request.text), start=Time.of(0), stop=Time.of(length))
        return MadeSpeech(wav(samples, 24_000), (word,), MADE)


class QuickMusic:
    """Hums one note."""

    genres, moods = ("hum",), ("calm",)

    def __init__(self) -> None:
        self.asked: list[MusicRequest] = []
        self.lacks: tuple[Degradation, ...] = ()

    async def track(self, request: MusicRequest) -> MadeMusic:
        self.asked.append(request)
        note = 0.1 * np.sin(np.arange(96_000) / 48_000 * 2 * np.pi * 200)
        sound = wav(np.stack([note, note], axis=1), 48_000)
        return MadeMusic(sound, Time.of(0), Time.of(1), Time.of("0.1"), MADE, self.lacks)


class QuickModerator:
    """Minds one word."""

    async def judge(self, text: str) -> Verdict:
        return Verdict({name: float(name == "hate" and "hateful" in text) for name in CATEGORIES})


@pytest.fixture
def crew(tmp_path_factory) -> Crew:
    return Crew(
        planner=QuickPlanner(),
        visual=QuickVisual(),
        animator=QuickAnimator(),
        voice=QuickVoice(),
        music=QuickMusic(),
        moderator=QuickModerator(),
        blobs=LocalBlobs(tmp_path_factory.mktemp("blobs")),
    )


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "film.mp4"
