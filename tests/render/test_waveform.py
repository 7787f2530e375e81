"""Peaks of a sound, twenty a second."""

import json
import wave
from pathlib import Path

import av
import numpy as np
import pytest

from reelwright.model.errors import Cancelled
from reelwright.render import waveform


def a_wav(path: Path, samples: np.ndarray, rate: int = 48_000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def peaks(path: Path, out: Path) -> list[float]:
    waveform.write(path, out)
    told = json.loads(out.read_text())
    assert told == {"rate": 20, "peaks": told["peaks"]}
    found: list[float] = told["peaks"]
    return found


def test_each_twentieth_has_its_peak(tmp_path):
    samples = np.zeros((48_000, 2))
    samples[10, 0], samples[2_400, 1], samples[7_199, 0] = 16_384, -32_768, 8_192
    found = peaks(a_wav(tmp_path / "a.wav", samples), tmp_path / "out")
    assert found == [0.5, 1.0, 0.25, *[0.0] * 17]


def test_last_step_may_be_short(tmp_path):
    samples = np.full((2_500, 2), 8_192)
    assert peaks(a_wav(tmp_path / "a.wav", samples), tmp_path / "out") == [0.25, 0.25]


def test_long_sounds_are_read_in_parts(tmp_path):
    samples = np.tile(np.array([[0, 0], [4_096, -8_192]]), (48_000 * 3, 1))
    assert peaks(a_wav(tmp_path / "a.wav", samples), tmp_path / "out") == [0.25] * 120


def test_film_without_sound_has_no_peaks(tmp_path):
    film = tmp_path / "a.mp4"
    with av.open(str(film), "w") as file:
        stream = file.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        grey = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), "rgb24")
        file.mux([*stream.encode(grey.reformat(format="yuv420p")), *stream.encode(None)])
    assert peaks(film, tmp_path / "out") == []


def test_work_can_be_stopped(tmp_path):
    def stop() -> None:
        raise Cancelled("Enough.")

    out = tmp_path / "out"
    with pytest.raises(Cancelled):
        waveform.write(a_wav(tmp_path / "a.wav", np.zeros((9_600, 2))), out, check=stop)
    assert not out.exists()
