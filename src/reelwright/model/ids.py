"""Names of things: a scene within its storyboard, and content by the hash of what made it."""

import hashlib
import json
import secrets
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


def new_id(at: datetime) -> str:
    """Return a new id that sorts by its age: a UUID of version 7 (RFC 9562, 5.7), lower case."""
    milliseconds = int(at.timestamp() * 1000)
    number = milliseconds << 80 | secrets.randbits(80)
    number = number & ~(0xF000 << 64) | 0x7000 << 64
    number = number & ~(0xC000 << 48) | 0x8000 << 48
    return str(UUID(int=number))
