"""Blobs as files in one folder."""

import asyncio
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from reelwright.model.errors import NotFound, Unavailable
from reelwright.model.ids import Key
from reelwright.ports.shelf import GRACE, Kept, Label
from reelwright.storage.blobs.disk import Disk
from reelwright.storage.blobs.place import key_of, place

_PIECE: Final = 1 << 20


class LocalBlobs:
    """Keeps each blob in a file named by its key, in folders by the key's first two digits."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self._folder, self._disk = folder, disk or Disk()

    async def put(self, key: Key, data: bytes) -> None:
        """Keep `data` under `key`: written aside, synced and renamed, the name synced as well.

        Raises `Unavailable` where the folder cannot take it.
        """
        with self._writable():
            await asyncio.to_thread(self._write, self._place(key), data)

    async def take(self, file: Path) -> Key:
        """Keep the bytes of a file under their own SHA-256; return that."""
        key = await asyncio.to_thread(key_of, file)
        with self._writable():
            await asyncio.to_thread(self._copy, file, self._place(key))
        return key

    async def has(self, key: Key) -> bool:
        """Say whether there is a file for `key`."""
        return _renewed(self._place(key))

    async def get(self, key: Key) -> bytes:
        """Return what is kept under `key`."""
        path = await self.path(key)
        return await asyncio.to_thread(path.read_bytes)

    async def path(self, key: Key) -> Path:
        """Return the blob's own file."""
        place = self._place(key)
        if not place.is_file():
            raise NotFound(f"Nothing is kept under {key!r}.")
        return place

    def link(
        self, key: Key, label: Label, seconds: int, at: datetime, *, head: bool = False
    ) -> None:
        """Return None: the folder of a machine has no door to the street."""

    def kept(self) -> Iterator[Kept]:
        """Yield all that is kept, by when its file was last touched."""
        for file in self._folder.glob("??/*"):
            with suppress(FileNotFoundError, NotFound):
                facts, key = file.stat(), Key(file.name)
                place(key)
                yield Kept(key, facts.st_size, _moment(facts.st_mtime))

    def forget(self, key: Key, before: datetime) -> bool:
        """Remove the file of a blob unless it was touched since."""
        file = self._place(key)
        with suppress(FileNotFoundError):
            if _moment(file.stat().st_mtime) >= before:
                return False
            file.unlink()
        return True

    def tidy(self, before: datetime) -> int:
        """Remove what was written aside before a moment; return how many files."""
        left = [one for one in self._folder.glob("??/.*.part") if _touched(one) < before]
        for one in left:
            one.unlink(missing_ok=True)
        return len(left)

    def _place(self, key: Key) -> Path:
        return self._folder / place(key)

    def _write(self, place: Path, data: bytes) -> None:
        with self._aside(place) as file:
            if file is not None:
                file.write(data)

    def _copy(self, source: Path, place: Path) -> None:
        with self._aside(place) as file, source.open("rb") as there:
            if file is not None:
                shutil.copyfileobj(there, file, _PIECE)

    @contextmanager
    def _aside(self, place: Path) -> Iterator[BinaryIO | None]:
        """Give a file to write that then takes its place, synced; None where the place is taken."""
        if _renewed(place):
            self._disk.settle(place.parent)  # whoever took it may have died before doing so
            yield None
            return
        self._make(place.parent)
        aside = place.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with self._disk.create(aside) as file:
                yield file
                self._disk.sync(file)
            self._disk.rename(aside, place)
            self._disk.settle(place.parent)
        except BaseException:
            with suppress(OSError):  # the first error tells more; what is left, `tidy` removes
                self._disk.remove(aside)
            raise

    def _make(self, folder: Path) -> None:
        """Make a folder and those above it, each of which outlives a power failure."""
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            self._disk.make(one)
            self._disk.settle(one.parent)

    @contextmanager
    def _writable(self) -> Iterator[None]:
        try:
            yield
        except OSError as refused:
            raise Unavailable(
                f"The folder {self._folder} cannot be written: {refused.strerror}. "
                "Free some space, or choose another folder."
            ) from refused


def _renewed(file: Path) -> bool:
    """Say whether there is such a file, and make it young again if it is about to be old."""
    with suppress(FileNotFoundError):
        if time.time() - file.stat().st_mtime > GRACE.total_seconds() / 2:
            os.utime(file)
        return True
    return False


def _touched(file: Path) -> datetime:
    with suppress(FileNotFoundError):
        return _moment(file.stat().st_mtime)
    return datetime.max.replace(tzinfo=UTC)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
