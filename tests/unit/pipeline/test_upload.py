"""A picture of the asker's own: what is taken, how it is kept, and what is said of the rest."""

import asyncio
import os
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.model.errors import Conflict, Invalid, NotFound, Unavailable
from reelwright.pipeline.upload import LARGEST_FILE, Upload, keep, upload
from reelwright.storage.blobs.local import LocalBlobs

LYING = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
"""A TIFF header that has a picture turned clockwise by a quarter."""

SECRET = b"51.4779 N 0.0015 W"

# Red over blue, and green at the left.
PIXELS = np.zeros((40, 80, 3), np.uint8)
PIXELS[:20], PIXELS[20:], PIXELS[:, :20] = (0, 0, 255), (255, 0, 0), (0, 255, 0)


def coded(kind: str, pixels: np.ndarray = PIXELS, *options: int) -> bytes:
    return cv2.imencode(f".{kind}", pixels, options)[1].tobytes()


def jpeg(exif: bytes) -> bytes:
    plain, segment = coded("jpg"), b"Exif\0\0" + exif
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + plain[2:]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks: bytes) -> bytes:
    plain = coded("png")
    return plain[:33] + b"".join(chunks) + plain[33:]


def webp(flags: int, *chunks: bytes) -> bytes:
    sides = (79).to_bytes(3, "little") + (39).to_bytes(3, "little")
    head = b"VP8X" + struct.pack("<I", 10) + bytes([flags, 0, 0, 0]) + sides
    lossless = coded("webp", PIXELS, cv2.IMWRITE_WEBP_QUALITY, 101)
    body = b"".join((b"WEBP", head, lossless[12:], *chunks))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def exif_of_webp() -> bytes:
    return b"EXIF" + struct.pack("<I", len(LYING)) + LYING


def huge_jpeg() -> bytes:
    """A JPEG whose frame header tells of 50 million pixels and some."""
    whole = coded("jpg")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", 7_072, 7_072) + whole[at + 4 :]


@pytest.fixture
def written(tmp_path):
    """Give a function that writes a file and returns its path."""

    def write(content: bytes, name: str = "photo") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def blobs(tmp_path) -> LocalBlobs:
    return LocalBlobs(tmp_path / "blobs")


def kept(given: Upload, blobs: LocalBlobs) -> bytes:
    asyncio.run(keep(given, blobs))
    return asyncio.run(blobs.get(given.key))


def shown(content: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)


@pytest.mark.parametrize("content", [coded("png"), webp(0)], ids=["png", "webp"])
def test_picture_is_kept_to_the_pixel(written, blobs, content):
    assert np.array_equal(shown(kept(upload(written(content)), blobs)), PIXELS)


def test_jpeg_is_kept_as_it_decodes(written, blobs):
    pixels = shown(kept(upload(written(coded("jpg"))), blobs))
    assert np.array_equal(pixels, shown(coded("jpg")))


@pytest.mark.parametrize(
    "content",
    [jpeg(LYING), png(chunk(b"eXIf", LYING)), webp(0x08, exif_of_webp())],
    ids=["jpeg", "png", "webp"],
)
def test_picture_is_kept_upright(written, blobs, content):
    pixels = shown(kept(upload(written(content)), blobs))
    assert pixels.shape == (80, 40, 3)
    colours = [pixels[place].argmax() for place in ((9, 20), (50, 10), (50, 30))]
    assert colours == [1, 0, 2]  # green above, blue before red


@pytest.mark.parametrize(
    "content",
    [jpeg(LYING + SECRET), png(chunk(b"tEXt", b"Comment\0" + SECRET))],
    ids=["jpeg", "png"],
)
def test_nothing_but_pixels_is_kept(written, blobs, content):
    assert SECRET in content
    assert SECRET not in kept(upload(written(content)), blobs)


@pytest.mark.parametrize(
    ("pixels", "corner"),
    [
        (np.full((4, 4), 90, np.uint8), [90, 90, 90]),
        (np.full((4, 4, 3), 90 * 257, np.uint16), [90, 90, 90]),
        (np.full((4, 4, 4), (200, 100, 40, 128), np.uint8), [100, 50, 20]),
    ],
    ids=["grey", "16 bits", "half transparent"],
)
def test_picture_is_kept_in_eight_bits_of_colour(written, blobs, pixels, corner):
    found = shown(kept(upload(written(coded("png", pixels))), blobs))
    assert (found.dtype, found.shape) == (np.uint8, (4, 4, 3))
    assert np.abs(found[0, 0].astype(int) - corner).max() <= 1


def test_key_is_of_the_content_alone(written):
    one, copy = (upload(written(coded("png"), name)) for name in ("a.png", "b.png"))
    other = upload(written(coded("png", PIXELS[::-1]), "c.png"))
    assert one.key == copy.key != other.key


def test_what_is_kept_is_not_decoded_again(written, blobs):
    given = upload(written(coded("png")))
    before = kept(given, blobs)
    given.path.unlink()
    assert kept(given, blobs) == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "photo is no picture that can be shown; save it as a PNG, a JPEG or a WebP."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture that can be shown"),
        (b"GIF89a" + bytes(60), "is no picture that can be shown"),
        (coded("png")[:-9], "photo is broken off, or moves; save it as"),
        (coded("webp")[:-9], "is broken off, or moves"),
        (coded("jpg")[:9], "is broken off, or moves"),
        (png(chunk(b"acTL", bytes(8))), "is broken off, or moves"),
        (webp(0x02), "is broken off, or moves"),
        (huge_jpeg(), "is 7072 x 7072 pixels; 50 million are the most. Make it smaller."),
    ],
    ids=[
        "empty",
        "SVG",
        "GIF",
        "half a PNG",
        "half a WebP",
        "head of a JPEG",
        "moving PNG",
        "moving WebP",
        "huge JPEG",
    ],
)
def test_what_is_not_taken_is_told(written, content, sentence):
    with pytest.raises(Invalid, match=sentence):
        upload(written(content))


@pytest.mark.parametrize(
    "content",
    [
        jpeg(LYING)[: len(jpeg(LYING)) * 3 // 4],
        png().replace(b"IDAT", b"IDAT" + bytes(8), 1),
    ],
    ids=["half a JPEG", "damaged PNG"],
)
def test_damage_is_told_when_it_is_kept(written, blobs, content):
    with pytest.raises(Invalid, match="photo is damaged and cannot be decoded"):
        kept(upload(written(content)), blobs)


def test_missing_picture_is_told(tmp_path):
    with pytest.raises(NotFound, match=r"There is no picture .*gone\.png"):
        upload(tmp_path / "gone.png")


def test_endless_file_is_no_picture():
    with pytest.raises(NotFound, match="There is no picture /dev/zero"):
        upload(Path("/dev/zero"))


def test_unreadable_picture_is_told():
    with pytest.raises(Unavailable, match="/proc/self/mem cannot be read"):
        upload(Path("/proc/self/mem"))


def test_large_file_is_told(written):
    path = written(coded("png"))
    os.truncate(path, LARGEST_FILE + 1)
    with pytest.raises(Invalid, match="photo is larger than 100 MB; save it as"):
        upload(path)


def test_changed_file_is_not_kept_under_the_old_key(written, blobs):
    given = upload(written(coded("png")))
    given.path.write_bytes(coded("png", PIXELS[::-1]))
    with pytest.raises(Conflict, match="photo changed while it was read; try again"):
        kept(given, blobs)
