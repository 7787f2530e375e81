"""Loudness and true peak are those of the standards, and of FFmpeg's own meter."""

from fractions import Fraction

import av
import numpy as np
import pytest
from av.filter import Graph
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.render.audio.meter import HOP, Measured, Meter, measure
from reelwright.render.sources.sound import RATE


def tone(level, seconds, hertz=1_000.0, phase=0.0) -> np.ndarray:
    """Return a sine in both channels whose peaks lie at `level` dBFS."""
    times = np.arange(round(seconds * RATE)) / RATE
    wave = 10 ** (level / 20) * np.sin(2 * np.pi * hertz * times + np.radians(phase))
    return np.stack([wave, wave], axis=1).astype(np.float32)


def joined(*parts) -> np.ndarray:
    return np.concatenate(parts)


def faded(sound) -> np.ndarray:
    """Return a sound that comes and goes over 0.1 s, so that its edges have no peaks of their own."""
    edge = np.minimum(1, np.minimum(np.arange(len(sound)), np.arange(len(sound))[::-1]) / 4_800)
    return (sound * edge[:, None]).astype(np.float32)


def ebur128(sound) -> Measured:
    """Return what FFmpeg's filter of that name measures."""
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=RATE, format="fltp", layout="stereo", time_base=Fraction(1, RATE)
    )
    meter, sink = graph.add("ebur128", "metadata=1:peak=true"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    for first in range(0, len(sound), RATE):
        planes = np.ascontiguousarray(sound[first : first + RATE].T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, first, Fraction(1, RATE)
        source.push(frame)
    source.push(None)
    last = {}
    while True:
        try:
            last = graph.pull().metadata or last
        except (av.error.BlockingIOError, av.error.EOFError):
            break
    peak = 20 * np.log10(float(last["lavfi.r128.true_peak"]))
    return Measured(float(last["lavfi.r128.I"]), peak)


# EBU Tech 3341, table 1, cases 1 to 5; every one of them within 0.1 LU.
@pytest.mark.parametrize(
    ("parts", "loudness"),
    [
        ([(-23, 20)], -23),
        ([(-33, 20)], -33),
        ([(-36, 10), (-23, 60), (-36, 10)], -23),
        ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
        ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
    ],
)
def test_loudness_is_what_the_ebu_says(parts, loudness):
    sound = joined(*(tone(level, seconds) for level, seconds in parts))
    assert measure([sound]).integrated == pytest.approx(loudness, abs=0.05)


# EBU Tech 3341, table 1, cases 15 to 18: peaks between the samples, within +0.2 and -0.4 dB.
@pytest.mark.parametrize(("part", "phase"), [(4, 0), (4, 45), (6, 60), (8, 67.5)])
def test_true_peak_is_what_the_ebu_says(part, phase):
    sound = faded(tone(20 * np.log10(0.5), 2, RATE / part, phase))
    assert -6.4 <= measure([sound]).true_peak <= -5.8


@pytest.mark.parametrize("hertz", [25, 60, 100, 500, 2_000, 6_000, 10_000, 15_000, 18_000])
def test_weighting_of_every_pitch_is_ffmpeg_s(hertz):
    sound = faded(tone(-20, 5, hertz))
    ours, theirs = measure([sound]), ebur128(sound)
    assert ours.integrated == pytest.approx(theirs.integrated, abs=0.02)
    assert ours.true_peak == pytest.approx(-20, abs=0.15)


def speechlike(seed) -> np.ndarray:
    """Return low-passed noise in syllables and pauses, louder on one side."""
    rng = np.random.default_rng(seed)
    noise = np.cumsum(rng.standard_normal((12 * RATE, 2)), axis=0)
    noise -= np.apply_along_axis(np.convolve, 0, noise, np.full(480, 1 / 480), "same")
    times = np.arange(12 * RATE) / RATE
    syllables = np.maximum(0, np.sin(2 * np.pi * 3 * times)) * (times % 4 < 3)
    return (noise / np.abs(noise).max() * syllables[:, None] * [0.9, 0.4]).astype(np.float32)


@pytest.mark.parametrize("seed", range(3))
def test_programme_measures_as_ffmpeg_measures_it(seed):
    sound = speechlike(seed)
    ours, theirs = measure([sound]), ebur128(sound)
    assert ours.integrated == pytest.approx(theirs.integrated, abs=0.02)
    assert ours.true_peak == pytest.approx(theirs.true_peak, abs=0.1)


def test_true_peak_of_noise_is_that_of_sixteen_times_the_rate():
    noise = (np.random.default_rng(4).standard_normal(RATE) * 0.1).astype(np.float32)
    spectrum = np.fft.rfft(noise.astype(np.float64))
    finer = np.fft.irfft(spectrum, 16 * RATE) * 16
    exact = 20 * np.log10(np.abs(finer).max())
    measured = measure([np.stack([noise, noise], axis=1)]).true_peak
    assert exact - 0.4 <= measured <= exact + 0.05


def test_channels_add_up():
    both = tone(-20, 5)
    one = both * np.array([1, 0], np.float32)
    louder = measure([both]).integrated - measure([one]).integrated
    assert louder == pytest.approx(10 * np.log10(2), abs=0.01)


@pytest.mark.parametrize("level", [-200.0, -90.0, -75.0])
def test_what_is_under_the_gate_is_silence(level):
    assert measure([tone(level, 3)]) == Measured(None, None)


def test_nothing_measures_nothing():
    assert measure([]) == measure([np.zeros((0, 2), np.float32)]) == Measured(None, None)


def test_sound_shorter_than_a_gating_block_is_measured_whole():
    assert measure([tone(-20, 0.3)]).integrated == pytest.approx(-20, abs=0.1)


@settings(max_examples=20)
@given(cuts=st.lists(st.integers(0, 3 * RATE), max_size=8).map(sorted))
def test_readings_do_not_depend_on_the_blocks(cuts):
    sound = speechlike(1)[: 3 * RATE]
    meter, whole = Meter(), Meter()
    for block in np.split(sound, cuts):
        meter.push(block)
    whole.push(sound)
    pieces, once = meter.finish(), whole.finish()
    assert np.array_equal(pieces.levels, once.levels)
    assert np.array_equal(pieces.peaks, once.peaks)


def test_envelope_has_a_figure_for_every_millisecond_begun():
    meter = Meter()
    click = np.zeros((5 * HOP + 1, 2), np.float32)
    click[3 * HOP + 7] = 0.5
    meter.push(click)
    envelope = meter.finish()
    assert len(envelope.levels) == len(envelope.peaks) == 6
    assert int(envelope.peaks.argmax()) == 3
    assert float(envelope.peaks.max()) == 0.5
