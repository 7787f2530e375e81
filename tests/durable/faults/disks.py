"""Disks that fail, and disks that remember what a power failure would leave of them."""

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reelwright.storage.blobs.disk import Disk


class _File(io.FileIO):
    """A file that tells of each write before it is done."""

    def __init__(self, file: Path, tell: Callable[[Path, bytes], bytes]) -> None:
        super().__init__(file, "xb")
        self._path, self._tell = file, tell

    def write(self, data: Any) -> int:
        return super().write(self._tell(self._path, bytes(data)))


class Watched(Disk):
    """A disk whose every call is first told to `call`, with its name and what it is about.

    A write is told with its data, and writes what `call` returns.
    """

    def call(self, name: str, *given: Any) -> Any:
        raise NotImplementedError

    def make(self, folder: Path) -> None:
        self.call("make", folder)
        super().make(folder)

    def create(self, file: Path) -> Any:
        self.call("create", file)
        return io.BufferedWriter(_File(file, lambda path, data: self.call("write", path, data)))

    def sync(self, file: Any) -> None:
        file.flush()
        self.call("sync", Path(file.name))
        super().sync(file)

    def rename(self, file: Path, place: Path) -> None:
        self.call("rename", file, place)
        super().rename(file, place)

    def settle(self, folder: Path) -> None:
        self.call("settle", folder)
        super().settle(folder)

    def remove(self, file: Path) -> None:
        self.call("remove", file)
        super().remove(file)


class Faulty(Watched):
    """A disk whose calls fail with a number of `errno`: the `first`, counted from one, and on.

    `last` is the last that fails; a disk that is full stays so. Without a number, a write is short.
    """

    def __init__(self, first: int, last: int, number: int | None) -> None:
        self.calls: list[str] = []
        self._failing, self._number = range(first, last + 1), number

    def call(self, name: str, *given: Any) -> Any:
        self.calls.append(name)
        if len(self.calls) in self._failing:
            if self._number is None:
                return given[-1][:1]
            raise OSError(self._number, "The disk is at its end")
        return given[-1]


@dataclass
class _Content:
    """What is in a file: all of it, and how much is on the disk for good."""

    data: bytearray = field(default_factory=bytearray)
    synced: int = 0


class Remembered(Watched):
    """A disk that knows what it did, and so what a power failure would leave at any point."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.done: list[tuple[Any, ...]] = []

    def call(self, name: str, *given: Any) -> Any:
        self.done.append((name, *given))
        return given[-1]

    def leave(self, cut: int, folder: Path, kept: Callable[[], bool]) -> None:
        """Write to `folder` what is left after so many calls; `kept` draws what was not synced."""
        after = _After(self._root, kept)
        for name, *given in self.done[:cut]:
            getattr(after, name)(*given)
        after.leave(folder)


class _After:
    """A folder as it is, and as it is on the disk for good."""

    def __init__(self, root: Path, kept: Callable[[], bool]) -> None:
        self._root, self._kept = root, kept
        self._now: dict[Path, _Content | None] = {}
        self._settled: dict[Path, _Content | None] = {}

    def make(self, folder: Path) -> None:
        self._now[folder] = None

    def create(self, file: Path) -> None:
        self._now[file] = _Content()

    def write(self, file: Path, data: bytes) -> None:
        self._now[file].data.extend(data)

    def sync(self, file: Path) -> None:
        self._now[file].synced = len(self._now[file].data)

    def rename(self, file: Path, place: Path) -> None:
        self._now[place] = self._now.pop(file)

    def remove(self, file: Path) -> None:
        self._now.pop(file, None)

    def settle(self, folder: Path) -> None:
        self._settled = {
            **{path: content for path, content in self._settled.items() if path.parent != folder},
            **{path: content for path, content in self._now.items() if path.parent == folder},
        }

    def leave(self, folder: Path) -> None:
        for path, content in sorted(self._left(), key=lambda one: one[0]):
            place = folder / path.relative_to(self._root)
            if not place.parent.is_dir():
                continue  # its folder has no name any more
            if content is None:
                place.mkdir()
            else:
                place.write_bytes(content.data if self._kept() else content.data[: content.synced])

    def _left(self) -> Iterator[tuple[Path, _Content | None]]:
        for path in {**self._now, **self._settled}:
            names = [kept[path] for kept in (self._settled, self._now) if path in kept]
            changed = len(names) == 1 or names[0] is not names[1]
            if not changed or (path in self._now) is self._kept():
                yield path, names[-1]
            elif path in self._settled:
                yield path, names[0]


ALL, NOTHING = (lambda: True), (lambda: False)


def lots(seed: int) -> Callable[[], bool]:
    """Return what draws each by lot."""
    chance = random.Random(seed)
    return lambda: chance.random() < 0.5
