"""Names of things: a scene within its storyboard, and content by the hash of what made it."""

import hashlib
import json
import secrets
import threading
from datetime import datetime
from typing import Annotated, NewType
from uuid import UUID

from pydantic import StringConstraints

from reelwright.model.value import Json

SceneId = NewType("SceneId", str)
Key = NewType("Key", str)
"""A content key: the SHA-256 of what made a thing, in lower-case hexadecimal."""

_LENGTH, _DIGITS = 64, frozenset("0123456789abcdef")

Source = Annotated[str, StringConstraints(min_length=1, max_length=1_024)]
"""A media file: a content key, or a path beside the timeline's own file."""


def scene_id(number: int) -> SceneId:
    """Return the id of the `number`th scene of a storyboard, counted from one."""
    return SceneId(f"scene-{number}")


def is_key(name: str) -> bool:
    """Say whether a name has the form of a content key."""
    return len(name) == _LENGTH and set(name) <= _DIGITS


def content_key(*made_of: Json) -> Key:
    """Return the key of whatever is made from exactly these inputs.

    The same inputs give the same key in every process and version of Python.
    """
    canonical = json.dumps(made_of, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Key(hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest())


def seed_of(*made_of: Json) -> int:
    """Return a seed below 2**63 for whatever is made from exactly these inputs."""
    return int(content_key(*made_of)[:16], 16) >> 1


class _Sequence:
    """Numbers of 122 bits, a moment in milliseconds and then chance, each more than the last."""

    def __init__(self) -> None:
        self._last, self._lock = 0, threading.Lock()

    def following(self, milliseconds: int) -> int:
        """Return the next number: of this moment, or a little more than the last one."""
        number = milliseconds << 74 | secrets.randbits(74)
        with self._lock:
            if 0 <= self._last - number < _BACK << 74:
                number = self._last + 1 + secrets.randbits(56)
            self._last = number
        return number


_BACK = 60_000
"""Milliseconds. A clock set back by more than that is followed, and ids begin again from there."""

_IDS = _Sequence()


def new_id(at: datetime) -> str:
    """Return a new id that sorts by its age: a UUID of version 7 (RFC 9562, 5.7), lower case.

    It is greater than the last of this process, unless `at` is a minute before that one's moment:
    within one millisecond chance counts on from the last, by up to 2**56 (method 2 of 6.2 there).
    """
    number = _IDS.following(int(at.timestamp() * 1000))
    time_and_chance, rest = number >> 62, number & (1 << 62) - 1
    time, chance = time_and_chance >> 12, time_and_chance & 0xFFF
    return str(UUID(int=time << 80 | 0x7 << 76 | chance << 64 | 0b10 << 62 | rest))
