"""Every sound is at its sample, music is under speech, the mix is as loud as asked."""

import numpy as np
import pytest

from reelwright.model.clip import PictureClip
from reelwright.model.errors import Cancelled, Invalid, NotFound
from reelwright.model.sound import GainPoint, Loop, Loudness, SoundClip
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.render.audio.mastering import Mastering, mastered
from reelwright.render.audio.meter import Measured, measure
from reelwright.render.audio.mix import mixed
from reelwright.render.sources.sound import RATE, Looped, Sound


def a_clip(source, start="0", length="1", role="effect", **more) -> SoundClip:
    return SoundClip(start=Time.of(start), length=Time.of(length), source=source, role=role, **more)


def a_timeline(*clips, seconds=4) -> Timeline:
    return Timeline(
        width=64,
        height=64,
        length=Time.of(seconds),
        pictures=(PictureClip(start=Time.of(0), length=Time.of(seconds), source="one.png"),),
        sounds=clips,
    )


def mix(media, *clips, seconds=4) -> np.ndarray:
    timeline = a_timeline(*clips, seconds=seconds)
    return np.concatenate(list(mixed(timeline, lambda name: media / name, seconds * RATE)))


def level(samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples)) + 1e-12))


@pytest.mark.parametrize("start", ["0", "0.3", "1.234567", "2.75"])
def test_click_sounds_on_its_sample(media, start):
    heard = mix(media, a_clip("click.wav", start))
    assert np.abs(heard).argmax(axis=0).tolist() == [Time.of(start).samples(RATE) + 24_000] * 2


def test_offset_starts_within_the_file(media):
    heard = mix(media, a_clip("click.wav", "1", "0.5", offset=Time.of("0.4")))
    assert np.abs(heard).argmax(axis=0).tolist() == [RATE + 24_000 - round(0.4 * RATE)] * 2


def test_clip_stops_on_its_sample(media):
    heard = mix(media, a_clip("tone.wav", "1", "0.5"))
    sounding = np.nonzero(np.abs(heard[:, 0]) > 1e-4)[0]
    assert abs(sounding.min() - RATE) < 60
    assert abs(sounding.max() - round(1.5 * RATE)) < 60


def test_mono_voice_keeps_its_level_in_both_channels(media):
    heard = mix(media, a_clip("tone.wav", "0", "2"))[4_800:90_000]
    assert [float(np.abs(channel).max()) for channel in heard.T] == pytest.approx(
        [0.25, 0.25], abs=0.01
    )


def test_gain_is_in_decibels(media):
    plain, quiet = (mix(media, a_clip("noise.wav", "0", "3", gain=gain)) for gain in (0.0, -20.0))
    assert level(plain) - level(quiet) == pytest.approx(20, abs=0.01)


def points(*pairs) -> tuple[GainPoint, ...]:
    return tuple(GainPoint(at=Time.of(at), gain=gain) for at, gain in pairs)


def test_envelope_runs_straight_in_decibels(media):
    drawn = points((1, -20), (3, 0))
    plain = mix(media, a_clip("noise.wav", "0", "4"))
    moved = mix(media, a_clip("noise.wav", "0", "4", envelope=drawn))
    change = 20 * np.log10(np.abs(moved[::1_000, 0] / plain[::1_000, 0]))
    seconds = np.arange(0, 4 * RATE, 1_000) / RATE
    assert change == pytest.approx(np.clip((seconds - 3) * 10, -20, 0), abs=0.001)


def test_envelope_counts_from_the_start_of_its_clip(media):
    drawn = points((0, -6), ("0.5", -6), ("0.6", -60))
    heard = mix(media, a_clip("noise.wav", "1", "2", envelope=drawn, gain=6.0))
    plain = mix(media, a_clip("noise.wav", "1", "2"))
    assert heard[RATE : RATE + 24_000] == pytest.approx(plain[RATE : RATE + 24_000], abs=1e-5)
    assert level(heard[RATE + 30_000 : 3 * RATE]) < level(plain[RATE + 30_000 : 3 * RATE]) - 50


def test_muted_sound_is_as_if_it_were_not_there(media):
    music = a_clip("noise.wav", "0", "4", "music")
    speech = a_clip("gone.wav", "1", "2", "speech", muted=True)
    assert np.array_equal(mix(media, music, speech), mix(media, music))


def test_fades_rise_and_fall(media):
    clip = a_clip("noise.wav", "0", "4", fade_in=Time.of(1), fade_out=Time.of(2))
    heard = mix(media, clip)
    assert level(heard[:2_400]) < level(heard[RATE : RATE + 24_000]) - 20
    assert level(heard[-2_400:]) < level(heard[RATE : RATE + 24_000]) - 20
    assert level(heard[round(2.9 * RATE) : round(3.1 * RATE)]) == pytest.approx(
        level(heard[RATE : RATE + 24_000]) - 6, abs=1
    )


def test_past_its_end_a_file_is_silent(media):
    heard = mix(media, a_clip("click.wav", "0", "4"))
    assert not heard[RATE:].any()


def test_music_steps_back_for_speech(media):
    music = a_clip("noise.wav", "0", "4", "music")
    alone = mix(media, music)
    both = mix(media, music, a_clip("click.wav", "1.5", "1", "speech", gain=-60.0))
    speaking, later = slice(round(1.6 * RATE), round(1.9 * RATE)), slice(round(3.5 * RATE), None)
    assert level(both[speaking]) - level(alone[speaking]) == pytest.approx(-13, abs=0.2)
    assert level(both[later]) - level(alone[later]) == pytest.approx(0, abs=0.1)


def test_mix_does_not_depend_on_its_blocks(media):
    short = mix(media, a_clip("noise.wav", "0.5", "1.7"), seconds=3)
    long = mix(media, a_clip("noise.wav", "0.5", "1.7"), seconds=4)
    assert np.array_equal(short, long[: 3 * RATE])


def test_loop_repeats_without_a_gap(media):
    loop = Loop(start=Time.of("0.5"), end=Time.of("1.5"), crossfade=Time.of("0.1"))
    looped = Looped(media / "noise.wav", loop).read(10 * RATE)
    levels = [level(looped[at : at + 4_800]) for at in range(0, 10 * RATE, 4_800)]
    assert max(levels) - min(levels) < 1.5
    assert np.array_equal(
        looped[round(1.7 * RATE) : 2 * RATE], looped[round(3.7 * RATE) : 4 * RATE]
    )


def test_loop_begins_with_what_is_before_it(media):
    loop = Loop(start=Time.of("0.5"), end=Time.of("1.5"))
    assert np.array_equal(
        Looped(media / "noise.wav", loop).read(RATE), Sound(media / "noise.wav").read(RATE)
    )


def test_loop_of_a_tone_has_no_seam(media):
    # 440 Hz: a whole number of periods in a second, so the two sides of the seam agree.
    loop = Loop(start=Time.of("0.5"), end=Time.of("1.5"), crossfade=Time.of(0))
    looped = Looped(media / "tone.wav", loop).read(5 * RATE)[:, 0]
    steps = np.abs(np.diff(looped[500:]))  # past the beginning of the tone, which rings
    assert steps.max() < 1.02 * 0.25 * 2 * np.pi * 440 / RATE


def test_loop_read_in_pieces_is_the_same(media):
    loop = Loop(start=Time.of("0.5"), end=Time.of("1.5"), crossfade=Time.of("0.1"))
    pieces = Looped(media / "noise.wav", loop)
    whole = Looped(media / "noise.wav", loop).read(4 * RATE)
    assert np.array_equal(np.concatenate([pieces.read(RATE // 3) for _ in range(12)]), whole)


def test_endless_loop_is_refused(media):
    loop = Loop(start=Time.of(0), end=Time.of(301))
    with pytest.raises(Invalid, match="A loop ends within the first 300 s"):
        Looped(media / "tone.wav", loop)


def test_missing_sound_is_named(media):
    with pytest.raises(NotFound, match="There is no file .*gone.wav"):
        Sound(media / "gone.wav")


def test_picture_is_no_sound(media):
    with pytest.raises(Invalid, match="holds no sound; use a WAV, MP3, M4A, FLAC or Ogg file"):
        Sound(media / "one.png")


def noisy(seed, seconds=8, scale=0.05, peak=0.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    swell = 1 + 0.8 * np.sin(np.arange(seconds * RATE) / RATE * 2)[:, None]
    sound = rng.standard_normal((seconds * RATE, 2)) * scale * swell
    sound[RATE : RATE + 40] += peak
    return sound.astype(np.float32)


def blocks(sound, size=RATE):
    return lambda: (sound[at : at + size] for at in range(0, len(sound), size))


def master(sound, target=None, size=RATE) -> tuple[np.ndarray, Measured]:
    """Return a sound as mastered, and what the mastering says of it."""
    mastering = Mastering(blocks(sound, size), target or Loudness())
    return np.concatenate(list(mastering)), mastering.measured


@pytest.mark.parametrize(
    ("scale", "peak"), [(0.05, 0.0), (0.004, 0.0), (0.3, 0.0), (0.02, 0.9), (0.01, 3.0)]
)
def test_master_reaches_its_loudness_under_its_peak(scale, peak):
    heard, measured = master(noisy(1, scale=scale, peak=peak))
    reached = measure([heard])
    assert reached.integrated == pytest.approx(-14, abs=0.1)
    assert reached.true_peak <= -1.65
    assert measured == reached


@pytest.mark.parametrize(("integrated", "true_peak"), [(-23, -3), (-16, -1), (-9, -1), (-14, -6)])
def test_other_targets_are_reached(integrated, true_peak):
    target = Loudness(integrated=integrated, true_peak=true_peak)
    _, reached = master(noisy(2), target)
    assert reached.integrated == pytest.approx(integrated, abs=0.2)
    assert reached.true_peak <= true_peak - 0.6


def test_loudness_is_not_bought_with_endless_gain():
    faint = noisy(3, scale=1e-4)
    heard, _ = master(faint, Loudness(integrated=-5))
    assert level(heard) - level(faint) == pytest.approx(30, abs=0.01)


def test_silence_stays_silent():
    heard, measured = master(np.zeros((2 * RATE, 2), np.float32))
    assert not heard.any()
    assert measured == Measured(None, None)


def test_what_is_no_programme_is_still_kept_under_the_peak():
    click = np.zeros((60 * RATE, 2), np.float32)
    click[30_000:30_002] = 4.0
    heard, _ = master(click)
    assert measure([np.pad(heard[29_000:32_000], ((0, RATE), (0, 0)))]).true_peak <= -1.65


def test_mastering_shifts_nothing():
    click = np.zeros((2 * RATE, 2), np.float32)
    click[30_000] = 0.9
    heard, _ = master(click)
    assert np.abs(heard).argmax(axis=0).tolist() == [30_000, 30_000]


def test_master_is_one_gain_where_nothing_is_limited():
    sound = noisy(3, scale=0.01)
    heard, _ = master(sound, Loudness(integrated=-30))
    share = heard / np.where(sound == 0, 1, sound)
    assert share == pytest.approx(share[0, 0], abs=1e-4)


def test_limit_leaves_quiet_passages_alone():
    quiet = noisy(4, scale=0.02)
    sound = noisy(4, scale=0.02, peak=0.9)
    heard, _ = master(sound)
    gain = np.median(heard[4 * RATE :] / sound[4 * RATE :])
    assert heard[4 * RATE :] == pytest.approx(quiet[4 * RATE :] * gain, abs=1e-5)
    assert level(heard[RATE : RATE + 40]) < level(sound[RATE : RATE + 40] * gain) - 0.5


@pytest.mark.parametrize("size", [1, 4_799, 100_000])
def test_master_does_not_depend_on_its_blocks(size):
    sound = noisy(5, seconds=3, scale=0.3)[: 130_001 if size > 1 else 3_000]
    assert np.array_equal(master(sound, size=size)[0], master(sound)[0])


def test_master_of_a_timeline_is_in_seconds(media):
    sound = mastered(
        a_timeline(a_clip("noise.wav", "0", "4")), lambda name: media / name, 3 * RATE + 7
    )
    assert [len(block) for block in sound] == [RATE, RATE, RATE, 7]
    assert sound.measured.integrated == pytest.approx(-14, abs=0.1)


@pytest.mark.parametrize("after", [0, 2, 5])
def test_mastering_can_be_stopped_at_any_second(media, after):
    asked = []

    def check() -> None:
        asked.append(1)
        if len(asked) > after:
            raise Cancelled("stop")

    timeline = a_timeline(a_clip("noise.wav", "0", "4"))
    with pytest.raises(Cancelled):
        list(mastered(timeline, lambda name: media / name, 4 * RATE, check))
    assert len(asked) == after + 1
