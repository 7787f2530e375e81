"""Any sound, placed anywhere, is in the mix at its sample, its level and its fades, and no other."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reelwright.model.clip import PictureClip
from reelwright.model.errors import Invalid, NotFound
from reelwright.model.sound import Loop, SoundClip
from reelwright.model.time import ZERO, Time
from reelwright.model.timeline import Timeline
from reelwright.render.audio.mix import BLOCK, PlayedClip, mixed
from reelwright.render.sources.sound import RATE, Looped, Sound, silence

starts = st.fractions(0, 2, max_denominator=44_100).map(Time)
gains = st.floats(-60, 24)


@pytest.fixture(scope="module")
def sounds(tmp_path_factory, write) -> Path:
    """Steps of known level: `ones` is at full scale for two seconds, `ramp` names each sample."""
    folder = tmp_path_factory.mktemp("sounds")
    write(folder / "ones.wav", np.full(2 * RATE, 32_000 / 32_767), RATE)
    ramp = np.arange(RATE) % 30_000 / 32_767
    write(folder / "ramp.wav", np.stack([ramp, -ramp], axis=1), RATE)
    return folder


@pytest.fixture(scope="module")
def impulse(tmp_path_factory, write) -> Path:
    folder = tmp_path_factory.mktemp("impulse")
    click = np.zeros(RATE // 2)
    click[1_000] = 0.9
    write(folder / "click.wav", click, RATE)
    return folder


def mix(folder: Path, *clips: SoundClip, seconds=4) -> np.ndarray:
    timeline = Timeline(
        width=64,
        height=64,
        length=Time.of(seconds),
        pictures=(PictureClip(start=ZERO, length=Time.of(seconds), source="a.png"),),
        sounds=clips,
    )
    return np.concatenate(list(mixed(timeline, lambda name: folder / name, seconds * RATE)))


def a_clip(source, start=ZERO, length=None, role="effect", **more) -> SoundClip:
    length = length or Time.of("0.5")
    return SoundClip(start=start, length=length, source=source, role=role, **more)


@settings(max_examples=40, deadline=None)
@given(start=starts)
def test_impulse_lands_on_its_sample(impulse, start):
    heard = mix(impulse, a_clip("click.wav", start))
    loud = np.nonzero(np.abs(heard[:, 0]) > 0.5)[0]
    assert loud.tolist() == [start.samples(RATE) + 1_000]


@settings(max_examples=25, deadline=None)
@given(start=starts, offset=st.fractions(0, "1/50", max_denominator=48_000).map(Time))
def test_offset_moves_the_impulse_earlier(impulse, start, offset):
    heard = mix(impulse, a_clip("click.wav", start, offset=offset))
    loud = np.nonzero(np.abs(heard[:, 0]) > 0.5)[0]
    assert loud.tolist() == [start.samples(RATE) + 1_000 - offset.samples(RATE)]


@settings(max_examples=25, deadline=None)
@given(start=starts, length=st.fractions("1/1000", 2, max_denominator=44_100).map(Time))
def test_sound_has_the_samples_of_its_time_and_no_more(sounds, start, length):
    clip = a_clip("ones.wav", start, length)
    heard = np.nonzero(mix(sounds, clip)[:, 0])[0]
    assert (heard.min(), heard.max() + 1) == (start.samples(RATE), clip.stop.samples(RATE))


@settings(max_examples=25, deadline=None)
@given(gain=gains)
def test_gain_is_exact(sounds, gain):
    heard = mix(sounds, a_clip("ones.wav", gain=gain), seconds=1)[100, 0]
    assert 20 * np.log10(heard / (32_000 / 32_768)) == pytest.approx(gain, abs=0.001)


@settings(max_examples=8, deadline=None)
@given(parts=st.lists(st.tuples(starts, gains), min_size=2, max_size=4))
def test_mix_is_the_sum_of_its_sounds(sounds, parts):
    clips = [a_clip("ramp.wav", start, gain=gain) for start, gain in parts]
    apart = sum(mix(sounds, clip) for clip in clips)
    assert np.allclose(mix(sounds, *clips), apart, atol=1e-5)


def test_channels_stay_where_they_are(sounds):
    heard = mix(sounds, a_clip("ramp.wav", length=Time.of(1)), seconds=1)
    assert np.array_equal(heard[:, 0], -heard[:, 1])
    assert np.allclose(heard[:29_999, 0], np.arange(29_999) / 32_768, atol=1.1 / 32_768)


def test_fade_in_is_a_straight_line_from_its_first_sample_to_its_last(sounds):
    clip = a_clip("ones.wav", Time.of(1), Time.of(2), fade_in=Time.of(1))
    heard = mix(sounds, clip)[RATE : 2 * RATE, 0] / (32_000 / 32_768)
    assert np.allclose(heard, (np.arange(RATE) + 1) / RATE, atol=1e-4)


def test_fade_out_is_the_fade_in_backwards(sounds):
    rising = mix(sounds, a_clip("ones.wav", ZERO, Time.of(2), fade_in=Time.of(1)), seconds=2)
    falling = mix(sounds, a_clip("ones.wav", ZERO, Time.of(2), fade_out=Time.of(1)), seconds=2)
    assert np.allclose(rising[::-1], falling, atol=1e-5)


def test_fades_that_meet_leave_a_triangle(sounds):
    clip = a_clip("ones.wav", ZERO, Time.of(2), fade_in=Time.of(1), fade_out=Time.of(1))
    heard = mix(sounds, clip, seconds=2)[:, 0]
    assert int(heard.argmax()) == pytest.approx(RATE, abs=2)
    assert heard[RATE // 2] == pytest.approx(heard[-RATE // 2], abs=1e-4)


@pytest.mark.parametrize(
    ("seconds", "decibels"), [(0.5, 0), (1.0, -13), (1.6, -13), (2.0, -13), (3.0, 0)]
)
def test_music_is_thirteen_decibels_down_while_somebody_speaks(sounds, seconds, decibels):
    loop = Loop(start=ZERO, end=Time.of(1))
    music = a_clip("ones.wav", ZERO, Time.of(4), "music", loop=loop)
    speech = a_clip("ones.wav", Time.of(1), Time.of(1), "speech", gain=-60.0)
    at = round(seconds * RATE) - (seconds == 2.0)
    alone, both, spoken = (mix(sounds, *c)[at, 0] for c in ([music], [music, speech], [speech]))
    assert 20 * np.log10((both - spoken) / alone) == pytest.approx(decibels, abs=0.05)


def test_effects_and_speech_are_not_ducked(sounds):
    speech = a_clip("ones.wav", Time.of("0.1"), Time.of(1), "speech", gain=-40.0)
    effect = a_clip("ones.wav", ZERO, Time.of(2))
    heard = mix(sounds, effect, speech, seconds=2)
    apart = mix(sounds, effect, seconds=2) + mix(sounds, speech, seconds=2)
    assert np.allclose(heard, apart, atol=1e-6)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000])
def test_sound_of_any_rate_is_as_long_and_as_high_as_it_was(tmp_path, write, rate):
    times = np.arange(rate) / rate
    write(tmp_path / "tone.wav", 0.5 * np.sin(2 * np.pi * 1_000 * times), rate)
    heard = Sound(tmp_path / "tone.wav").read(2 * RATE)[:, 0]
    spectrum = np.abs(np.fft.rfft(heard[:RATE]))
    assert int(spectrum.argmax()) == 1_000
    assert int(np.nonzero(np.abs(heard) > 0.05)[0].max()) == pytest.approx(RATE, abs=60)
    assert float(np.abs(heard[4_800:40_000]).max()) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("pieces", [[1] * 50, [1023, 1025, 1], [RATE, 7], [50_000]])
def test_sound_read_in_any_pieces_is_the_same(media, pieces):
    sound = Sound(media / "noise.wav")
    read = np.concatenate([sound.read(number) for number in pieces])
    assert np.array_equal(read, Sound(media / "noise.wav").read(sum(pieces)))


@settings(max_examples=10, deadline=None)
@given(
    start=st.fractions(0, 1, max_denominator=100).map(Time),
    length=st.fractions("1/20", 2, max_denominator=100).map(Time),
    share=st.fractions(0, 1, max_denominator=10),
)
@example(start=Time(Fraction(1, 11)), length=Time(Fraction(7, 18)), share=Fraction(1))
def test_loop_repeats_itself_for_good(media, start, length, share):
    loop = Loop(start=start, end=start + length, crossfade=Time(length.seconds * share))
    heard = Looped(media / "noise.wav", loop).read(10 * RATE)
    turn, end = loop.end.samples(RATE) - loop.start.samples(RATE), loop.end.samples(RATE)
    assert np.array_equal(heard[end : -turn - 1], heard[end + turn : -1])


def test_loop_from_an_offset_goes_on_from_there(media):
    loop = Loop(start=Time.of(1), end=Time.of(2), crossfade=Time.of("0.1"))
    whole = Looped(media / "noise.wav", loop).read(6 * RATE)
    assert np.array_equal(
        Looped(media / "noise.wav", loop, RATE * 3).read(RATE), whole[3 * RATE : 4 * RATE]
    )


def test_loop_shorter_than_a_sample_is_refused(media):
    loop = Loop(start=ZERO, end=Time(Fraction(1, 100_000)))
    with pytest.raises(Invalid, match="A loop is at least one sample long"):
        Looped(media / "noise.wav", loop)


def test_blocks_are_a_second_each_but_the_last(media):
    timeline = Timeline(
        width=64,
        height=64,
        length=Time.of("2.5"),
        pictures=(PictureClip(start=ZERO, length=Time.of("2.5"), source="a.png"),),
    )
    sizes = [len(block) for block in mixed(timeline, lambda name: media / name, 120_000)]
    assert sizes == [BLOCK, BLOCK, BLOCK // 2]


def flac(path: Path, seconds: int) -> None:
    noise = np.random.default_rng(1).integers(-9_000, 9_000, (1, seconds * RATE * 2), np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("flac", rate=RATE, layout="stereo")
        frame = av.AudioFrame.from_ndarray(noise, format="s16", layout="stereo")
        frame.sample_rate = RATE
        container.mux([*stream.encode(frame), *stream.encode(None)])


def test_sound_that_breaks_off_is_told_by_name(tmp_path):
    flac(tmp_path / "a.flac", 4)
    whole = (tmp_path / "a.flac").read_bytes()
    (tmp_path / "a.flac").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Invalid, match="a.flac breaks off or is damaged: Invalid data"):
        Sound(tmp_path / "a.flac").read(4 * RATE)


def test_missing_sound_is_told_when_its_time_comes(media):
    late = a_clip("gone.wav", Time.of(2))
    blocks = mixed(
        Timeline(
            width=64,
            height=64,
            length=Time.of(3),
            pictures=(PictureClip(start=ZERO, length=Time.of(3), source="a.png"),),
            sounds=(late,),
        ),
        lambda name: media / name,
        3 * RATE,
    )
    assert [len(next(blocks)) for _ in range(2)] == [RATE, RATE]
    with pytest.raises(NotFound, match="There is no file .*gone.wav"):
        next(blocks)


def test_sounds_are_open_only_while_they_are_heard(media):
    """Thirty clips after one another never hold more than a few files."""
    clips = [a_clip("click.wav", Time(Fraction(n, 10)), Time(Fraction(1, 10))) for n in range(30)]
    timeline = Timeline(
        width=64,
        height=64,
        length=Time.of(3),
        pictures=(PictureClip(start=ZERO, length=Time.of(3), source="a.png"),),
        sounds=tuple(clips),
    )
    opened = [open_clicks() for _ in mixed(timeline, lambda name: media / name, 3 * RATE)]
    assert opened == [0, 0, 0]


def open_clicks() -> int:
    links = [path.resolve().name for path in Path("/proc/self/fd").iterdir()]
    return links.count("click.wav")


def test_nothing_jumps_between_blocks(sounds):
    heard = mix(sounds, a_clip("ones.wav", ZERO, Time.of(2), fade_in=Time.of(2)), seconds=2)
    steps = np.abs(np.diff(heard[:, 0]))
    assert float(steps.max()) < 2 / RATE
    assert all(before <= after + 1e-6 for before, after in pairwise(heard[::4800, 0]))


def test_hundreds_of_sounds_are_each_at_their_place(impulse):
    starts = [Time(Fraction(n * 37 % 400, 100)) for n in range(0, 400, 2)]
    clips = [a_clip("click.wav", start, Time.of("0.03")) for start in starts]
    heard = mix(impulse, *clips, seconds=5)
    loud = np.nonzero(np.abs(heard[:, 0]) > 0.5)[0]
    assert loud.tolist() == sorted(start.samples(RATE) + 1_000 for start in starts)


def test_sounds_add_up_in_whatever_order_they_stand(sounds):
    clips = [a_clip("ramp.wav", Time.of(at), Time.of(1)) for at in ("0.2", "1.1", "0.7")]
    assert np.allclose(mix(sounds, *clips), mix(sounds, *clips[::-1]), atol=1e-6)


def test_fades_are_exact_an_hour_in(impulse, write, tmp_path):
    """Single precision counts samples only to the sixth minute."""
    write(tmp_path / "ones.wav", np.full(RATE, 0.5), RATE)
    clip = a_clip("ones.wav", Time.of(3_599), Time.of("0.5"), fade_in=Time.of("0.5"))
    played, bus = PlayedClip(clip, lambda name: tmp_path / name), silence(RATE)
    played.add(bus, 3_599 * RATE)
    rise = bus[: RATE // 2, 0] / bus[RATE // 2 - 1, 0]
    assert np.allclose(rise, (np.arange(RATE // 2) + 1) / (RATE // 2), atol=1e-6)
