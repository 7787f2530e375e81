"""Coded sound set aside until it is known to be good, on the disk where it is long."""

import struct
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from reelwright.model.errors import Unavailable
from reelwright.render.encode.form import CodedSound

_ROOM = 4_000_000
"""Bytes kept in memory: some three minutes."""

_HEAD = struct.Struct("<Iqi")  # bytes of the packet, its first sample, its samples


class Spool:
    """Packets of sound, taken in order and given back in order, once or more."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_ROOM)  # noqa: SIM115 - closed by `__exit__`
        self._packets = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, one: CodedSound) -> None:
        """Append a packet; `Unavailable` where there is no room for it."""
        try:
            self._file.write(_HEAD.pack(len(one.data), one.first, one.samples) + one.data)
        except OSError as refused:
            raise Unavailable(
                f"The film's sound has no folder to wait in: {refused.strerror}. Free some space, "
                "or set TMPDIR to a folder that has it."
            ) from refused
        self._packets += 1

    def __iter__(self) -> Iterator[CodedSound]:
        self._file.seek(0)
        for _ in range(self._packets):
            size, first, samples = _HEAD.unpack(self._file.read(_HEAD.size))
            yield CodedSound(self._file.read(size), first, samples)
