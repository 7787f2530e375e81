"""A film as HLS: a playlist that can be watched while later scenes are still being made.

`film.m3u8` names a playlist in the folder `film.hls` beside it, which grows with each piece. What
it names is there, whole. Work that fails takes its pieces away, so that half a film never looks
like a whole one.
"""

import hashlib
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from reelwright.render.encode.form import Coded, CodedSound, Format
from reelwright.render.outputs import playlist
from reelwright.render.outputs.fragments import Piece, fragment, head
from reelwright.render.outputs.pieces import Pieces
from reelwright.render.whole import telling, whole

_PLAYLIST = "film.m3u8"


def folder(out: Path) -> Path:
    """Return the folder that the pieces of the film `out` lie in."""
    return out.with_suffix(".hls")


class Hls:
    """A film being published to the playlist `out`; its methods are those of `Mux`.

    `segments` are the numbers of frames of the segments to come. A piece is published as soon as
    its pictures and its sound are there, so the sound is best given first. An older film of that
    name makes way when this one begins.
    """

    def __init__(self, out: Path, form: Format, segments: Sequence[int]) -> None:
        self._out, self._folder, self._form = out, folder(out), form
        self._pieces = Pieces(form, segments)
        self._head, self._map, self._run_up, self._peak = b"", "", 0, 0
        self._named: list[playlist.Entry] = []

    def __enter__(self) -> Self:
        with telling(self._out):
            _clear(self._out)
            self._folder.mkdir()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind:
            with suppress(OSError):
                _clear(self._out)

    def add_segment(self, coded: Iterable[Coded], first: int) -> None:  # noqa: ARG002 - as in Mux
        """Append the segment whose first frame is number `first` of the film."""
        self._pieces.add(coded)
        self._publish()

    def add_coded_sound(self, packets: Iterable[CodedSound]) -> None:
        """Append coded sound; it may be ahead of the pictures, and is drawn when they come."""
        self._pieces.sound.add(packets)
        self._publish()

    def finish(self) -> None:
        """Publish what is left, and say that it is all."""
        self._publish(ended=True)

    @contextmanager
    def joined(self) -> Iterator[Path]:
        """Give a passing file that holds all there is of the film: its head and its pieces."""
        aside = self._out.with_name(f".{self._out.name}.{secrets.token_hex(4)}.part")
        try:
            with telling(self._out), aside.open("wb") as file:
                for name in (self._map, *(entry.name for entry in self._named)):
                    with (self._folder / name).open("rb") as piece:
                        shutil.copyfileobj(piece, file)
            yield aside
        finally:
            aside.unlink(missing_ok=True)

    def _publish(self, *, ended: bool = False) -> None:
        for piece in self._pieces.whole(ended=ended):
            if not self._named:
                self._begin(piece)
            data = fragment(self._form, piece, len(self._named) + 1, self._run_up)
            length = piece.frames / self._form.rate
            name = self._write(f"{len(self._named):05}", ".m4s", data)
            self._named.append(playlist.Entry(name, length))
            self._peak = max(self._peak, round(8 * len(data) / length))
            self._announce(ended=False)
        if ended:
            self._announce(ended=True)

    def _begin(self, piece: Piece) -> None:
        self._run_up = -piece.sound[0].first if piece.sound else 0
        self._head = head(self._form, piece)
        self._map = self._write("head", ".mp4", self._head)

    def _write(self, name: str, suffix: str, data: bytes) -> str:
        """Write a file and return its name, which is never that of another content."""
        named = f"{name}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"
        with whole(self._folder / named) as aside:
            aside.write_bytes(data)
        return named

    def _announce(self, *, ended: bool) -> None:
        """Rewrite the playlists; the one that grows first, for the other leads to it."""
        grown = playlist.pieces(self._map, self._named, self._pieces.longest, ended=ended)
        with whole(self._folder / _PLAYLIST) as aside:
            aside.write_text(grown)
        place = f"{self._folder.name}/{_PLAYLIST}"
        with whole(self._out) as aside:
            aside.write_text(playlist.master(self._form, self._head, place, self._peak))


def _clear(out: Path) -> None:
    """Take away a film of that name: its playlists, its head and its pieces."""
    out.unlink(missing_ok=True)
    pieces = folder(out)
    left = (*pieces.glob("head-*.mp4"), *pieces.glob("*.m4s"), *pieces.glob(".*.part"))
    for made in (pieces / _PLAYLIST, *left):
        made.unlink(missing_ok=True)
    if pieces.is_dir():
        pieces.rmdir()
