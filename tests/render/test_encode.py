"""Coded frames are the same bytes every time, and joined they are one film that plays everywhere."""

from dataclasses import replace
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import av
import numpy as np
import pytest
from av.logging import Capture

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken
from reelwright.model.output import FILMS, Codec, Kind
from reelwright.render.encode import Coded, Format, FrameBuffer, Mux, SegmentEncoder, SoundEncoder
from reelwright.render.encode.sound import sound_key
from reelwright.render.sources.sound import RATE

FILES = [(kind, codec) for kind in (Kind.MP4, Kind.MOV, Kind.WEBM) for codec in FILMS[kind]]
LENGTHS = (1, 2, 3, 50)
BITS = 8


def a_form(kind=Kind.MP4, codec=Codec.H264, size=(254, 146), rate=30, quality=Quality.MEDIUM):
    return Format(*size, Fraction(rate), quality, codec, kind)


def draw(buffer: FrameBuffer, number: int) -> None:
    """Write a number into luma as stripes, over noise that never repeats."""
    height, width = buffer.planes.y.shape
    noise = np.random.default_rng(number).integers(0, 30, (height, width), np.uint8)
    stripes = np.arange(width) * BITS // width
    buffer.planes.y[:] = noise + np.where(number >> stripes & 1, 190, 40).astype(np.uint8)
    buffer.planes.u[:], buffer.planes.v[:] = 128, 128


def read(frame: av.VideoFrame) -> int:
    """Return the number written into a frame."""
    luma = frame.to_ndarray(format="yuv420p")[: frame.height]
    middles = [luma[:, (2 * bit + 1) * frame.width // (2 * BITS)].mean() for bit in range(BITS)]
    return sum((middle > 125) << bit for bit, middle in enumerate(middles))


def a_segment(form: Format, first: int, frames: int) -> list[Coded]:
    encoder, buffer = SegmentEncoder(form), FrameBuffer(form.width, form.height)
    coded: list[Coded] = []
    for number in range(first, first + frames):
        draw(buffer, number)
        coded += encoder.encode(buffer.frame)
    return [*coded, *encoder.finish()]


def a_film(out: Path, form: Format, lengths=LENGTHS, sound=None) -> Path:
    """Write a film of numbered frames in segments of given lengths."""
    seconds = sum(lengths) / form.rate
    samples = np.zeros((round(seconds * RATE), 2), np.float32) if sound is None else sound
    encoder = SoundEncoder(form)
    with Mux(out, form) as mux:
        mux.add_coded_sound([*encoder.encode(samples), *encoder.finish()])
        for first, length in zip(accumulate(lengths, initial=0), lengths, strict=False):
            mux.add_segment(a_segment(form, first, length), first)
        mux.finish()
    return out


def shown(path: Path) -> list[tuple[int, float]]:
    with av.open(str(path)) as container:
        return [(read(frame), frame.time) for frame in container.decode(video=0)]


def heard(path: Path) -> np.ndarray:
    """Return the left channel as players hear it, from the film's first instant on."""
    with av.open(str(path)) as container:
        frames = [
            (round(frame.time * RATE), np.atleast_2d(frame.to_ndarray()))
            for frame in container.decode(audio=0)
        ]
    assert frames[0][0] == 0
    return np.concatenate([samples[0] for _, samples in frames])


@pytest.fixture(scope="module", params=FILES, ids=lambda pair: f"{pair[1]}.{pair[0]}")
def film(request, tmp_path_factory) -> tuple[Path, Format]:
    form = a_form(*request.param)
    return a_film(tmp_path_factory.mktemp("film") / f"film.{form.kind}", form), form


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize("codec", Codec)
def test_same_frames_are_the_same_bytes(codec, quality):
    form = a_form(codec=codec, quality=quality)
    one, two = (a_segment(form, 0, 24) for _ in range(2))
    assert one == two
    assert len(one) == 24


@pytest.mark.parametrize("codec", Codec)
def test_better_quality_is_nearer_to_the_frames(codec):
    sizes = [
        sum(len(one.data) for one in a_segment(a_form(codec=codec, quality=quality), 0, 12))
        for quality in Quality
    ]
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("codec", Codec)
@pytest.mark.parametrize("frames", [1, 2, 3, 30])
def test_segment_begins_with_a_key_and_its_header(codec, frames):
    coded = a_segment(a_form(codec=codec), 0, frames)
    assert (coded[0].key, coded[0].shown) == (True, 0)
    assert [bool(one.header) for one in coded] == [codec is not Codec.VP9] + [False] * (frames - 1)
    assert sorted(one.shown for one in coded) == list(range(frames))


def test_every_frame_of_every_segment_is_in_its_place(film):
    path, form = film
    numbers, times = zip(*shown(path), strict=True)
    assert numbers == tuple(range(sum(LENGTHS)))
    assert times == pytest.approx([n / form.rate for n in numbers], abs=6e-4)


def test_any_segment_can_be_played_from(film):
    path, form = film
    for first in accumulate(LENGTHS[:-1]):
        with av.open(str(path)) as container:
            container.seek(round(first / form.rate * 1_000_000) + 1_000)
            assert read(next(container.decode(video=0))) == first


def test_player_has_nothing_to_warn_of(film):
    with Capture() as said:
        av.logging.set_level(av.logging.WARNING)
        shown(film[0])
        heard(film[0])
        av.logging.set_level(None)
    assert said == []


TAGS = {
    (Kind.MP4, Codec.H264): ("h264", "avc1", "High"),
    (Kind.MP4, Codec.HEVC): ("hevc", "hvc1", "Main"),
    (Kind.MP4, Codec.AV1): ("av1", "av01", "Main"),
    (Kind.MOV, Codec.H264): ("h264", "avc1", "High"),
    (Kind.MOV, Codec.HEVC): ("hevc", "hvc1", "Main"),
    (Kind.WEBM, Codec.VP9): ("vp9", "\0\0\0\0", "Profile 0"),
    (Kind.WEBM, Codec.AV1): ("av1", "\0\0\0\0", "Main"),
}


def test_pictures_are_tagged_as_what_they_are(film):
    path, form = film
    with av.open(str(path)) as container:
        stream, context = container.streams.video[0], container.streams.video[0].codec_context
        name, tag, profile = TAGS[form.kind, form.codec]
        assert (context.codec.canonical_name, context.codec_tag, context.profile) == (
            name,
            tag,
            profile,
        )
        assert (stream.width, stream.height, stream.average_rate) == (254, 146, 30)
        frame = next(container.decode(video=0))
        colours = (frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range)
        assert (colours, frame.format.name) == ((1, 1, 1, 1), "yuv420p")


def test_sound_is_the_container_s_own(film):
    path, form = film
    with av.open(str(path)) as container:
        context = container.streams.audio[0].codec_context
        assert context.codec.canonical_name == ("opus" if form.kind is Kind.WEBM else "aac")
        assert (context.sample_rate, context.channels) == (RATE, 2)


def test_index_comes_before_the_content(film):
    path, form = film
    content = path.read_bytes()
    # In Matroska the index and the content are the elements Cues and Cluster.
    index, first = (b"moov", b"mdat") if form.kind is not Kind.WEBM else (CUES, CLUSTER)
    # The last, because a Matroska file names its index once before.
    assert 0 < content.rindex(index) < content.index(first)


CUES, CLUSTER = b"\x1c\x53\xbb\x6b", b"\x1f\x43\xb6\x75"


@pytest.mark.parametrize("kind", [Kind.MP4, Kind.MOV])
def test_both_tracks_begin_at_nought_and_last_the_film(tmp_path, kind):
    path = a_film(tmp_path / "film", a_form(kind))
    with av.open(str(path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.start_time, audio.start_time, video.frames) == (0, 0, 56)
        assert video.duration * video.time_base == Fraction(56, 30)
        assert audio.duration * audio.time_base == Fraction(56, 30)


@pytest.mark.parametrize(("kind", "codec"), FILES)
def test_same_film_is_the_same_file(tmp_path, kind, codec):
    form = a_form(kind, codec)
    one, two = (a_film(tmp_path / name, form, (4, 3)) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("rate", ["24000/1001", 25, 60, "2997/100"])
@pytest.mark.parametrize("kind", [Kind.MP4, Kind.WEBM])
def test_times_are_right_at_every_rate(tmp_path, kind, rate):
    form = a_form(kind, FILMS[kind][0], (64, 64), rate)
    times = [time for _, time in shown(a_film(tmp_path / "film", form, (7, 1, 40)))]
    assert times == pytest.approx([float(n / form.rate) for n in range(48)], abs=6e-4)


@pytest.mark.parametrize("codec", Codec)
@pytest.mark.parametrize("size", [(64, 64), (540, 304), (142, 98)])
def test_size_is_the_one_asked_for(tmp_path, codec, size):
    kind = next(kind for kind, codecs in FILMS.items() if codec in codecs)
    with av.open(str(a_film(tmp_path / "film", a_form(kind, codec, size), (3,)))) as container:
        frames = [(frame.width, frame.height) for frame in container.decode(video=0)]
    assert frames == [size] * 3


CLICK = 41_234


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize("kind", [Kind.MP4, Kind.MOV, Kind.WEBM])
def test_click_is_heard_at_its_sample(tmp_path, kind, quality):
    samples = np.zeros((2 * RATE, 2), np.float32)
    samples[CLICK] = 0.9
    form = a_form(kind, FILMS[kind][0], (64, 64), quality=quality)
    path = a_film(tmp_path / "film", form, (60,), samples)
    assert abs(int(np.abs(heard(path)).argmax()) - CLICK) <= 1


def test_opus_ends_with_its_last_sample(tmp_path):
    samples = np.full((2 * RATE - 77, 2), 0.1, np.float32)
    form = a_form(Kind.WEBM, Codec.VP9, (64, 64))
    assert len(heard(a_film(tmp_path / "film", form, (60,), samples))) == 2 * RATE - 77


def a_noise(seconds: float) -> np.ndarray:
    random = np.random.default_rng(7)
    return (random.standard_normal((round(seconds * RATE), 2)) * 0.1).astype(np.float32)


@pytest.mark.parametrize("kind", [Kind.MP4, Kind.WEBM])
@pytest.mark.parametrize("block", [100, 1_024, 1_601, 48_000])
def test_sound_is_the_same_in_blocks_of_any_length(kind, block):
    samples, form = a_noise(1.3), a_form(kind)
    at_once, by_block = SoundEncoder(form), SoundEncoder(form)
    parts = [samples[first : first + block] for first in range(0, len(samples), block)]
    coded = [packet for part in parts for packet in by_block.encode(part)]
    assert [*coded, *by_block.finish()] == [*at_once.encode(samples), *at_once.finish()]


@pytest.mark.parametrize("kind", [Kind.MP4, Kind.WEBM])
def test_coded_sound_covers_every_sample_once(kind):
    encoder = SoundEncoder(a_form(kind))
    packets = [*encoder.encode(a_noise(1)), *encoder.finish()]
    ends = [packet.first + packet.samples for packet in packets]
    assert packets[0].first < 0
    assert [packet.first for packet in packets[1:]] == ends[:-1]
    assert ends[-1] == RATE


@pytest.mark.parametrize("kind", [Kind.MP4, Kind.WEBM])
def test_sound_may_come_whole_or_in_parts(tmp_path, kind):
    form, samples = a_form(kind, FILMS[kind][0], (64, 64)), a_noise(56 / 30)
    whole = a_film(tmp_path / "whole", form, sound=samples)
    encoder = SoundEncoder(form)
    with Mux(tmp_path / "parts", form) as mux:
        for first, length in zip(accumulate(LENGTHS, initial=0), LENGTHS, strict=False):
            mux.add_segment(a_segment(form, first, length), first)
            part = samples[first * 1_600 : (first + length) * 1_600]
            mux.add_coded_sound(list(encoder.encode(part)))
        mux.add_coded_sound(encoder.finish())
        mux.finish()
    assert shown(tmp_path / "parts") == shown(whole)
    assert (heard(tmp_path / "parts") == heard(whole)).all()


def test_sound_is_drawn_no_sooner_than_it_is_needed(tmp_path):
    form, drawn = a_form(size=(64, 64)), []
    encoder = SoundEncoder(form)
    packets = [*encoder.encode(a_noise(4)), *encoder.finish()]
    with Mux(tmp_path / "film.mp4", form) as mux:
        mux.add_coded_sound(drawn.append(packet) or packet for packet in packets)
        assert len(drawn) == 2  # the run-up, and one to know that it is all
        mux.add_segment(a_segment(form, 0, 30), 0)
        assert [packet.first < RATE for packet in drawn] == [True] * (len(drawn) - 1) + [False]
        mux.add_segment(a_segment(form, 30, 90), 30)
        mux.finish()
    assert drawn == packets


def test_segment_coded_otherwise_is_refused(tmp_path):
    form = a_form()
    other = a_segment(replace(form, quality=Quality.HIGH), 0, 3)
    with (
        pytest.raises(Broken, match="coded with other settings than the film it is joined to"),
        Mux(tmp_path / "film.mp4", form) as mux,
    ):
        mux.add_segment(other, 0)


def test_segment_that_lost_its_header_is_refused(tmp_path):
    form = a_form()
    bare = [replace(one, header=b"") for one in a_segment(form, 0, 3)]
    with pytest.raises(Broken, match="Empty the cache"), Mux(tmp_path / "film.mp4", form) as mux:
        mux.add_segment(bare, 0)


def test_key_of_pictures_is_all_they_depend_on_but_the_container():
    form = a_form(codec=Codec.AV1)
    assert replace(form, kind=Kind.WEBM).write() == form.write()
    others = [
        replace(form, width=256),
        replace(form, height=148),
        replace(form, rate=Fraction(25)),
        replace(form, quality=Quality.LOW),
        replace(form, codec=Codec.HEVC),
        replace(form, hardware="av1_nvenc"),
    ]
    assert len({str(one.write()) for one in [form, *others]}) == 7


def test_key_of_sound_is_its_codec_and_quality():
    forms = [a_form(kind, quality=quality) for kind in (Kind.MP4, Kind.WEBM) for quality in Quality]
    assert len({str(sound_key(form)) for form in forms}) == 6
    assert sound_key(a_form(Kind.MP4)) == sound_key(a_form(Kind.HLS, size=(64, 64)))
