"""Blobs as files in one folder."""

import asyncio
import os
import secrets
from pathlib import Path

from reelwright.model.errors import NotFound, Unavailable
from reelwright.model.ids import Key


class LocalBlobs:
    """Keeps each blob in a file named by its key, in folders by the key's first two digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, key: Key, data: bytes) -> None:
        """Keep `data` under `key`: written aside, synced and renamed.

        Raises `Unavailable` where the folder cannot take it.
        """
        try:
            await asyncio.to_thread(self._write, self._place(key), data)
        except OSError as refused:
            raise Unavailable(
                f"The folder {self._folder} cannot be written: {refused.strerror}. "
                "Free some space, or choose another folder."
            ) from refused

    async def has(self, key: Key) -> bool:
        """Say whether there is a file for `key`."""
        return self._place(key).is_file()

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

    def _place(self, key: Key) -> Path:
        if len(key) != 64 or not set(key) <= set("0123456789abcdef"):
            raise NotFound(f"{key[:80]!r} is not the key of a blob.")
        return self._folder / key[:2] / key

    def _write(self, place: Path, data: bytes) -> None:
        if place.is_file():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with aside.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(place)
        finally:
            aside.unlink(missing_ok=True)
