"""What any transcriber promises; each implementation is a parameter of `transcriber`.

It hears sentences spoken by the offline voice, whose words and times are known.
"""

import asyncio
from difflib import SequenceMatcher

import jiwer
import numpy as np
import pytest
import regex

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Language
from reelwright.model.errors import Invalid
from reelwright.ports.transcriber import Transcriber, Transcript
from reelwright.ports.voice import MadeSpeech
from reelwright.providers.offline.transcriber import OfflineTranscriber
from reelwright.providers.offline.voice import OfflineVoice
from reelwright.providers.offline.voice.japanese.morphs import morphs

# The share of characters heard wrongly that is borne. Whisper base hardly knows Hindi.
ERRORS = {Language.ENGLISH: 0.02, Language.HINDI: 0.35, Language.JAPANESE: 0.1}

OFFLINE_VOICE = OfflineVoice()


@pytest.fixture(params=[OfflineTranscriber], ids=["offline"], scope="session")
def transcriber(request: pytest.FixtureRequest) -> Transcriber:
    made: Transcriber = request.param()
    return made


@pytest.fixture(scope="session")
def spoken(sentences, say) -> dict[Language, MadeSpeech]:
    return {language: say(OFFLINE_VOICE, text, language) for language, text in sentences.items()}


@pytest.fixture(scope="session")
def transcripts(
    transcriber: Transcriber, spoken: dict[Language, MadeSpeech]
) -> dict[Language, Transcript]:
    return {language: hear(transcriber, made.wav, language) for language, made in spoken.items()}


@pytest.fixture(scope="session")
def heard(language: Language, transcripts: dict[Language, Transcript]) -> Transcript:
    return transcripts[language]


def test_transcriber_says_who_it_is(transcriber: Transcriber) -> None:
    told = transcriber.provenance
    assert all((told.vendor, told.model, told.version, told.licence))


def hear(transcriber: Transcriber, wav: bytes, language: Language | None = None) -> Transcript:
    return asyncio.run(transcriber.transcribe(wav, language))


def bare(text: str) -> str:
    """Return `text` without what is not heard: capitals, punctuation and, in Japanese, spaces."""
    words = regex.findall(r"[\p{L}\p{M}\p{N}']+", text.casefold())
    return regex.sub(r"(?<=[\p{Han}\p{Kana}\p{Hira}]) ", "", " ".join(words))


def kana(text: str) -> str:
    """Return how Japanese is said: it may be written in several ways, all of them right."""
    return "".join(morph.kana for morph in morphs(bare(text)))


def sounds(language: Language, text: str) -> str:
    return {Language.JAPANESE: kana}.get(language, bare)(text)


def named(text: str, words: tuple[SpokenWord, ...]) -> list[str]:
    return [bare(text[word.begin : word.end]) for word in words]


def matched(
    text: str, spoken: MadeSpeech, heard: Transcript
) -> list[tuple[SpokenWord, SpokenWord]]:
    """Return the words that were heard as they were said, and only once: as said and as heard."""
    said, found = named(text, spoken.words), named(heard.text, heard.words)
    blocks = SequenceMatcher(None, said, found, autojunk=False).get_matching_blocks()
    return [
        (spoken.words[block.a + at], heard.words[block.b + at])
        for block in blocks
        for at in range(block.size)
        if found.count(found[block.b + at]) == 1
    ]


def test_words_are_heard(language: Language, sentences, heard: Transcript) -> None:
    said, found = (sounds(language, text) for text in (sentences[language], heard.text))
    assert jiwer.cer(said, found) <= ERRORS[language]


def test_language_is_the_one_asked_for(language: Language, heard: Transcript) -> None:
    assert heard.language == language


def test_words_come_in_order_and_apart(heard: Transcript) -> None:
    places = [place for word in heard.words for place in (word.begin, word.end)]
    times = [time for word in heard.words for time in (word.start, word.stop)]
    assert (places, times) == (sorted(places), sorted(times))
    assert 0 <= places[0] <= places[-1] <= len(heard.text)


def test_every_word_takes_time(heard: Transcript) -> None:
    assert all(word.start < word.stop for word in heard.words)


def test_every_letter_is_in_a_word(heard: Transcript) -> None:
    inside = {place for word in heard.words for place in range(word.begin, word.end)}
    assert {place for place, one in enumerate(heard.text) if one.isalnum()} <= inside


def test_words_leave_punctuation_out(heard: Transcript) -> None:
    ends = "".join(heard.text[word.begin] + heard.text[word.end - 1] for word in heard.words)
    assert not set(ends) & set(" ,.?。、।")


def test_words_end_with_the_sound(language, heard: Transcript, spoken, samples) -> None:
    sound, rate = samples(spoken[language].wav)
    assert float(heard.words[-1].stop) <= sound.shape[1] / rate


def test_words_are_heard_when_they_are_said(language, sentences, heard: Transcript, spoken) -> None:
    pairs = matched(sentences[language], spoken[language], heard)
    late = [abs(float(there.start - here.start)) for here, there in pairs]
    assert len(late) >= 3
    assert np.median(late) <= 0.1
    assert max(late) <= 0.25


def test_language_is_detected_side_by_side(
    transcriber: Transcriber, spoken, transcripts: dict[Language, Transcript]
) -> None:
    """Sounds heard at once, with no language given, are heard as each alone with its own."""

    async def together() -> list[Transcript]:
        return await asyncio.gather(*(transcriber.transcribe(made.wav) for made in spoken.values()))

    assert asyncio.run(together()) == list(transcripts.values())


def test_long_sound_is_heard_to_its_end(
    transcriber: Transcriber, spoken, transcripts, samples, wav
) -> None:
    sound, rate = samples(spoken[Language.ENGLISH].wav)
    pause = np.zeros((1, 10 * rate))
    three = np.concatenate([sound, pause, sound, pause, pause, sound], axis=1)
    heard = hear(transcriber, wav(three, rate), Language.ENGLISH)
    alone = transcripts[Language.ENGLISH]
    assert bare(heard.text) == " ".join([bare(alone.text)] * 3)
    starts = [float(word.start) for word in heard.words[:: len(alone.words)]]
    once = sound.shape[1] / rate
    assert np.diff(starts).tolist() == pytest.approx([once + 10, once + 20], abs=0.1)


@pytest.mark.parametrize("seconds", [0, 0.01, 1, 40])
def test_silence_is_nothing(transcriber: Transcriber, wav, seconds: float) -> None:
    quiet = wav(np.zeros(round(16_000 * seconds)), 16_000)
    assert hear(transcriber, quiet) == Transcript("", None, ())
    assert hear(transcriber, quiet, Language.HINDI) == Transcript("", Language.HINDI, ())


@pytest.mark.parametrize("level", [0.001, 0.03])
def test_noise_is_nothing(transcriber: Transcriber, wav, level: float) -> None:
    noise = np.random.default_rng(1).normal(0, level, 5 * 16_000)
    assert hear(transcriber, wav(noise, 16_000)) == Transcript("", None, ())


@pytest.mark.parametrize("content", [b"", b"RIFF", b"\xff\xfb\x90\x00" * 400, b"RIFF\0\0\0\0WAVE"])
def test_other_bytes_are_refused(transcriber: Transcriber, content: bytes) -> None:
    with pytest.raises(Invalid, match="This is not a WAV file"):
        hear(transcriber, content)


def test_known_text_gets_the_times_of_its_words(
    transcriber: Transcriber, language, sentences, spoken
) -> None:
    text = sentences[language]
    found = asyncio.run(transcriber.align(spoken[language].wav, text, language))
    assert found.text == text
    said = {(word.begin, word.end): word for word in spoken[language].words}
    pairs = [
        (said[word.begin, word.end], word) for word in found.words if (word.begin, word.end) in said
    ]
    late = [abs(float(there.start - here.start)) for here, there in pairs]
    assert len(late) >= 3
    assert np.median(late) <= 0.12
    times = [time for word in found.words for time in (word.start, word.stop)]
    assert times == sorted(times)


def test_every_word_of_a_known_text_is_timed(transcriber: Transcriber, sentences, spoken) -> None:
    """Words that were heard otherwise, or left out, lie between their neighbours."""
    text = sentences[Language.ENGLISH].replace("warm", "vvaaarm").replace("rain", "drizzle")
    found = asyncio.run(transcriber.align(spoken[Language.ENGLISH].wav, text))
    assert named(text, found.words) == bare(text).split()
    assert all(word.start < word.stop for word in found.words)


def test_another_text_is_told(transcriber: Transcriber, spoken) -> None:
    with pytest.raises(Invalid, match="What is heard in the sound is not this text"):
        asyncio.run(
            transcriber.align(
                spoken[Language.ENGLISH].wav, "Seven magpies quarrel about the price of a comb."
            )
        )


def test_silence_says_no_text(transcriber: Transcriber, wav) -> None:
    with pytest.raises(Invalid, match="What is heard in the sound is not this text"):
        asyncio.run(transcriber.align(wav(np.zeros(16_000), 16_000), "Hello there."))
