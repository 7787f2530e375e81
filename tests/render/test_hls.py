"""A film can be watched from its first piece on; what a playlist names is there, whole."""

import re
import time
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken, Unavailable
from reelwright.model.output import FILMS, Codec, Kind, Output
from reelwright.model.timeline import Timeline
from reelwright.render.encode import Format, FrameBuffer, Mux, SegmentEncoder, SoundEncoder
from reelwright.render.export import export
from reelwright.render.outputs import film
from reelwright.render.outputs.hls import Hls
from reelwright.render.outputs.pieces import SHORTEST, grouped
from reelwright.render.outputs.playlist import pictures
from reelwright.render.sources.sound import RATE
from reelwright.render.watch import Watch

LENGTHS = (30, 7, 50, 1, 2, 60, 90, 20)
ENDS = list(accumulate(LENGTHS))
PIECES = [87, 150, 240, 260]
"""The frame after the last of each piece: 2.9 s, 2.1 s, 3 s, and the rest."""


def a_form(codec=Codec.H264) -> Format:
    return Format(142, 98, Fraction(30), Quality.MEDIUM, codec, Kind.HLS)


def a_segment(form: Format, first: int, frames: int):
    """Return a segment whose frames are as bright as twice their number in the film, modulo 200."""
    encoder, buffer = SegmentEncoder(form), FrameBuffer(form.width, form.height)
    coded = []
    for number in range(first, first + frames):
        buffer.planes.y[:] = 20 + number * 2 % 200
        buffer.planes.u[:], buffer.planes.v[:] = 128, 128
        coded += encoder.encode(buffer.frame)
    return [*coded, *encoder.finish()]


def a_sound(form: Format):
    random = np.random.default_rng(5)
    samples = random.standard_normal((ENDS[-1] * RATE // 30, 2)) * 0.05
    samples[CLICK] = 0.95
    encoder = SoundEncoder(form)
    return [*encoder.encode(samples.astype(np.float32)), *encoder.finish()]


CLICK = 200_000


@pytest.fixture(scope="module", params=FILMS[Kind.HLS])
def coded(request):
    form = a_form(request.param)
    segments = [
        (a_segment(form, end - frames, frames), end - frames)
        for frames, end in zip(LENGTHS, ENDS, strict=True)
    ]
    return form, segments, a_sound(form)


def publish(out: Path, form, segments, sound):
    """Publish a film and yield after each segment."""
    with Hls(out, form, [len(one) for one, _ in segments]) as hls:
        hls.add_coded_sound(sound)
        for one, first in segments:
            hls.add_segment(one, first)
            yield
        hls.finish()
    yield


def growing(out: Path) -> Path:
    """Return the playlist that the one at `out` leads to."""
    return out.parent / out.read_text().splitlines()[-1]


def seen(out: Path) -> list[tuple[int, float]]:
    """Return the numbers and times of the frames a player gets that takes what is there for all."""
    text = growing(out).read_text()
    ended = growing(out).with_name("ended.m3u8")
    ended.write_text(text if "ENDLIST" in text else f"{text}#EXT-X-ENDLIST\n")
    with av.open(str(ended)) as container:
        frames = [
            (frame.to_ndarray(format="gray").mean(), frame.time)
            for frame in container.decode(video=0)
        ]
    ended.unlink()
    return [(round((luma * 219 / 255 + 16 - 20) / 2), time) for luma, time in frames]


def heard(path: Path) -> tuple[Fraction, np.ndarray]:
    with av.open(str(path)) as container:
        frames = list(container.decode(audio=0))
    return frames[0].time, np.concatenate([frame.to_ndarray()[0] for frame in frames])


def test_what_is_there_can_be_watched_after_every_segment(coded, tmp_path):
    out = tmp_path / "film.m3u8"
    for end, _ in zip(ENDS, publish(out, *coded), strict=False):
        there = max([piece for piece in PIECES[:-1] if piece <= end], default=0)
        assert out.exists() == (there > 0)
        if there:
            numbers, times = zip(*seen(out), strict=True)
            assert numbers == tuple(number % 100 for number in range(there))
            assert times == pytest.approx([number / 30 for number in range(there)], abs=1e-4)


def test_every_name_in_a_playlist_is_there_whole(coded, tmp_path):
    out, sizes = tmp_path / "film.m3u8", {}
    for _ in publish(out, *coded):
        if out.exists():
            names = re.findall(r'^[^#\n]+$|(?<=URI=")[^"]+', growing(out).read_text(), re.MULTILINE)
            found = {name: (growing(out).parent / name).stat().st_size for name in names}
            assert sizes.items() <= found.items()
            sizes = found
    assert len(sizes) == len(PIECES) + 1


def test_finished_film_is_all_of_it_in_step(coded, tmp_path):
    out = tmp_path / "film.m3u8"
    *_, _ = publish(out, *coded)
    assert [number for number, _ in seen(out)] == [number % 100 for number in range(260)]
    start, samples = heard(out)
    assert (start, abs(int(np.abs(samples).argmax()) - CLICK) <= 1) == (0, True)
    with av.open(str(out)) as container:
        times = [packet.pts for packet in container.demux(audio=0) if packet.pts is not None]
    assert set(np.diff(times)) == {1_024}


def test_sound_is_that_of_the_same_film_in_one_file(coded, tmp_path):
    form, segments, sound = coded
    *_, _ = publish(tmp_path / "film.m3u8", form, segments, sound)
    with Mux(tmp_path / "film.mp4", Format(*a_form_of(form), kind=Kind.MP4)) as mux:
        mux.add_coded_sound(sound)
        for one, first in segments:
            mux.add_segment(one, first)
        mux.finish()
    one, other = heard(tmp_path / "film.m3u8")[1], heard(tmp_path / "film.mp4")[1]
    assert (one == other[: len(one)]).all()
    assert len(other) - len(one) <= 1_024


def a_form_of(form: Format) -> tuple:
    return form.width, form.height, form.rate, form.quality, form.codec


def test_playlist_says_how_long_its_pieces_are_and_that_it_ended(tmp_path):
    out, form = tmp_path / "film.m3u8", a_form()
    segments = [
        (a_segment(form, end - n, n), end - n) for n, end in zip(LENGTHS, ENDS, strict=True)
    ]
    texts = [
        growing(out).read_text()
        for _ in publish(out, form, segments, a_sound(form))
        if out.exists()
    ]
    assert [text.endswith("#EXT-X-ENDLIST\n") for text in texts] == [False] * (len(texts) - 1) + [
        True
    ]
    assert re.findall(r"#EXTINF:([\d.]+),", texts[-1]) == [
        "2.900000",
        "2.100000",
        "3.000000",
        "0.666667",
    ]
    assert {line for text in texts for line in text.splitlines() if "TARGET" in line} == {
        "#EXT-X-TARGETDURATION:3"
    }
    for tag in ("PLAYLIST-TYPE:EVENT", "INDEPENDENT-SEGMENTS", "VERSION:7", "MAP:URI="):
        assert f"#EXT-X-{tag}" in texts[0]


CODECS = {Codec.H264: "avc1.64000B", Codec.HEVC: "hvc1.1.6.L30.90", Codec.AV1: "av01.0.00M.08"}


def test_master_says_what_it_takes_to_play_it(coded, tmp_path):
    out, form = tmp_path / "film.m3u8", coded[0]
    *_, _ = publish(out, *coded)
    facts = dict(re.findall(r'([A-Z-]+)=("[^"]+"|[^,\n]+)', out.read_text()))
    pieces = sorted((tmp_path / "film.hls").glob("*.m4s"))
    lengths = np.diff([0, *PIECES]) / 30
    peak = max(8 * one.stat().st_size / length for one, length in zip(pieces, lengths, strict=True))
    assert facts == {
        "BANDWIDTH": str(round(peak)),
        "CODECS": f'"{CODECS[form.codec]},mp4a.40.2"',
        "RESOLUTION": "142x98",
        "FRAME-RATE": "30.000",
    }


# From RFC 6381 and ISO/IEC 14496-15, annex E: a main profile of level 3.1 with its flags reversed.
@pytest.mark.parametrize(
    ("box", "told"),
    [
        (b"avcC\x01\x4d\x40\x1f", "avc1.4D401F"),
        (b"hvcC\x01\x01\x60\x00\x00\x00\xb0\x00\x00\x00\x00\x00\x5d", "hvc1.1.6.L93.B0"),
        (b"hvcC\x01\xa2\x20\x00\x00\x00\xb0\x00\x23\x00\x00\x00\x99", "hvc1.B2.4.H153.B0.0.23"),
        (b"av1C\x81\x08\x0c\x00", "av01.0.08M.08"),
        (b"av1C\x81\x2d\x8c\x00", "av01.1.13H.08"),
    ],
)
def test_codec_is_named_as_browsers_ask_for_it(box, told):
    assert pictures(b"moov" + box) == told


def test_head_without_a_codec_is_broken():
    with pytest.raises(Broken):
        pictures(b"moov")


def test_same_film_is_the_same_files(tmp_path):
    form = a_form()
    segments, sound = [(a_segment(form, 0, 70), 0)], a_sound(form)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        *_, _ = publish(tmp_path / name / "film.m3u8", form, segments, sound)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.*") if path.is_file()}
        for name in ("one", "two")
    )
    assert one == two


def test_piece_waits_for_its_sound(tmp_path):
    form, samples = a_form(), np.zeros((RATE, 2), np.float32)
    encoder = SoundEncoder(form)
    with Hls(tmp_path / "film.m3u8", form, [60, 60]) as hls:
        hls.add_segment(a_segment(form, 0, 60), 0)
        hls.add_coded_sound(list(encoder.encode(samples)))
        hls.add_segment(a_segment(form, 60, 60), 60)
        assert not (tmp_path / "film.m3u8").exists()
        hls.add_coded_sound(list(encoder.encode(samples[:-2_000])))
        hls.add_coded_sound(list(encoder.encode(samples)))
        assert len(seen(tmp_path / "film.m3u8")) == 60
        hls.add_coded_sound([*encoder.encode(samples), *encoder.finish()])
        hls.finish()
    assert len(seen(tmp_path / "film.m3u8")) == 120


def test_failed_film_takes_its_pieces_away(tmp_path):
    form = a_form()
    (tmp_path / "film.txt").write_text("another's")
    half = publish(tmp_path / "film.m3u8", form, [(a_segment(form, 0, 60), 0)] * 2, a_sound(form))
    next(half)
    assert len(list((tmp_path / "film.hls").iterdir())) == 3
    with pytest.raises(ZeroDivisionError):
        half.throw(ZeroDivisionError)
    assert [path.name for path in tmp_path.iterdir()] == ["film.txt"]


def test_new_film_makes_the_old_one_go(tmp_path):
    form, out = a_form(), tmp_path / "film.m3u8"
    segments, sound = [(a_segment(form, 0, 70), 0), (a_segment(form, 70, 70), 70)], a_sound(form)
    *_, _ = publish(out, form, segments, sound)
    old = set((tmp_path / "film.hls").iterdir())
    *_, _ = publish(out, form, [(a_segment(form, 5, 70), 0)], sound)
    assert len(list((tmp_path / "film.hls").iterdir())) == 3
    assert len(old) == 4


def test_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "film.hls").mkdir()
    (tmp_path / "film.hls" / "letter.txt").write_text("dear")
    with (
        pytest.raises(Unavailable, match="film.m3u8 cannot be written: Directory not empty"),
        Hls(tmp_path / "film.m3u8", a_form(), [60]),
    ):
        pass
    assert (tmp_path / "film.hls" / "letter.txt").read_text() == "dear"


@given(
    st.lists(st.integers(1, 250), min_size=1, max_size=40),
    st.fractions(1, 240, max_denominator=1_001),
)
def test_pieces_are_all_segments_and_none_but_the_last_too_short(segments, rate):
    groups = grouped(segments, rate)
    assert [length for group in groups for length in group] == segments
    assert all(sum(group) >= SHORTEST * rate > sum(group[:-1]) for group in groups[:-1])
    assert groups[-1]


@pytest.mark.parametrize("kind", [Kind.MP4, Kind.HLS])
def test_film_is_opened_as_its_kind_asks(tmp_path, kind):
    form = Format(64, 64, Fraction(30), Quality.LOW, kind=kind)
    out = tmp_path / f"film.{kind}"
    with film.opened(out, form, [12], lambda path: None) as opened:
        opened.add_coded_sound(SoundEncoder(form).finish())
        opened.add_segment(a_segment(form, 0, 12), 0)
        opened.finish()
    with av.open(str(out)) as container:
        assert len(list(container.decode(video=0))) == 12
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert film.size(out, form) == sum(path.stat().st_size for path in files)


def refuse(path: Path) -> None:
    assert path.stat().st_size > 0
    raise Broken(f"{path.suffix} is bad.")


@pytest.mark.parametrize("kind", [Kind.MP4, Kind.HLS])
def test_film_that_is_judged_bad_is_gone(tmp_path, kind):
    with pytest.raises(Broken, match="is bad"):
        write(tmp_path / f"film.{kind}", kind, refuse)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [Kind.MP4, Kind.HLS])
def test_whole_film_is_shown_to_its_judge(media, tmp_path, kind):
    timeline = Timeline.read(
        {
            "width": 64,
            "height": 64,
            "length": 7,
            "pictures": [{"start": n, "length": 1, "source": "one.png"} for n in range(7)],
            "sounds": [{"start": 0, "length": 4, "source": "noise.wav", "role": "music"}],
        }
    )
    out = tmp_path / f"film.{kind}"
    output = Output(kind=kind, quality=Quality.LOW)
    report = export(timeline, out, media.joinpath, output=output).report
    assert report.figures.frames == 210
    assert [float(one.stop) for one in (report.figures.pictures, report.figures.sound)] == [7, 7]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [out.name]


def write(out: Path, kind: Kind, judge) -> None:
    form = Format(64, 64, Fraction(30), Quality.LOW, kind=kind)
    with film.opened(out, form, [12], judge) as opened:
        opened.add_segment(a_segment(form, 0, 12), 0)
        opened.finish()


def test_film_can_be_watched_while_later_scenes_are_made(media, tmp_path):
    """Nobody goes on with the second half before there is something to watch."""
    out, watched = tmp_path / "film.m3u8", []

    def told(done: int, of: int) -> None:
        patience = time.monotonic() + 60
        while done > of / 2 and not out.exists() and time.monotonic() < patience:
            time.sleep(0.02)
        watched.append((done > of / 2, out.exists()))

    pictures = [{"start": n, "length": 1, "source": "one.png"} for n in range(16)]
    timeline = Timeline.read({"width": 64, "height": 64, "length": 16, "pictures": pictures})
    output = Output(kind=Kind.HLS, quality=Quality.LOW)
    export(timeline, out, media.joinpath, output=output, watch=Watch(told))
    assert (True, False) not in watched
    assert (True, True) in watched
    assert len(seen(out)) == 480
