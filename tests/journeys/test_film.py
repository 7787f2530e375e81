"""Three films, from a prompt, a script and a story, are what was asked and good to watch."""

import asyncio
import io
import unicodedata
import wave

import av
import cv2
import jiwer
import numpy as np
import pytest

from reelwright.model.report import Figures
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.pipeline.arrange import LEAD
from reelwright.ports.voice import SpeechRequest
from reelwright.providers.catalog import offer
from reelwright.render.captions.look import YELLOW
from reelwright.render.inspect import examine
from reelwright.render.sources.sound import RATE, Sound

SILENCE = 2.0  # seconds without a sound, which a viewer would take for a fault


@pytest.fixture(scope="session")
def seen(made) -> Figures:
    return examine(made.path)


def test_film_is_made_without_a_word(made):
    assert made.run.stderr == ""
    assert made.run.returncode == 0
    assert made.film.path == "film.mp4"


def test_nothing_else_appears(made):
    assert made.user.litter == ["folder/film.json", "folder/film.mp4", "folder/lines.txt"]


def test_nothing_is_less_than_asked(made):
    assert made.film.degradations == ()


def test_pictures_are_h264_high_in_tagged_bt709(made):
    with av.open(str(made.path)) as container:
        stream = container.streams.video[0]
        context, frame = stream.codec_context, next(container.decode(stream))
        assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (context.color_primaries, context.color_trc) == (1, 1)
        assert (frame.colorspace, frame.color_range) == (1, 1)
        assert ((stream.width, stream.height), stream.average_rate) == (
            made.order.size,
            made.order.fps,
        )


def test_sound_is_aac(made):
    with av.open(str(made.path)) as container:
        context = container.streams.audio[0].codec_context
        assert (context.name, context.sample_rate, context.channels) == ("aac", 48_000, 2)


def test_film_starts_before_it_is_loaded(made):
    content = made.path.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_film_lasts_as_long_as_asked(made, seen):
    asked = Time.of(made.order.duration) if made.order.duration else made.film.duration
    assert made.film.duration == asked
    assert seen.frames == made.film.frames == float(asked) * made.order.fps
    assert float(seen.pictures.length) == pytest.approx(float(asked), abs=1e-3)


def test_tracks_end_together(made, seen):
    assert abs(float(seen.sound.stop) - float(seen.pictures.stop)) < 1 / made.order.fps


def test_film_is_as_loud_as_it_says(made, seen):
    assert seen.loudness == pytest.approx(-14, abs=1)
    assert seen.true_peak <= -1
    assert made.film.loudness == pytest.approx(seen.loudness, abs=0.2)
    assert made.film.true_peak == pytest.approx(seen.true_peak, abs=0.5)


def test_film_is_never_black(seen):
    assert seen.black == ()


def test_film_is_never_frozen(seen):
    assert seen.frozen == ()


def test_film_is_never_long_silent(seen):
    assert [stretch for stretch in seen.silent if float(stretch.length) > SILENCE] == []


def test_script_is_narrated_word_for_word(made):
    told = [scene.narration for scene in made.film.storyboard.scenes]
    assert told == made.order.script.splitlines() or not made.order.script


def test_everything_is_credited(made):
    assert {(one.vendor, bool(one.licence)) for one in made.film.credits} == {("offline", True)}
    assert len(made.film.credits) >= 3


def test_time_is_accounted_for(made):
    took = {step for step, seconds in made.film.seconds.items() if seconds > 0}
    assert took == set(made.film.seconds)
    assert made.film.elapsed < sum(made.film.seconds.values())


def test_plan_is_what_is_filmed(made):
    """Options of look and output are none of the plan's."""
    told = made.user.types("plan", *made.order.words)
    assert Storyboard.read_json(told.stdout) == made.film.storyboard
    assert made.user.litter == ["folder/film.json", "folder/film.mp4", "folder/lines.txt"]


def test_voice_says_the_words(made):
    """Another model hears in the finished film, under its music, what the storyboard says."""
    told = "".join(scene.narration for scene in made.film.storyboard.scenes)
    heard = asyncio.run(
        offer("offline", "transcriber").transcribe(recording(made), made.film.storyboard.language)
    )
    assert jiwer.cer(letters(told), letters(heard.text)) <= made.order.error_rate


def recording(made) -> bytes:
    samples = Sound(made.path).read(round(float(made.film.duration) * RATE)).mean(axis=1)
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()


def letters(text: str) -> str:
    """Letters, their marks and digits, which alone are heard."""
    folded = unicodedata.normalize("NFC", text.casefold())
    return "".join(one for one in folded if unicodedata.category(one)[0] in "LMN")


def test_caption_follows_the_voice(made):
    """In the first scene the lit part of the caption changes in the frame its next word begins.

    It changes at no other time, but that one caption makes room for the next a frame or two before.
    """
    scene = made.film.storyboard.scenes[0]
    request = SpeechRequest(scene.narration, made.film.storyboard.language, made.order.voice)
    speech = asyncio.run(offer("offline", "voice").speak(request))
    starts = [round(float(LEAD + word.start) * made.order.fps) for word in speech.words]
    lit = [lit_part(frame) for frame in frames(made, starts[-1] + 3)]
    moves = [number for number in range(1, len(lit)) if unlike(lit[number - 1], lit[number])]
    assert set(starts) <= set(moves)
    assert [move for move in moves if not {move, move + 1, move + 2} & set(starts)] == []


def frames(made, count: int) -> list[np.ndarray]:
    with av.open(str(made.path)) as container:
        decoded = container.decode(video=0)
        return [next(decoded).to_ndarray(format="rgb24") for _ in range(count)]


def lit_part(frame: np.ndarray) -> np.ndarray:
    """Where the foot of the frame has the colour of the word being spoken."""
    foot = frame[frame.shape[0] // 2 :].astype(int)
    near = np.abs(foot - YELLOW[:3]).max(axis=2) < 70
    return cv2.erode(near.astype(np.uint8), np.ones((2, 2), np.uint8)).astype(bool)


def unlike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether less than half of what is lit in either is lit in both."""
    either = np.count_nonzero(one | other)
    return either > 20 and np.count_nonzero(one & other) < either / 2
