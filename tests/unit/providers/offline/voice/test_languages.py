"""Every voice in every language, as an independent transcriber hears it. Minutes of work.

    pytest -m slow tests/unit/providers/offline/voice/test_languages.py

prints the table of the documentation: for each language and voice the share of characters heard
wrongly, the pitch, and how far from its start a word is heard after a pause.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import jiwer
import numpy as np
import pytest
import regex

from reelwright.model.brief import Language
from reelwright.ports.voice import SpeechRequest
from reelwright.providers.offline.transcriber import OfflineTranscriber
from reelwright.providers.offline.transcriber.recording import read as recorded
from reelwright.providers.offline.voice import OfflineVoice, chinese
from reelwright.providers.offline.voice.japanese.morphs import morphs

pytestmark = pytest.mark.slow

VOICES = ("alloy", "echo", "fable", "onyx", "nova", "shimmer")
MEN, WOMEN = ("echo", "fable", "onyx"), ("alloy", "nova", "shimmer")
RATE = 16_000


# Two sentences in every language, said by every voice in the slow tier.
TEXTS = {
    Language.ENGLISH: "The rain stopped. Tomorrow the whole village will celebrate with music and bread.",
    Language.CZECH: "Déšť ustal. Zítra bude celá vesnice slavit s hudbou a teplým chlebem.",
    Language.DANISH: "Regnen holdt op. I morgen skal hele byen feste med musik og varmt brød.",
    Language.DUTCH: "De regen stopte. Morgen viert het hele dorp feest met muziek en warm brood.",
    Language.FRENCH: "La pluie s’arrêta. Demain, tout le village fera la fête avec de la musique.",
    Language.GERMAN: "Der Regen hörte auf. Morgen feiert das ganze Dorf mit Musik und warmem Brot.",
    Language.GREEK: "Η βροχή σταμάτησε. Αύριο όλο το χωριό θα γιορτάσει με μουσική και ψωμί.",
    Language.HINDI: "बारिश रुक गई। कल पूरा गाँव संगीत और गरम रोटी के साथ जश्न मनाएगा।",
    Language.INDONESIAN: "Hujan berhenti. Besok seluruh desa akan merayakan dengan musik dan roti.",
    Language.ITALIAN: "La pioggia finì. Domani tutto il villaggio festeggerà con musica e pane caldo.",
    Language.CHINESE: "雨停了。明天全村的人会用音乐和热面包来庆祝。",
    Language.JAPANESE: "雨がやんだ。明日は村中が、音楽と温かいパンでお祝いします。",
    Language.NORWEGIAN: "Regnet stoppet. I morgen skal hele byen feire med musikk og varmt brød.",
    Language.POLISH: "Deszcz ustał. Jutro cała wieś będzie świętować z muzyką i ciepłym chlebem.",
    Language.PORTUGUESE: "A chuva parou. Amanhã toda a aldeia vai celebrar com música e pão quente.",
    Language.RUSSIAN: "Дождь кончился. Завтра вся деревня будет праздновать с музыкой и хлебом.",
    Language.SPANISH: "La lluvia paró. Mañana todo el pueblo celebrará con música y pan caliente.",
    Language.SWEDISH: "Regnet slutade. I morgon ska hela byn fira med musik och varmt bröd.",
    Language.TURKISH: "Yağmur durdu. Yarın bütün köy müzik ve sıcak ekmekle kutlama yapacak.",
    Language.UKRAINIAN: "Дощ скінчився. Завтра все село святкуватиме з музикою і теплим хлібом.",
}


# The share of characters heard wrongly that is borne, of all voices together. Whisper base writes
# Hindi in another script half of the time, and is weak in Danish, Czech, Greek and Norwegian itself.
ERRORS = {
    Language.ENGLISH: 0.03,
    Language.CZECH: 0.25,
    Language.DANISH: 0.38,
    Language.DUTCH: 0.22,
    Language.FRENCH: 0.22,
    Language.GERMAN: 0.14,
    Language.GREEK: 0.25,
    Language.HINDI: 0.45,
    Language.INDONESIAN: 0.08,
    Language.ITALIAN: 0.08,
    Language.CHINESE: 0.12,
    Language.JAPANESE: 0.20,
    Language.NORWEGIAN: 0.25,
    Language.POLISH: 0.20,
    Language.PORTUGUESE: 0.06,
    Language.RUSSIAN: 0.22,
    Language.SPANISH: 0.08,
    Language.SWEDISH: 0.20,
    Language.TURKISH: 0.22,
    Language.UKRAINIAN: 0.25,
}


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was found of one voice in one language: errors, pitch in Hz, onset error in seconds."""

    errors: float
    pitch: float
    onset: float


def bare(text: str, language: Language) -> str:
    """Return `text` as it is heard; Chinese and Japanese may be written in several ways."""
    if language is Language.CHINESE:
        return "".join(word.phonemes for word in chinese.read(text))
    if language is Language.JAPANESE:
        return "".join(morph.kana for morph in morphs(text))
    return " ".join(regex.findall(r"[\p{L}\p{M}\p{N}]+", text.casefold()))


def pitch(sound: np.ndarray) -> float:
    """Return the median F0 of the voiced parts in Hz, by autocorrelation."""
    size, found = RATE // 20, []
    for begin in range(0, len(sound) - 2 * size, size // 2):
        part = sound[begin : begin + 2 * size] - sound[begin : begin + 2 * size].mean()
        likeness = np.correlate(part, part[:size], "valid")[: RATE // 60]
        lag = RATE // 400 + int(np.argmax(likeness[RATE // 400 :]))
        voiced = likeness[0] > size * 1e-3 and likeness[lag] > 0.5 * likeness[0]
        found += [RATE / lag] if voiced else []
    return float(np.median(found))


def onset(sound: np.ndarray, start: float) -> float:
    """Return how far from `start` the sound begins again after quiet, in seconds."""
    steps = sound[: len(sound) // 80 * 80].reshape(-1, 80)
    level = 10 * np.log10(np.square(steps).mean(axis=1) + 1e-12)
    quiet = level < level.max() - 33
    rises = [at for at in range(10, len(quiet)) if quiet[at - 10 : at].all() and not quiet[at]]
    return min(abs(at / 200 - start) for at in rises)


def hear(language: Language, voice: str) -> Hearing:
    text = TEXTS[language]
    made = asyncio.run(OfflineVoice().speak(SpeechRequest(text, language, voice)))
    heard = asyncio.run(OfflineTranscriber().transcribe(made.wav, language)).text
    sound = recorded(made.wav)
    stop = next(place for place, one in enumerate(text) if one in ".。।")
    second = next(word for word in made.words if word.begin > stop)
    errors = jiwer.cer(bare(text, language), bare(heard, language))
    return Hearing(errors, pitch(sound), onset(sound, float(second.start)))


@pytest.fixture(scope="module")
def hearings() -> dict[Language, dict[str, Hearing]]:
    return {language: {voice: hear(language, voice) for voice in VOICES} for language in TEXTS}


@pytest.fixture(scope="module", autouse=True)
def table(
    request: pytest.FixtureRequest, hearings: dict[Language, dict[str, Hearing]]
) -> Iterator[None]:
    """Print what was found, a line for each language."""
    yield
    writer = request.config.get_terminal_writer()
    writer.line()
    for language, voices in hearings.items():
        cells = [
            f"{one.errors:.2f} {one.pitch:3.0f} Hz {one.onset * 1000:2.0f} ms"
            for one in voices.values()
        ]
        writer.line(f"{language:11s} " + " | ".join(cells))


def test_every_language_is_tried() -> None:
    assert set(TEXTS) == set(ERRORS) == set(Language)


@pytest.mark.parametrize("language", ERRORS)
def test_words_are_heard(language: Language, hearings: dict[Language, dict[str, Hearing]]) -> None:
    errors = [one.errors for one in hearings[language].values()]
    assert np.median(errors) <= ERRORS[language]


@pytest.mark.parametrize("language", ERRORS)
def test_voices_differ_in_pitch(
    language: Language, hearings: dict[Language, dict[str, Hearing]]
) -> None:
    voices = hearings[language]
    assert max(voices[name].pitch for name in MEN) < min(voices[name].pitch for name in WOMEN)
    assert voices["shimmer"].pitch > 1.5 * voices["onyx"].pitch


def test_words_begin_when_they_are_heard(hearings: dict[Language, dict[str, Hearing]]) -> None:
    onsets = [one.onset for voices in hearings.values() for one in voices.values()]
    assert np.median(onsets) <= 0.04
