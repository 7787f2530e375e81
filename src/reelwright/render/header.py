"""What PNG and WebP files say of themselves, which FFmpeg would decode all of to find out."""

from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

Size = tuple[int, int]

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"


def still_size(path: Path) -> Size | None:
    """Return width and height of a whole PNG or WebP that is not animated; None for the rest."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            size = _size(file)
    except OSError:  # a name longer than names can be, or not ours to read
        return None
    return size if size and min(size) > 0 else None


def _size(file: BinaryIO) -> Size | None:
    head = file.read(30)
    if head.startswith(_PNG):
        return _png(file, head)
    return _webp(file, head) if head[:4] + head[8:12] == b"RIFFWEBP" else None


def _png(file: BinaryIO, head: bytes) -> Size | None:
    """Read an image header (ISO/IEC 15948, 11.2.1); an animation is announced before the data."""
    if head[8:16] != b"\0\0\0\rIHDR" or _animated(file):
        return None
    file.seek(-len(_PNG_END), SEEK_END)
    if file.read() != _PNG_END:
        return None
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def _animated(file: BinaryIO) -> bool:
    at = len(_PNG)
    while True:
        file.seek(at)
        chunk = file.read(8)
        if chunk[4:] == b"acTL":
            return True
        if chunk[4:] in (b"IDAT", b"IEND") or len(chunk) < 8:
            return False
        at += 12 + int.from_bytes(chunk[:4], "big")


def _webp(file: BinaryIO, head: bytes) -> Size | None:
    """Read the first chunk of a WebP (RFC 9649, 2.5 to 2.7): lossy, lossless or extended."""
    if file.seek(0, SEEK_END) < 8 + int.from_bytes(head[4:8], "little"):
        return None
    kind = head[12:16]
    if kind == b"VP8 ":
        width, height = (int.from_bytes(head[at : at + 2], "little") for at in (26, 28))
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    animated = bool(head[20] & 0x02)
    if kind != b"VP8X" or animated:
        return None
    width, height = (int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
    return width + 1, height + 1
