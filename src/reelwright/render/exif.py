"""Which way up a JPEG shows, from its EXIF header, without decoding it."""

from collections.abc import Iterator
from pathlib import Path

from reelwright.render.turn import Turn, turn_of_exif

_HEAD = 256 * 1024
"""Bytes; EXIF stands in one of the first segments, none of which is longer than 64 KiB."""

_ORIENTATION = 0x0112


def turn_of_file(path: Path) -> Turn:
    """Return the turn that a JPEG's header asks for; none for any other file."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    tiff = next((part[6:] for part in _segments(head) if part.startswith(b"Exif\0\0")), b"")
    return turn_of_exif(_orientation(tiff))


def _segments(head: bytes) -> Iterator[bytes]:
    """Yield the application segments of a JPEG (ITU-T T.81, B.1.1), less marker and length."""
    at = 2 if head.startswith(b"\xff\xd8") else len(head)
    while head[at : at + 1] == b"\xff" and len(head) >= at + 4:
        length = int.from_bytes(head[at + 2 : at + 4], "big")
        if head[at + 1] == 0xE1:
            yield head[at + 4 : at + 2 + length]
        at += 2 + max(2, length)


def _orientation(tiff: bytes) -> int:
    """Return the orientation in the first directory of a TIFF header (TIFF 6.0, section 2)."""
    order = {b"MM": "big", b"II": "little"}.get(tiff[:2])
    if order not in ("big", "little"):
        return 1

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "big" if order == "big" else "little")

    start = number(4, 4)
    for entry in range(start + 2, start + 2 + 12 * min(number(start, 2), 100), 12):
        if number(entry, 2) == _ORIENTATION:
            return number(entry + 8, 2)
    return 1
