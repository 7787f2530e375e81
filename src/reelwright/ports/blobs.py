"""Keeping bytes under the hash of what they are or of what made them."""

from pathlib import Path
from typing import Protocol

from reelwright.model.ids import Key


class Blobs(Protocol):
    """Keeps bytes. What was put under a key is never changed, only forgotten."""

    async def put(self, key: Key, data: bytes) -> None:
        """Keep `data` under `key`, whole or not at all; what is there already stays."""
        ...

    async def take(self, file: Path) -> Key:
        """Keep the bytes of a file, in constant memory, under their own SHA-256; return that."""
        ...

    async def has(self, key: Key) -> bool:
        """Say whether something is kept under `key`."""
        ...

    async def get(self, key: Key) -> bytes:
        """Return what is kept under `key`; `NotFound` if nothing is."""
        ...

    async def path(self, key: Key) -> Path:
        """Return a local file with what is kept under `key`, to read; `NotFound` if nothing is."""
        ...
