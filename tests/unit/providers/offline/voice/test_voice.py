import asyncio
import math
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from reelwright.model.brief import Language, Quality
from reelwright.model.errors import Invalid
from reelwright.model.provenance import Degradation
from reelwright.ports.voice import MadeSpeech, SpeechRequest
from reelwright.providers.offline.loudness import lufs
from reelwright.providers.offline.voice import OfflineVoice, kokoro
from reelwright.providers.offline.voice.reading import LANGUAGES
from reelwright.providers.offline.voice.take import RATE, Samples

Speak = Callable[..., MadeSpeech]
Read = Callable[[MadeSpeech], Samples]

WOMEN, MEN = ("alloy", "nova", "shimmer"), ("echo", "fable", "onyx")
SENTENCES = {
    Language.ENGLISH: "He stopped. Peter smiled.",
    Language.HINDI: "वह रुका। पीटर हँसा।",
    Language.JAPANESE: "彼は止まった。父は笑った。",
    Language.CHINESE: "他停了。彼得笑了。",
}
LINE = "We went home by the river."


def asked(text: str = "Hello.", **rest: Any) -> SpeechRequest:
    return SpeechRequest(**{"text": text, "language": Language.ENGLISH, **rest})


def shown(text: str, made: MadeSpeech) -> list[str]:
    return [text[word.begin : word.end] for word in made.words]


def decibels(sound: Samples) -> np.ndarray:
    """Return the level of each 5 ms of `sound`."""
    windows = sound[: len(sound) // 120 * 120].reshape(-1, 120)
    level: np.ndarray = 10 * np.log10(np.square(windows).mean(axis=1) + 1e-12)
    return level


def pitch(sound: Samples) -> float:
    """Return the median F0 of the voiced parts in Hz, by autocorrelation."""
    size, found = RATE // 20, []
    for begin in range(0, len(sound) - 2 * size, size // 2):
        part = sound[begin : begin + 2 * size] - sound[begin : begin + 2 * size].mean()
        likeness = np.correlate(part, part[:size], "valid")[: RATE // 60]
        lag = RATE // 400 + int(np.argmax(likeness[RATE // 400 :]))
        voiced = likeness[0] > size * 1e-3 and likeness[lag] > 0.5 * likeness[0]
        found += [RATE / lag] if voiced else []
    return float(np.median(found))


def test_six_voices_and_default() -> None:
    names = [voice.name for voice in OfflineVoice().voices]
    assert names == ["default", "alloy", "echo", "fable", "onyx", "nova", "shimmer"]


def test_every_voice_speaks_every_language() -> None:
    assert {voice.languages for voice in OfflineVoice().voices} == {LANGUAGES}


def test_naming_voices_loads_no_model() -> None:
    before = kokoro._session.cache_info()
    assert OfflineVoice().voices
    assert kokoro._session.cache_info() == before


def test_every_language_is_spoken() -> None:
    assert set(LANGUAGES) == set(Language)


def test_untrained_languages_are_told() -> None:
    (untrained,) = {voice.untrained for voice in OfflineVoice().voices}
    assert [one.value for one in untrained] == [
        *["czech", "danish", "dutch", "german", "greek", "indonesian", "norwegian", "polish"],
        *["russian", "swedish", "turkish", "ukrainian"],
    ]


def test_other_languages_are_refused() -> None:
    with pytest.raises(Invalid, match="klingon; it speaks english, czech, .* or ukrainian"):
        asyncio.run(OfflineVoice().speak(asked(language="klingon")))


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"voice": "novaa"}, "voice: There is no voice 'novaa'. Did you mean 'nova'?"),
        ({"voice": ""}, "voice: There is no voice ''."),
        ({"speed": 0.49}, "speed: The speed is from 0.5 to 2, not 0.49."),
        ({"speed": 2.01}, "speed: The speed is from 0.5 to 2, not 2.01."),
        ({"speed": math.nan}, "speed: The speed is from 0.5 to 2, not nan."),
        ({"text": "…!?"}, "text: There is nothing to say in this; write some words."),
        ({"text": "🦊 שלום"}, "text: There is nothing to say in this; write some words."),
    ],
)
def test_faults_are_told(fault: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid, match=re.escape(sentence)):
        asyncio.run(OfflineVoice().speak(asked(**fault)))


def test_all_faults_are_told_at_once() -> None:
    request = asked(voice="tom", language="klingon", speed=9.0)
    with pytest.raises(Invalid) as caught:
        asyncio.run(OfflineVoice().speak(request))
    assert [fault.path for fault in caught.value.faults] == ["voice", "language", "speed"]


@pytest.mark.parametrize("language", SENTENCES)
def test_pauses_end_where_words_begin(speak: Speak, samples: Read, language: Language) -> None:
    text = SENTENCES[language]
    made = speak(text, language)
    level = decibels(samples(made))
    stop = next(place for place, one in enumerate(text) if one in ".।。")
    second = next(word for word in made.words if word.begin > stop)
    start = round(float(second.start) * 200)
    quiet = np.flatnonzero(level[start - 20 : start + 20] < level.max() - 35)
    assert abs(quiet[-1] + 1 - 20) * 5 <= 40


@pytest.mark.parametrize("language", SENTENCES)
def test_speech_fills_its_file(speak: Speak, samples: Read, language: Language) -> None:
    sound = samples(speak(SENTENCES[language], language))
    level = decibels(sound)
    loud = np.flatnonzero(level > level.max() - 30)
    assert loud[0] * 5 <= 100
    assert (len(level) - loud[-1]) * 5 <= 300
    assert np.abs(sound[[0, -1]]).max() < 0.001


@pytest.mark.parametrize("language", SENTENCES)
def test_speech_is_levelled(speak: Speak, samples: Read, language: Language) -> None:
    sound = samples(speak(SENTENCES[language], language))
    assert lufs(sound, RATE) == pytest.approx(-20, abs=0.3)
    assert np.abs(sound).max() < 0.9


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ENGLISH, ["He", "stopped", "Peter", "smiled"]),
        (Language.HINDI, ["वह", "रुका", "पीटर", "हँसा"]),
        (Language.JAPANESE, ["彼は", "止まった", "父は", "笑った"]),
        (Language.CHINESE, ["他", "停了", "彼得", "笑了"]),
    ],
)
def test_words_are_those_written(speak: Speak, language: Language, words: list[str]) -> None:
    made = speak(SENTENCES[language], language)
    assert shown(SENTENCES[language], made) == words
    assert all(one.start < one.stop <= two.start for one, two in pairwise(made.words))


def test_numbers_light_what_is_written(speak: Speak) -> None:
    text = "Dr. Lee paid $3.50 at 7:30 pm."
    made = speak(text, quality=Quality.LOW)
    assert shown(text, made) == ["Dr", "Lee", "paid", "$3.50", "at", "7:30", "pm"]
    assert max(made.words, key=lambda word: word.stop - word.start).begin == text.index("$")


@pytest.mark.parametrize("quality", [Quality.LOW, Quality.MEDIUM])
def test_same_request_same_bytes(speak: Speak, quality: Quality) -> None:
    again = asyncio.run(OfflineVoice().speak(asked(LINE, quality=quality)))
    assert again == speak(LINE, quality=quality)


def test_speaking_side_by_side_changes_nothing(speak: Speak) -> None:
    texts = [LINE, "Rain fell.", "Dr. Lee left."] * 2

    async def together() -> list[MadeSpeech]:
        requests = [asked(text, quality=Quality.LOW) for text in texts]
        return await asyncio.gather(*(OfflineVoice().speak(one) for one in requests))

    assert asyncio.run(together()) == [speak(text, quality=Quality.LOW) for text in texts]


def test_no_two_voices_sound_alike(speak: Speak) -> None:
    assert len({speak(LINE, voice=name).wav for name in (*WOMEN, *MEN)}) == 6


def test_default_sounds_as_nova(speak: Speak) -> None:
    assert speak(LINE) == speak(LINE, voice="nova")


def test_men_are_lower_than_women(speak: Speak, samples: Read) -> None:
    women, men = (
        [pitch(samples(speak(LINE, voice=name))) for name in names] for names in (WOMEN, MEN)
    )
    assert 60 < min(men) < max(men) < min(women) < max(women) < 260


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_speed_is_kept(speak: Speak, samples: Read, speed: float) -> None:
    normal = speak(LINE, quality=Quality.LOW)
    other = speak(LINE, speed=speed, quality=Quality.LOW)
    assert len(samples(other)) == round(len(samples(normal)) / speed)
    assert pitch(samples(other)) == pytest.approx(pitch(samples(normal)), rel=0.06)


def test_drafts_are_another_model(speak: Speak) -> None:
    assert speak(LINE).provenance.model == "Kokoro-82M (nova)"
    assert speak(LINE, quality=Quality.LOW).provenance.model == "hibari (draft of Kokoro-82M)"


def test_provenance_names_the_voice(speak: Speak) -> None:
    assert speak(LINE, voice="onyx").provenance.model == "Kokoro-82M (onyx)"


def test_draft_tells_that_the_voice_is_another(speak: Speak) -> None:
    told = speak(LINE, voice="onyx", quality=Quality.LOW).degradations
    assert [one.what for one in told] == ["voice onyx"]
    assert speak(LINE, quality=Quality.LOW).degradations == ()


def test_only_english_is_drafted(speak: Speak) -> None:
    text = SENTENCES[Language.HINDI]
    drafted = speak(text, Language.HINDI, quality=Quality.LOW)
    assert drafted == speak(text, Language.HINDI)


def test_unsayable_characters_are_told(speak: Speak) -> None:
    text = "Good 🦊 שלום morning."
    made = speak(text, quality=Quality.LOW)
    why = "These characters cannot be said: 🦊 ש ל ו ם"
    assert made.degradations == (Degradation(what="voice", why=why),)
    assert shown(text, made) == ["Good", "שלום", "morning"]
    assert made.words[1].start == made.words[1].stop == made.words[0].stop
