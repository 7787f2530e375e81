"""A WAV is heard in one channel at one rate, in stretches without long silences."""

import io
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.errors import Invalid
from reelwright.providers.offline.transcriber.recording import (
    INSTANTS,
    RATE,
    levels,
    read,
    stretches,
)


def a_wav(samples, rate=RATE, channels=1, width=2) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", "not compressed"))
        file.writeframes(np.asarray(samples).tobytes())
    return buffer.getvalue()


def tone(seconds: float, rate=RATE, level=0.1, hertz=440.0) -> np.ndarray:
    at = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * RATE), np.float32)


def spans(sound: np.ndarray, longest: int = 29) -> list[tuple[float, float]]:
    """Return from when to when each stretch lasts, in seconds."""
    return [(begin / RATE, (begin + len(part)) / RATE) for begin, part in stretches(sound, longest)]


def test_samples_are_read_as_they_are() -> None:
    assert read(a_wav(np.int16([0, 16_384, -32_768]))).tolist() == [0, 0.5, -1]


def test_channels_are_heard_as_their_mean() -> None:
    both = np.int16([[16_384, 0], [8_192, -8_192], [-16_384, -16_384]])
    assert read(a_wav(both, channels=2)).tolist() == [0.25, 0, -0.5]


@pytest.mark.parametrize("rate", [8_000, 22_050, 24_000, 44_100, 48_000])
def test_other_rates_keep_time_and_pitch(rate: int) -> None:
    sound = read(a_wav((tone(1, rate) * 32_767).astype(np.int16), rate))
    assert len(sound) == pytest.approx(RATE, abs=40)
    strongest = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))).argmax() * RATE / len(sound)
    assert strongest == pytest.approx(440, abs=2)


def test_empty_file_is_empty_sound() -> None:
    assert read(a_wav(np.int16([]), rate=44_100)).tolist() == []


def test_torn_file_is_read_to_its_last_whole_sample() -> None:
    torn = a_wav(np.int16([[1_024, 1_024], [2_048, 2_048]]), channels=2)[:-3]
    assert read(torn).tolist() == [1_024 / 32_768]


@pytest.mark.parametrize("width", [1, 3, 4])
def test_other_widths_are_refused(width: int) -> None:
    with pytest.raises(Invalid, match=f"has {8 * width}-bit samples; send one with 16-bit"):
        read(a_wav(np.zeros(12 * width, np.uint8), width=width))


@pytest.mark.parametrize("content", [b"", b"RIFF", b"OggS" + bytes(100), bytes(44)])
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match="This is not a WAV file"):
        read(content)


def test_levels_are_of_each_instant() -> None:
    sound = np.concatenate([silence(0.02), np.full(RATE // INSTANTS, 0.5, np.float32)])
    assert levels(sound).tolist() == pytest.approx([0, 0, 0.5])
    assert levels(silence(0.005)).tolist() == []


def test_silence_has_no_stretch() -> None:
    assert spans(silence(40)) == spans(silence(0)) == []


def test_what_is_too_quiet_for_speech_is_silence() -> None:
    assert spans(tone(2, level=0.001)) == []


def test_what_is_too_brief_for_speech_is_silence() -> None:
    assert spans(np.concatenate([silence(1), tone(0.03), silence(1)])) == []


def test_hiss_beside_speech_is_silence() -> None:
    hiss = tone(5, level=0.003, hertz=3_000)
    assert spans(np.concatenate([hiss, tone(1, level=0.9), hiss])) == [(4.8, 6.2)]


def test_long_silence_parts_and_short_does_not() -> None:
    parts = [silence(1), tone(1), silence(1.5), tone(1), silence(3), tone(1), silence(0.1)]
    assert spans(np.concatenate(parts)) == [(0.8, 4.7), (7.3, 8.6)]


def test_long_sound_is_cut_where_it_is_quietest() -> None:
    sound = tone(50)
    sound[24 * RATE : round(24.3 * RATE)] *= 0.1
    (first, second) = spans(sound)
    assert first[1] == second[0]
    assert 24 <= first[1] <= 24.3


amounts = st.tuples(st.sampled_from([0.0, 0.001, 0.02, 0.5]), st.floats(0.01, 9))


@settings(deadline=None, max_examples=60)
@given(parts=st.lists(amounts, max_size=6), longest=st.sampled_from([5, 12, 29]))
def test_stretches_hold_all_that_is_heard(parts: list[tuple[float, float]], longest: int) -> None:
    sound = np.concatenate([silence(0), *(tone(length, level=level) for level, length in parts)])
    heard = list(stretches(sound, longest))
    edges = [edge for begin, part in heard for edge in (begin, begin + len(part))]
    assert edges == sorted(edges)
    assert all(0 < len(part) <= longest * RATE for _, part in heard)
    assert all(np.array_equal(part, sound[begin : begin + len(part)]) for begin, part in heard)
    left = sound.copy()
    for begin, part in heard:
        left[begin : begin + len(part)] = 0
    loud = np.flatnonzero(levels(left) > max(0.1 * np.abs(sound).max(initial=0), 0.01))
    assert len(loud) < 5 * len(parts) + 1
