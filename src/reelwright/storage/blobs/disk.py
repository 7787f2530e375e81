"""The calls by which a file comes to lie on a disk for good; each may fail, or be the last one."""

import os
from pathlib import Path
from typing import BinaryIO


class Disk:
    """A machine's disk. What was not synced may be gone after a power failure, names as well."""

    def make(self, folder: Path) -> None:
        """Make a folder, if it is not there."""
        folder.mkdir(exist_ok=True)

    def create(self, file: Path) -> BinaryIO:
        """Open a new file to write to."""
        return file.open("xb")

    def sync(self, file: BinaryIO) -> None:
        """Let what was written outlive a power failure."""
        file.flush()
        os.fsync(file.fileno())

    def rename(self, file: Path, place: Path) -> None:
        """Give a file another name, in place of what has it."""
        file.replace(place)

    def settle(self, folder: Path) -> None:
        """Let the names in a folder outlive a power failure."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, file: Path) -> None:
        """Remove a file, if it is there."""
        file.unlink(missing_ok=True)
