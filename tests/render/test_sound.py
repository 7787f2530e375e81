"""Whatever a sound was stored as, each of its samples comes at its time."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from reelwright.model.errors import Invalid
from reelwright.render.sources.sound import RATE, Sound

SECONDS = 16
PULSE = 0.8 * np.sinc(np.arange(-24, 25) / 4) * np.hanning(49)


def pulses(rate: int) -> np.ndarray:
    """Return a pulse at every full second, its middle on the sample."""
    sound = np.random.default_rng(0).standard_normal(SECONDS * rate) * 1e-4
    for second in range(1, SECONDS):
        sound[second * rate - 24 : second * rate + 25] += PULSE
    return sound.astype(np.float32)


def encoded(path: Path, codec: str, rate: int, layout: str) -> Path:
    channels = av.AudioLayout(layout).nb_channels
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        stream.codec_context.open()
        planes = np.tile(pulses(rate), (channels, 1))
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        fitting = av.AudioResampler(
            format=stream.codec_context.format.name,
            layout=layout,
            rate=rate,
            frame_size=stream.codec_context.frame_size or 1_024,
        )
        for part in [*fitting.resample(frame), *fitting.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path


def off(sound: np.ndarray, seconds: int) -> set[int]:
    """Return by how many samples the pulse of each full second but the first is off."""
    near = [sound[n * RATE - 2_000 : n * RATE + 2_000, 0] for n in range(1, seconds)]
    return {int(np.abs(one).argmax()) - 2_000 for one in near}


STORED = {
    "44.wav": ("pcm_s16le", 44_100, "stereo"),
    "22.wav": ("pcm_s16le", 22_050, "mono"),
    "51.wav": ("pcm_s16le", 48_000, "5.1"),
    "44.mp3": ("libmp3lame", 44_100, "stereo"),
    "48.mp3": ("libmp3lame", 48_000, "mono"),
    "44.m4a": ("aac", 44_100, "stereo"),
    "48.mp4": ("aac", 48_000, "stereo"),
    "44.flac": ("flac", 44_100, "stereo"),
    "48.opus": ("libopus", 48_000, "stereo"),
    "48.webm": ("libopus", 48_000, "stereo"),
}


@pytest.mark.parametrize("name", STORED)
def test_pulses_of_every_kind_of_file_are_on_their_samples(tmp_path, name):
    """Delays of encoders are taken off, resampling adds none, and so does starting far inside."""
    path = encoded(tmp_path / name, *STORED[name])
    assert off(Sound(path).read(5 * RATE), 5) == {0}
    assert off(Sound(path, 3 * RATE).read(5 * RATE), 5) == {0}
    late = 24 if name.endswith("webm") else 0
    assert max(map(abs, off(Sound(path, 11 * RATE).read(4 * RATE), 4))) <= late


def test_seeking_gives_the_very_samples_of_reading_on(tmp_path):
    path = encoded(tmp_path / "a.wav", "pcm_s16le", 48_000, "stereo")
    whole = Sound(path).read(14 * RATE)
    assert np.array_equal(Sound(path, 11 * RATE + 77).read(RATE), whole[11 * RATE + 77 :][:RATE])


@pytest.mark.parametrize("channels", range(1, 9))
def test_any_usual_number_of_channels_is_heard_in_both(tmp_path, write, channels):
    sound = np.zeros((RATE, channels))
    sound[1_000] = 0.3
    write(tmp_path / "a.wav", sound, RATE)
    heard = Sound(tmp_path / "a.wav").read(RATE)
    assert np.abs(heard).argmax(axis=0).tolist() == [1_000, 1_000]
    assert heard[1_000, 0] == pytest.approx(heard[1_000, 1])
    assert heard[1_000, 0] >= 0.29


def test_channels_that_cannot_be_placed_are_told(tmp_path, write):
    write(tmp_path / "a.wav", np.zeros((RATE, 9)), RATE)
    with pytest.raises(Invalid, match="a.wav has 9 channels; export it as stereo"):
        Sound(tmp_path / "a.wav").read(10)


@pytest.mark.parametrize("sample", [np.nan, np.inf, 1e30])
def test_samples_that_are_no_sound_are_told(tmp_path, sample):
    path = tmp_path / "a.wav"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_f32le", rate=RATE, layout="mono")
        planes = np.full((1, 512), sample, np.float32)
        frame = av.AudioFrame.from_ndarray(planes, format="flt", layout="mono")
        frame.sample_rate = RATE
        container.mux([*stream.encode(frame), *stream.encode(None)])
    with pytest.raises(Invalid, match="a.wav holds samples that are no sound; export it again"):
        Sound(path).read(10)


def test_file_without_samples_is_silence(tmp_path, write):
    write(tmp_path / "a.wav", np.zeros(0), RATE)
    assert not Sound(tmp_path / "a.wav").read(100).any()


def a_film(path: Path, late: int, gap: int = 0) -> Path:
    """Write three seconds of film whose sound, clicks at 1, 2 and 2.75 s, comes `late`.

    After two seconds of sound `gap` samples are left out.
    """
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=25)
        video.width = video.height = 64
        video.pix_fmt = "yuv420p"
        audio = container.add_stream("flac", rate=RATE, layout="mono")
        for number in range(75):
            frame = av.VideoFrame.from_ndarray(np.zeros((96, 64), np.uint8), format="yuv420p")
            frame.pts = number
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        sound = np.zeros((1, 3 * RATE), np.int16)
        sound[0, [RATE, 2 * RATE, 132_000]] = 20_000
        for first in range(0, 3 * RATE, 4_800):
            if 2 * RATE <= first < 2 * RATE + gap:
                continue
            part = np.ascontiguousarray(sound[:, first : first + 4_800])
            frame = av.AudioFrame.from_ndarray(part, format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, first + late, Fraction(1, RATE)
            container.mux(audio.encode(frame))
        container.mux(audio.encode(None))
    return path


def clicks(sound: np.ndarray) -> list[int]:
    return np.flatnonzero(np.abs(sound[:, 0]) > 0.3).tolist()


@pytest.mark.parametrize("late", [0, 480, 24_000])
def test_film_is_heard_as_it_is_seen(tmp_path, late):
    heard = Sound(a_film(tmp_path / "a.mkv", late)).read(4 * RATE)
    assert clicks(heard) == [RATE + late, 2 * RATE + late, 132_000 + late]


def test_sound_left_out_of_a_film_is_silence_of_its_length(tmp_path):
    heard = Sound(a_film(tmp_path / "a.mkv", 4_800, gap=24_000)).read(4 * RATE)
    assert clicks(heard) == [RATE + 4_800, 132_000 + 4_800]
    assert clicks(Sound(a_film(tmp_path / "b.mkv", 4_800), RATE // 2).read(RATE)) == [28_800]
