"""Upload: a picture of the asker's own is looked at, and kept: decoded once, upright, bare."""

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from reelwright.model.errors import Broken, Conflict, Invalid, NotFound, Unavailable
from reelwright.model.ids import Key, content_key
from reelwright.ports.blobs import Blobs
from reelwright.render.container import there
from reelwright.render.header import still_size
from reelwright.render.pixels import Pixels
from reelwright.render.sources.picture import decoded

VERSION = 1
"""Of what is kept; it rises when the same file is kept as other pixels."""

LARGEST_FILE = 100_000_000
"""Bytes."""

LARGEST_AREA = 50_000_000
"""Pixels; cameras and telephones take up to so many."""

_JPEG, _PNG, _RIFF = b"\xff\xd8\xff", b"\x89PNG", b"RIFF"
_TAKEN = "save it as a PNG, a JPEG or a WebP"


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture file of the asker's own, and the content key that a brief names it by."""

    key: Key
    path: Path


def upload(path: Path) -> Upload:
    """Return a picture file with its key; its header is read, none of it decoded.

    It is a PNG, JPEG or WebP of at most 50 million pixels and 100 MB. Raises `NotFound`,
    `Unavailable` or `Invalid` with a sentence that names the file.
    """
    content = _content(path)
    width, height = _size(path, content)
    if width * height > LARGEST_AREA:
        raise Invalid(
            f"{path} is {width} x {height} pixels; {LARGEST_AREA // 1_000_000} million are the "
            "most. Make it smaller."
        )
    return Upload(_key(content), path)


async def keep(given: Upload, blobs: Blobs) -> None:
    """Keep a picture under its key as a PNG: upright, 8-bit, nothing else of the file in it.

    Raises `Invalid` for one that cannot be decoded, and `Conflict` for one that is another by now.
    """
    if not await blobs.has(given.key):
        await blobs.put(given.key, await asyncio.to_thread(bare, given))


def _content(path: Path) -> bytes:
    if not there(path):
        raise NotFound(f"There is no picture {path}.")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as refused:
        raise Unavailable(f"{path} cannot be read: {refused.strerror}.") from refused
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 1_000_000
        raise Invalid(f"{path} is larger than {most} MB; {_TAKEN} of less.")
    return content


def _key(content: bytes) -> Key:
    return content_key("upload", VERSION, hashlib.sha256(content).hexdigest())


def _size(path: Path, content: bytes) -> tuple[int, int]:
    if content.startswith(_JPEG):
        size = _jpeg_size(content)
    elif content.startswith((_PNG, _RIFF)):
        size = still_size(path)
    else:
        raise Invalid(f"{path} is no picture that can be shown; {_TAKEN}.")
    if size is None or min(size) < 1:
        raise Invalid(f"{path} is broken off, or moves; {_TAKEN} that is whole and stands still.")
    return size


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return the size in the frame header of a JPEG (ITU-T T.81, B.1.1.3 and B.2.2)."""
    at = 2
    while content[at : at + 1] == b"\xff" and len(content) >= at + 9:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xFF:  # fill
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = (int.from_bytes(content[at + n : at + n + 2], "big") for n in (5, 7))
            return width, height
        else:
            at += 2 + max(2, length)
    return None


def bare(given: Upload) -> bytes:
    """Return a picture as a PNG: upright, 8-bit, nothing else of the file in it; as `keep` does."""
    content = _content(given.path)
    if _key(content) != given.key:
        raise Conflict(f"{given.path} changed while it was read; try again.")
    done, png = cv2.imencode(".png", _pixels(given.path, content), [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        raise Broken(f"{given.path} could not be written as a PNG.")
    return png.tobytes()


def _pixels(path: Path, content: bytes) -> Pixels:
    """Return the picture as it shows; OpenCV turns by the EXIF header where no alpha is asked."""
    coded = np.frombuffer(content, np.uint8)
    stored = cv2.imdecode(coded, cv2.IMREAD_UNCHANGED)
    if stored is not None and stored.ndim == 3 and stored.shape[2] == 4:
        return decoded(path)
    shown = None if stored is None else cv2.imdecode(coded, cv2.IMREAD_COLOR)
    if shown is None:
        raise Invalid(f"{path} is damaged and cannot be decoded; {_TAKEN} again.")
    return np.asarray(shown, np.uint8)
