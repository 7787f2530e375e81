"""Strangers' files are known by decoding them; only what is good of them is kept."""

import struct
import zlib
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from reelwright.model.errors import Invalid
from reelwright.pipeline.intake import Taken, taken
from reelwright.render import probe

SECRET = b"SECRET"


def a_video(path: Path, form: str, codec: str, sound: str | None = None, *, turned=0) -> Path:
    """Write a second of grey that is told apart by its brightness, with a title and a place."""
    with av.open(str(path), "w", format=form) as file:
        file.metadata.update({"title": "SECRET", "location": "SECRET+48.85+002.35/"})
        video = file.add_stream(codec, rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        video.set_display_rotation(turned)
        heard = file.add_stream(sound, rate=48_000, layout="stereo") if sound else None
        for number in range(25):
            grey = np.full((48, 64, 3), number * 10, np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            file.mux(video.encode(frame))
        file.mux(video.encode(None))
        for at in range(0, 48_000, 1_000) if heard else ():
            block = av.AudioFrame.from_ndarray(np.zeros((2, 1_000), np.float32), "fltp", "stereo")
            block.sample_rate, block.pts = 48_000, at
            file.mux(heard.encode(block))
        file.mux(heard.encode(None) if heard else ())
    return path


def a_sound(path: Path, form: str, codec: str, seconds: float = 1.0, rate: int = 44_100) -> Path:
    tone = np.sin(np.arange(int(seconds * rate)) * 0.05) * 0.5
    with av.open(str(path), "w", format=form) as file:
        file.metadata["title"] = "SECRET"
        stream = file.add_stream(codec, rate=rate, layout="mono")
        for at in range(0, len(tone), 1_152):
            part = tone[None, at : at + 1_152].astype(np.float32)
            block = av.AudioFrame.from_ndarray(part, "fltp", "mono")
            block.sample_rate, block.pts = rate, at
            file.mux(stream.encode(block))
        file.mux(stream.encode(None))
    return path


def a_picture(path: Path, suffix: str = ".png") -> Path:
    colours = np.random.default_rng(1).integers(0, 255, (30, 50, 3), np.uint8)
    path.write_bytes(cv2.imencode(suffix, colours)[1].tobytes())
    return path


def a_bomb(path: Path, side: int) -> Path:
    """Write a PNG of a few kilobytes that is a square of one bit a pixel, all of them 0."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes((side // 8 + 1) * side), 9)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
    return path


def pictures(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as file:
        return [frame.to_ndarray() for frame in file.decode(video=0)]


@pytest.fixture
def given(tmp_path) -> Path:
    return tmp_path / "in"


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "out"


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp"])
def test_picture_becomes_a_png(given, out, suffix):
    a_picture(given, suffix)
    assert taken(given, out) == Taken("picture", {"width": 50, "height": 30})
    shown = cv2.imread(str(given))
    assert out.read_bytes().startswith(b"\x89PNG")
    assert np.array_equal(cv2.imread(str(out)), shown)


def test_picture_stands_upright_and_bare(given, out):
    plain = a_picture(given, ".jpg").read_bytes()
    fields = [(8, 4), (1, 2), (0x0112, 2), (3, 2), (1, 4), (6, 2), (0, 2), (0, 4)]
    tiff = b"MM\0*" + b"".join(value.to_bytes(length, "big") for value, length in fields)
    exif = b"Exif\0\0" + tiff + SECRET
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    given.write_bytes(plain[:2] + segment + plain[2:])
    assert taken(given, out) == Taken("picture", {"width": 30, "height": 50})
    assert SECRET not in out.read_bytes()


@pytest.mark.parametrize(
    ("form", "codec", "sound"),
    [
        ("mp4", "libx264", "aac"),
        ("mp4", "libx265", None),
        ("matroska", "libx264", "flac"),
        ("matroska", "libx265", "libopus"),
        ("webm", "libvpx", "libopus"),
        ("webm", "libsvtav1", None),
        ("mov", "libx264", "pcm_s16le"),
        ("avi", "mpeg4", "libmp3lame"),
    ],
)
def test_video_keeps_its_frames_and_nothing_else(given, out, form, codec, sound):
    a_video(given, form, codec, sound)
    found = taken(given, out)
    assert found.facts == {**found.facts, "width": 64, "height": 48, "sound": sound is not None}
    assert found.facts["seconds"] == pytest.approx(1, abs=0.05)
    before, after = pictures(given), pictures(out)
    assert (len(before), len(after)) == (25, 25)
    assert all(np.array_equal(*pair) for pair in zip(before, after, strict=True))
    content = out.read_bytes()
    assert [SECRET in content, b"x264 - core" in content] == [False, False]


def test_video_stays_turned(given, out):
    a_video(given, "mp4", "libx264", turned=90)
    taken(given, out)
    assert probe.picture(out) == probe.picture(given)


def test_video_starts_fast(given, out):
    a_video(given, "mp4", "libx264", "aac")
    taken(given, out)
    content = out.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


@pytest.mark.parametrize(
    ("form", "codec"), [("mp3", "libmp3lame"), ("wav", "pcm_s16le"), ("ogg", "libopus")]
)
def test_sound_becomes_flac(given, out, form, codec):
    a_sound(given, form, codec, rate=48_000)
    found = taken(given, out)
    assert found == Taken("sound", {**found.facts, "rate": 48_000, "channels": 2})
    assert found.facts["seconds"] == pytest.approx(1, abs=0.06)
    content = out.read_bytes()
    assert content.startswith(b"fLaC")
    assert SECRET not in content


def test_song_with_a_cover_is_a_sound(given, out):
    a_sound(given, "flac", "flac")
    assert taken(given, out).kind == "sound"


def test_same_file_gives_the_same_bytes(given, tmp_path):
    a_video(given, "matroska", "libx264", "flac")
    outs = [tmp_path / "one", tmp_path / "two"]
    for one in outs:
        taken(given, one)
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.parametrize("tail", [b"<script>SECRET</script>", b"PK\x03\x04SECRET"])
def test_what_hangs_on_a_video_falls_off(given, out, tail):
    given.write_bytes(a_video(given, "mp4", "libx264").read_bytes() + tail)
    taken(given, out)
    assert SECRET not in out.read_bytes()


READABLE = "is no picture, sound or video that can be read"
HOSTILE = {
    "nothing": (b"", READABLE),
    "a zip": (b"PK\x03\x04" + bytes(500), READABLE),
    "a page": (b"<!doctype html><script>alert(1)</script>", READABLE),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', READABLE),
    "a list of files": (b"ffconcat version 1.0\nfile /etc/passwd\n", READABLE),
    "a playlist": (b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", READABLE),
    "text": (b"To be, or not to be.\n" * 50, READABLE),
    "a png's first bytes": (b"\x89PNG\r\n\x1a\n", "is broken off, or moves"),
    "a jpeg's first bytes": (b"\xff\xd8\xff\xe0", "is broken off, or moves"),
    "a webp's first bytes": (b"RIFF\x10\0\0\0WEBPVP8 ", "is broken off, or moves"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_media_is_refused_in_a_sentence(given, out, name):
    content, why = HOSTILE[name]
    given.write_bytes(content)
    with pytest.raises(Invalid, match=why):
        taken(given, out)


@pytest.mark.parametrize(("form", "codec"), [("gif", "gif"), ("apng", "apng")])
def test_what_moves_is_no_picture(given, out, form, codec):
    with av.open(str(given), "w", format=form) as file:
        stream = file.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = (
            16,
            16,
            {"gif": "rgb8", "apng": "rgb24"}[codec],
        )
        for number in range(3):
            grey = np.full((16, 16, 3), number * 90, np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, "rgb24").reformat(format=stream.pix_fmt)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    with pytest.raises(Invalid, match="moves"):
        taken(given, out)


@pytest.mark.parametrize("codec", ["mjpeg", "prores_ks"])
def test_odd_codecs_are_refused_by_name(given, out, codec):
    layout = {"mjpeg": "yuvj420p", "prores_ks": "yuv422p10le"}[codec]
    with av.open(str(given), "w", format="mov") as file:
        stream = file.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, layout
        grey = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), "rgb24")
        file.mux([*stream.encode(grey.reformat(format=layout)), *stream.encode(None)])
    with pytest.raises(
        Invalid, match=f"is coded as {codec.removesuffix('_ks')}, which is not taken"
    ):
        taken(given, out)


def test_unknown_codecs_are_refused(given, out):
    content = a_video(given, "mp4", "libx264").read_bytes()
    assert b"avc1" in content
    given.write_bytes(content.replace(b"avc1", b"zzzz"))
    with pytest.raises(Invalid, match="is coded in a way that is not known here"):
        taken(given, out)


def test_bomb_is_refused_by_its_header(given, out):
    a_bomb(given, 20_000)
    assert given.stat().st_size < 60_000
    with pytest.raises(Invalid, match="20000 x 20000 pixels; 50 million are the most"):
        taken(given, out)


def test_long_sound_is_refused(given, out, monkeypatch):
    monkeypatch.setattr("reelwright.pipeline.intake.LONGEST_SOUND", 60)
    a_sound(given, "mp3", "libmp3lame", seconds=61, rate=8_000)
    with pytest.raises(Invalid, match="is longer than 1 minutes"):
        taken(given, out)


@pytest.mark.parametrize("cut", [0.02, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("kind", ["mp4", "matroska", "png", "jpg"])
def test_broken_off_files_are_taken_whole_or_refused(given, out, kind, cut):
    content = {
        "mp4": lambda: a_video(given, "mp4", "libx264", "aac"),
        "matroska": lambda: a_video(given, "matroska", "libx264"),
        "png": lambda: a_picture(given, ".png"),
        "jpg": lambda: a_picture(given, ".jpg"),
    }[kind]().read_bytes()
    given.write_bytes(content[: int(len(content) * cut)])
    assert _kind(given, out) in {"video", "refused"}


def _kind(given: Path, out: Path) -> str:
    try:
        return taken(given, out).kind
    except Invalid:
        return "refused"
