"""What is heard of the coded sound keeps its true peak too, however much coding adds."""

from fractions import Fraction

import numpy as np
import pytest

from reelwright.model.brief import Quality
from reelwright.model.errors import Unavailable
from reelwright.model.output import Kind
from reelwright.model.sound import Loudness
from reelwright.model.timeline import Timeline
from reelwright.render.audio.mastering import Mastering, mastered
from reelwright.render.audio.meter import Measured, measure
from reelwright.render.cache import Cache
from reelwright.render.encode import CodedSound, Format, SoundEncoder
from reelwright.render.encode.sound import SoundDecoder
from reelwright.render.encode.spool import Spool
from reelwright.render.media import beside
from reelwright.render.soundtrack import SoundTrack
from reelwright.render.sources.sound import RATE, Samples

SECONDS = 3
DRAFT = Format(64, 64, Fraction(30), Quality.LOW)
LIVELY = [8, 15, 28]
"""Seeds of sounds that AAC of 128 kbit/s takes over their true peak."""


def lively(seed: int) -> Samples:
    """Return steady tones with bursts of noise over them, which a frame has too few bits for."""
    rng = np.random.default_rng(seed)
    time = np.arange(SECONDS * RATE) / RATE
    sound = np.zeros((len(time), 2))
    for _ in range(rng.integers(3, 40)):
        tone = np.sin(2 * np.pi * rng.uniform(60, 9_000) * time + rng.uniform(0, 6))
        sound += rng.uniform(0.02, 0.2, 2) * tone[:, None]
    for at in range(3_000, len(time) - 3_000, int(rng.uniform(4_000, 20_000))):
        burst = rng.integers(20, 600)
        sound[at : at + burst] += rng.standard_normal((burst, 2)) * rng.uniform(0.3, 3)
    return np.ascontiguousarray(sound / np.abs(sound).max(), np.float32)


def seconds(sound: Samples) -> list[Samples]:
    return [sound[first : first + RATE] for first in range(0, len(sound), RATE)]


def coded(sound: Samples, form: Format = DRAFT) -> tuple[list[CodedSound], bytes]:
    """Return the packets of a sound, and the header they are decoded with."""
    encoder = SoundEncoder(form)
    packets = [packet for block in seconds(sound) for packet in encoder.encode(block)]
    return [*packets, *encoder.finish()], encoder.header


def heard(packets: list[CodedSound], header: bytes, form: Format = DRAFT) -> Samples:
    decoder = SoundDecoder(form, header)
    return np.concatenate([part for packet in packets for part in decoder.decode(packet)])


@pytest.fixture
def timeline(tmp_path, write):
    """Give a film of a lively sound, by its seed."""

    def made(seed: int) -> Timeline:
        write(tmp_path / f"{seed}.wav", lively(seed), RATE)
        return Timeline.read(
            {
                "width": 64,
                "height": 64,
                "length": SECONDS,
                "pictures": [{"start": 0, "length": SECONDS, "source": "unseen"}],
                "sounds": [
                    {"start": 0, "length": SECONDS, "source": f"{seed}.wav", "role": "music"}
                ],
            }
        )

    return made


@pytest.fixture
def track(timeline, tmp_path):
    """Give the sound track of such a film, and what keeps its parts."""

    def made(seed: int, cache: Cache | None = None) -> SoundTrack:
        return SoundTrack(timeline(seed), beside(tmp_path), DRAFT, SECONDS * RATE, cache)

    return made


def nothing() -> None:
    """Check nothing."""


@pytest.mark.parametrize("seed", LIVELY)
def test_coding_alone_would_pass_the_peak(timeline, tmp_path, seed):
    """The sounds below are hard ones: mastered well under the peak, and over it when coded."""
    sound = mastered(timeline(seed), beside(tmp_path), SECONDS * RATE)
    packets = coded(np.concatenate(list(sound)))
    assert (sound.measured.true_peak or 0) < -1.6
    assert (measure(seconds(heard(*packets))).true_peak or -99) > -0.9


@pytest.mark.parametrize("seed", LIVELY)
def test_film_keeps_its_peak_when_coded(track, seed):
    made = track(seed)
    packets = list(made.packets(nothing))
    found = measure(seconds(heard(packets, SoundEncoder(DRAFT).header)))
    assert (found.true_peak or 0) <= -1
    assert made.measured.integrated == pytest.approx(-14, abs=0.2)


def test_stepping_back_is_found_again(track, tmp_path):
    cache = Cache(tmp_path / "cache")
    first, again = (track(LIVELY[0], cache) for _ in range(2))
    one, two = (list(each.packets(nothing)) for each in (first, again))
    assert (one == two, first.reused, again.reused) == (True, False, True)
    assert again.measured == first.measured


def test_only_what_passed_the_peak_steps_back():
    """A second reading is the first to the sample, but for a fifth of a second round the peak."""
    sound = Mastering(lambda: seconds(lively(22)), Loudness())
    before = np.concatenate(list(sound))
    peaks = np.full(SECONDS * 1_000, 0.5, np.float16)
    assert not sound.overshot(peaks)
    peaks[1_500] = 1.0
    assert sound.overshot(peaks)
    change = np.abs(np.concatenate(list(sound)) - before).max(axis=1).reshape(-1, 48).max(axis=1)
    changed = np.flatnonzero(change)
    assert 1_480 < changed.min() < 1_500 < changed.max() < 1_700


def test_silence_never_passes_its_peak():
    sound = Mastering(lambda: [np.zeros((RATE, 2), np.float32)], Loudness())
    assert not np.concatenate(list(sound)).any()
    assert not sound.overshot(np.zeros(1_000, np.float16))
    assert sound.measured == Measured(None, None)


@pytest.mark.parametrize("kind", [Kind.MP4, Kind.WEBM])
def test_decoder_hears_what_was_coded_at_its_sample(kind):
    form = Format(64, 64, Fraction(30), Quality.HIGH, kind=kind)
    time = np.arange(2 * RATE) / RATE
    tone = 0.3 * np.sin(2 * np.pi * (200 + 300 * time) * time)  # no two stretches alike
    sound = np.repeat(tone[:, None], 2, axis=1).astype(np.float32)
    found = heard(*coded(sound, form), form)
    assert len(sound) <= len(found) < len(sound) + 3_000
    inside = slice(4_800, len(sound) - 4_800)
    assert np.sqrt(np.mean((found[: len(sound)] - sound)[inside] ** 2)) < 0.02


@pytest.mark.parametrize("size", [1, 3_000_000])
def test_spool_gives_back_what_it_took(size):
    packets = [CodedSound(bytes([number]) * size, 1_024 * number - 1_024, 960) for number in (0, 1)]
    with Spool() as spool:
        for packet in packets:
            spool.add(packet)
        assert list(spool) == packets
        assert list(spool) == packets


def test_full_disk_is_told(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/proc/gone")
    with Spool() as spool, pytest.raises(Unavailable, match="no folder to wait in.*set TMPDIR"):
        spool.add(CodedSound(bytes(4_000_001), 0, 1_024))
