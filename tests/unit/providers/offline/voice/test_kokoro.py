import numpy as np
import pytest

from reelwright.model.brief import Language
from reelwright.providers.offline.voice import draft, kokoro
from reelwright.providers.offline.voice.alphabet import tokens
from reelwright.providers.offline.voice.draft import Draft
from reelwright.providers.offline.voice.kokoro import Kokoro
from reelwright.providers.offline.voice.styles import style
from reelwright.providers.offline.voice.take import FRAME, Speaker
from reelwright.providers.offline.voice.utterances import LONGEST

PHONEMES = "hˈI ðˈɛɹ!"


@pytest.fixture(params=["kokoro", "draft"], scope="module")
def speaker(request: pytest.FixtureRequest) -> Speaker:
    speakers: dict[str, Speaker] = {
        "kokoro": Kokoro(style("nova", Language.ENGLISH)),
        "draft": Draft(),
    }
    return speakers[request.param]


def test_kokoros_frames_are_all_of_its_sound() -> None:
    row = style("nova", Language.ENGLISH)[None, len(PHONEMES) - 1]
    inputs = {
        "tokens": np.array([tokens(PHONEMES)], np.int64),
        "style": row,
        "speed": np.ones(1, np.float32),
    }
    sound, frames = kokoro._session().run(["audio", kokoro._FRAMES], inputs)
    assert frames.size == len(PHONEMES) + 2
    assert int(frames.sum()) * FRAME == len(sound)


def test_drafts_frames_are_all_of_its_sound() -> None:
    ids = {"ids": np.array([tokens(PHONEMES)], np.int64), "speed": np.ones(1, np.float32)}
    (frames,) = draft._session().run([draft._FRAMES], ids)
    assert frames.size == len(PHONEMES) + 2
    assert int(frames.sum()) * FRAME == len(Draft().say(PHONEMES).sound)


def test_every_phoneme_has_its_edges(speaker: Speaker) -> None:
    take = speaker.say(PHONEMES)
    assert len(take.edges) == len(PHONEMES) + 1
    assert (np.diff(take.edges) >= 0).all()
    assert 0 <= take.edges[0] < take.edges[-1] < len(take.sound)


def test_what_is_said_lies_within_the_edges(speaker: Speaker) -> None:
    take = speaker.say(PHONEMES)
    power = np.square(take.sound, dtype=np.float64)
    assert power[take.edges[0] : take.edges[-1]].sum() > 0.98 * power.sum()


def test_same_phonemes_same_samples(speaker: Speaker) -> None:
    assert speaker.say(PHONEMES).sound.tobytes() == speaker.say(PHONEMES).sound.tobytes()


def test_longest_breath_is_taken() -> None:
    phonemes = ("hˈI ðˈɛɹ " * 50)[:LONGEST]
    assert len(Draft().say(phonemes).edges) == LONGEST + 1


def test_models_load_once() -> None:
    assert kokoro._session() is kokoro._session()
    assert draft._session() is draft._session()
