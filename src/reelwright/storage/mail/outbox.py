"""Mail that stays here: each letter a file, for the one who runs the server to read."""

import os
from pathlib import Path
from typing import Final

from reelwright.model.errors import Unavailable
from reelwright.ports.records.letters import Letter
from reelwright.storage.mail.message import written

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Outbox:
    """Writes letters into a folder as `<id>.eml`, readable by nobody else on this machine."""

    def __init__(self, folder: Path, sender: str = "Reelwright <reelwright@localhost>") -> None:
        self._folder, self._sender = folder, sender

    def send(self, letter: Letter) -> None:
        """Write a letter, whole or not at all; `Unavailable` where the folder takes none."""
        text = bytes(written(letter, self._sender, "8bit"))
        half, whole = (self._folder / f"{letter.id}{end}" for end in (".part", ".eml"))
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(half, _NEW, 0o600), "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            half.replace(whole)
        except OSError as full:
            reason = full.strerror or "it failed"
            raise Unavailable(f"Mail cannot be written to {self._folder}: {reason}.") from full
