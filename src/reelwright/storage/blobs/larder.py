"""A larder: a folder with copies of blobs that lie far away, the least used of which give way."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from reelwright.model.ids import Key
from reelwright.storage.blobs.place import place

_IN_USE: Final = 3_600.0
"""Seconds for which what was asked for stays, however full it gets: somebody may be reading it."""


class Larder:
    """Keeps at most about `bound` bytes in `folder`; more while all of it is in use."""

    def __init__(self, folder: Path, bound: int) -> None:
        self._folder, self._bound = folder, bound

    def find(self, key: Key) -> Path | None:
        """Return the copy of a blob, if there is one."""
        file = self._folder / place(key)
        try:
            os.utime(file)
        except FileNotFoundError:
            return None
        return file

    @contextmanager
    def laying(self, key: Key) -> Iterator[Path]:
        """Give a file to write a copy to, which then takes its place, whole."""
        file = self._folder / place(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_name(f".{secrets.token_hex(8)}.part")
        try:
            yield aside
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)
        self._make_room()

    def drop(self, key: Key) -> None:
        """Forget the copy of a blob."""
        (self._folder / place(key)).unlink(missing_ok=True)

    def _make_room(self) -> None:
        found: list[tuple[float, int, Path]] = []
        for file in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):
                facts = file.stat()
                found.append((facts.st_mtime, facts.st_size, file))
        total, now = sum(size for _, size, _ in found), time.time()
        for used, size, file in sorted(found):
            if total <= self._bound or now - used < _IN_USE:
                return
            file.unlink(missing_ok=True)
            total -= size
