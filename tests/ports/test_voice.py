"""What any voice promises; each implementation is a parameter of `voice`.

Speech costs time, so each thing is said once; what must hold for any text is tried on drafts.
"""

import asyncio

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.brief import Language, Quality
from reelwright.model.errors import Invalid
from reelwright.ports.voice import MadeSpeech, SpeechRequest, Voice
from reelwright.providers.offline.voice import OfflineVoice

law = settings(deadline=None, max_examples=40)
bits = st.sampled_from(
    [
        *["the", "rain", "Dr.", "$3.50", "7:30 pm", "it's", "NASA", "10-12", "café", "naïve", "x²"],
        *[".", ",", "…", "!?", "—", "(", "\n", "'", "नमस्ते", "東京", "🦊", "Ж", "½", "a", "9"],
    ]
) | st.text(max_size=5)
texts = st.lists(bits, min_size=1, max_size=8).map(lambda parts: "so " + " ".join(parts))


@pytest.fixture(params=[OfflineVoice], ids=["offline"], scope="session")
def voice(request: pytest.FixtureRequest) -> Voice:
    made: Voice = request.param()
    return made


# Said in every quick run: one language of each way of reading.
SENTENCES = {
    Language.ENGLISH: "The rain stopped. The children ran outside to play in the warm sun.",
    Language.HINDI: "सुबह हुई। मेरा नाम राम है, और यह घर है।",
    Language.JAPANESE: "夜が明けた。明日は村中が、音楽と温かいパンでお祝いします。",
    Language.FRENCH: "La pluie tombait. Il faisait beau.",
    Language.CHINESE: "雨停了。孩子们在玩。",
    Language.RUSSIAN: "Дождь кончился. Дети играли.",
}


@pytest.fixture(params=SENTENCES, scope="session")
def language(request: pytest.FixtureRequest) -> Language:
    asked: Language = request.param
    return asked


@pytest.fixture(scope="session")
def sentences() -> dict[Language, str]:
    return SENTENCES


@pytest.fixture(scope="session")
def speech(language: Language, sentences, voice: Voice, say) -> tuple[str, MadeSpeech]:
    text = sentences[language]
    return text, say(voice, text, language)


def draft(voice: Voice, text: str, /, **more: object) -> MadeSpeech:
    request = SpeechRequest(text, Language.ENGLISH, quality=Quality.LOW, **more)
    return asyncio.run(voice.speak(request))


def two(voice: Voice) -> list[str]:
    """Return two voices that are not the default."""
    return [profile.name for profile in voice.voices if profile.name != "default"][:2]


def assert_words_fit(text: str, made: MadeSpeech, length: float) -> None:
    places = [place for word in made.words for place in (word.begin, word.end)]
    times = [float(time) for word in made.words for time in (word.start, word.stop)]
    assert (places, times) == (sorted(places), sorted(times))
    assert 0 <= places[0] <= places[-1] <= len(text)
    assert 0 <= times[0] <= times[-1] <= length
    inside = {place for word in made.words for place in range(word.begin, word.end)}
    assert {place for place, one in enumerate(text) if one.isalnum()} <= inside


def loudness(sound, rate: int) -> np.ndarray:
    """Return the level of each 5 ms in decibels below the loud parts."""
    step = rate // 200
    power = np.square(sound[0][: sound.shape[1] // step * step].reshape(-1, step)).mean(axis=1)
    return 10 * np.log10(power / np.percentile(power, 95) + 1e-12)


def test_default_voice_is_first(voice: Voice) -> None:
    assert voice.voices[0].name == "default"


def test_voices_have_names_of_their_own(voice: Voice) -> None:
    names = [profile.name for profile in voice.voices]
    assert len(set(names)) == len(names)


def test_voices_say_what_they_are(voice: Voice) -> None:
    assert all(profile.about.strip() and profile.languages for profile in voice.voices)


def test_voices_stay_the_same(voice: Voice) -> None:
    assert voice.voices == type(voice)().voices


def test_words_lie_in_text_and_sound(speech: tuple[str, MadeSpeech], samples) -> None:
    text, made = speech
    sound, rate = samples(made.wav)
    assert_words_fit(text, made, sound.shape[1] / rate)


def test_every_word_takes_time(speech: tuple[str, MadeSpeech]) -> None:
    _, made = speech
    assert all(word.start < word.stop for word in made.words)


def test_words_leave_punctuation_out(speech: tuple[str, MadeSpeech]) -> None:
    text, made = speech
    ends = "".join(text[word.begin] + text[word.end - 1] for word in made.words)
    assert not set(ends) & set(" ,;?。、।")


def test_speech_is_a_mono_wav(speech: tuple[str, MadeSpeech], samples) -> None:
    sound, rate = samples(speech[1].wav)
    assert len(sound) == 1
    assert 16_000 <= rate <= 48_000


def test_speech_is_loud_and_never_clipped(speech: tuple[str, MadeSpeech], samples) -> None:
    sound, _ = samples(speech[1].wav)
    level = 10 * np.log10(np.square(sound).mean())
    assert -30 < level < -14
    assert np.abs(sound).max() < 0.99


def test_speech_has_no_offset_and_no_jump_at_its_ends(speech, samples) -> None:
    sound, _ = samples(speech[1].wav)
    assert abs(sound.mean()) < 0.002
    assert np.abs(sound[0, [0, -1]]).max() < 0.01


def test_speech_starts_and_stops_with_its_words(speech, samples) -> None:
    sound, rate = samples(speech[1].wav)
    heard = np.flatnonzero(loudness(sound, rate) > -40) / 200
    assert heard[0] <= 0.1
    assert heard[-1] >= sound.shape[1] / rate - 0.3


def test_words_start_when_they_are_heard(speech, samples) -> None:
    """After a sentence the sound rises where the next word is said to start."""
    text, made = speech
    sound, rate = samples(made.wav)
    quiet = loudness(sound, rate) < -30
    starts = [
        round(float(word.start) * 200)
        for before, word in zip(made.words, made.words[1:], strict=False)
        if set(text[before.end : word.begin]) & set(".。।")
    ]
    (start,) = starts
    assert min(abs(at - start) for at in _rises(quiet)) / 200 <= 0.045


def _rises(quiet: np.ndarray) -> list[int]:
    """Return where sound begins after a twentieth of a second of quiet."""
    run = 10
    return [at for at in range(run, len(quiet)) if quiet[at - run : at].all() and not quiet[at]]


def test_speech_says_who_made_it(speech: tuple[str, MadeSpeech]) -> None:
    made = speech[1].provenance
    assert all([made.vendor, made.model, made.version, made.licence])


def test_sayable_text_comes_out_whole(speech: tuple[str, MadeSpeech]) -> None:
    assert speech[1].degradations == ()


@law
@given(text=texts)
def test_any_text_has_its_words(voice: Voice, samples, text: str) -> None:
    made = draft(voice, text)
    sound, rate = samples(made.wav)
    assert_words_fit(text, made, sound.shape[1] / rate)


@settings(deadline=None, max_examples=10)
@given(text=texts)
def test_same_request_same_bytes(voice: Voice, text: str) -> None:
    assert draft(voice, text) == draft(voice, text)


@settings(deadline=None, max_examples=10)
@given(text=texts, speed=st.floats(0.5, 2))
def test_speed_shortens_speech(voice: Voice, samples, text: str, speed: float) -> None:
    normal, fast = (draft(voice, text, speed=at) for at in (1.0, speed))
    usual, asked = (samples(made.wav)[0].shape[1] for made in (normal, fast))
    assert asked * speed == pytest.approx(usual, rel=0.1)
    moved = [float(word.start) * speed for word in fast.words]
    assert moved == pytest.approx([float(word.start) for word in normal.words], rel=0.1, abs=0.1)


def test_what_cannot_be_said_is_reported(voice: Voice) -> None:
    text = "A fox 🦊 and a 𓃠."
    made = draft(voice, text)
    assert [text[word.begin : word.end] for word in made.words] == ["A", "fox", "and", "a", "𓃠"]
    assert "𓃠" in " ".join(one.why for one in made.degradations)


def test_long_text_is_said_to_its_end(voice: Voice, samples) -> None:
    text = "The rain went on and the river rose " * 20 + "end."
    made = draft(voice, text)
    sound, rate = samples(made.wav)
    assert_words_fit(text, made, sound.shape[1] / rate)
    assert sound.shape[1] / rate > 40


def test_voices_sound_different(voice: Voice, say) -> None:
    said = [say(voice, "Rain, again.", Language.ENGLISH, voice=name) for name in two(voice)]
    assert said[0].wav != said[1].wav


def test_requests_side_by_side_are_as_alone(voice: Voice, say) -> None:
    asked = [SpeechRequest("Rain, again.", Language.ENGLISH, voice=name) for name in two(voice)]

    async def together() -> list[MadeSpeech]:
        return await asyncio.gather(*map(voice.speak, asked))

    alone = [say(voice, one.text, one.language, voice=one.voice) for one in asked]
    assert asyncio.run(together()) == alone


@pytest.mark.parametrize("text", ["", " ", "…", "?!\n", "—", "🦊", "𓃠"])
def test_nothing_to_say_is_refused(voice: Voice, text: str) -> None:
    with pytest.raises(Invalid, match="nothing to say"):
        draft(voice, text)


@pytest.mark.parametrize("speed", [0, -1, 0.1, 10, float("nan"), float("inf")])
def test_impossible_speed_is_refused(voice: Voice, speed: float) -> None:
    with pytest.raises(Invalid, match="speed"):
        draft(voice, "Rain.", speed=speed)


def test_unknown_voice_is_refused(voice: Voice) -> None:
    with pytest.raises(Invalid, match="There is no voice 'nobody'.*default"):
        draft(voice, "Rain.", voice="nobody")


def test_unknown_language_is_refused(voice: Voice) -> None:
    spoken = voice.voices[0].languages
    with pytest.raises(Invalid, match=f"klingon.*{spoken[0].value}"):
        asyncio.run(voice.speak(SpeechRequest("Rain.", "klingon")))


def test_untrained_languages_are_spoken(voice: Voice) -> None:
    assert all(set(profile.untrained) <= set(profile.languages) for profile in voice.voices)


def test_every_fault_is_named(voice: Voice) -> None:
    with pytest.raises(Invalid) as raised:
        draft(voice, "Rain.", voice="nobody", speed=9)
    assert [fault.path for fault in raised.value.faults] == ["voice", "speed"]
