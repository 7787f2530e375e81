"""Where a blob lies in any store: under its key, in a folder named by the first two digits."""

import hashlib
from pathlib import Path

from reelwright.model.errors import NotFound
from reelwright.model.ids import Key, is_key


def place(key: Key) -> str:
    """Return the relative path of a blob; `NotFound` for what is no key, whatever else it is."""
    if not is_key(key):
        raise NotFound(f"{key[:80]!r} is not the key of a blob.")
    return f"{key[:2]}/{key}"


def key_of(file: Path) -> Key:
    """Return the key under which the bytes of a file are kept by themselves: their SHA-256."""
    with file.open("rb") as there:
        return Key(hashlib.file_digest(there, "sha256").hexdigest())
