"""What was coded once, by content key, in a folder: segments and sound tracks."""

import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reelwright.model.ids import Key
from reelwright.model.value import Json

_DIGEST = hashlib.sha256().digest_size
_ASIDE = ".part"
_ABANDONED = 3600  # seconds


@dataclass(frozen=True, slots=True)
class Entry:
    """Parts of bytes, and what is to be known of them."""

    facts: Json
    parts: tuple[bytes, ...]


class Cache:
    """Entries in files below `folder`, at most `room` bytes of them after `trim`.

    What is damaged or half-written counts as not there. A folder that cannot be written keeps
    nothing, and nothing is lost but time.
    """

    def __init__(self, folder: Path, room: int = 4 * 2**30) -> None:
        self._folder, self._room = folder, room

    def get(self, key: Key) -> Entry | None:
        """Return the entry of `key`, if it is there and whole."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            # Set, as file systems are often mounted so that reading sets no time.
            os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))
        except OSError:
            return None
        body, digest = data[:-_DIGEST], data[-_DIGEST:]
        return _read(body) if hashlib.sha256(body).digest() == digest else None

    def put(self, key: Key, entry: Entry) -> None:
        """Keep an entry; it is there whole or not at all."""
        path, body = self._path(key), _written(entry)
        aside = path.with_suffix(f".{secrets.token_hex(4)}{_ASIDE}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(body + hashlib.sha256(body).digest())
            aside.replace(path)
        except OSError:
            with suppress(OSError):
                aside.unlink()

    def trim(self) -> None:
        """Let go of what was used longest ago, until the rest fits its room."""
        with suppress(OSError):
            for path in self._stale():
                path.unlink(missing_ok=True)

    def _stale(self) -> Iterator[Path]:
        """Yield what there is no room for, and what a process that died was writing."""
        found = [(path.stat(), path) for path in self._folder.glob("*/*")]
        used = 0
        for facts, path in sorted(found, key=lambda one: one[0].st_atime_ns, reverse=True):
            if path.suffix == _ASIDE:
                if time.time() - facts.st_mtime > _ABANDONED:
                    yield path
            else:
                used += facts.st_size
                if used > self._room:
                    yield path

    def _path(self, key: Key) -> Path:
        return self._folder / key[:2] / f"{key}.coded"


def _written(entry: Entry) -> bytes:
    sizes: Sequence[int] = [len(part) for part in entry.parts]
    head = json.dumps({"sizes": sizes, "facts": entry.facts}).encode()
    return b"".join([len(head).to_bytes(8, "little"), head, *entry.parts])


def _read(body: bytes) -> Entry:
    start = 8 + int.from_bytes(body[:8], "little")
    head = json.loads(body[8:start])
    parts = []
    for size in head["sizes"]:
        parts.append(body[start : start + size])
        start += size
    return Entry(head["facts"], tuple(parts))
