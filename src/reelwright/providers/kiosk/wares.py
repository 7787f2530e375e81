"""What the kiosk sells: flat pictures and hummed words, the same for the same request."""

import hashlib
import io
import math
import re
import struct
import wave
import zlib
from array import array
from typing import Final

from reelwright.model.value import Json

RATE: Final = 24_000
_SYLLABLE: Final = 0.07
"""Seconds that a letter takes to be said."""


def picture(words: str, width: int, height: int, seed: int) -> bytes:
    """Return a PNG that goes from one colour to another, both of them those of the words."""
    drawn = hashlib.sha256(f"{words}/{seed}".encode()).digest()
    rows = bytearray()
    for row in range(height):
        share = row / max(1, height - 1)
        colour = bytes(
            round(top + (bottom - top) * share)
            for top, bottom in zip(drawn[:3], drawn[3:6], strict=True)
        )
        rows += b"\0" + colour * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def speech(text: str, speed: float) -> tuple[bytes, list[dict[str, Json]]]:
    """Return words as a hummed WAV, and when each is said, in samples."""
    sound, words = array("h"), list[dict[str, Json]]()
    for found in re.finditer(r"\S+", text):
        length = round(RATE * _SYLLABLE * len(found[0]) / speed)
        pitch = 180 + zlib.crc32(found[0].encode()) % 120
        start = len(sound)
        sound.extend(_hum(length, pitch))
        words.append(
            {"begin": found.start(), "end": found.end(), "start": start, "stop": len(sound)}
        )
    return _wav(sound), words


def _hum(length: int, pitch: float) -> list[int]:
    turn = 2 * math.pi * pitch / RATE
    return [
        round(9_000 * math.sin(turn * at) * math.sin(math.pi * at / length)) for at in range(length)
    ]


def _wav(sound: "array[int]") -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        written.writeframes(sound.tobytes())
    return file.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
