"""A film's file opened for its segments and its sound: one whole file, or pieces as they come."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from reelwright.model.output import Kind
from reelwright.render.encode.form import Coded, CodedSound, Format
from reelwright.render.encode.mux import Mux
from reelwright.render.outputs.hls import Hls, folder
from reelwright.render.whole import whole


class Film(Protocol):
    """A film being written: segments and sound in order, then `finish`."""

    def add_segment(self, coded: Iterable[Coded], first: int) -> None:
        """Append a segment whose first frame is number `first` of the film."""

    def add_coded_sound(self, packets: Iterable[CodedSound]) -> None:
        """Append coded sound; it may be ahead of the pictures, and is drawn when they come."""

    def finish(self) -> None:
        """Write what is left."""


@contextmanager
def opened(
    out: Path, form: Format, segments: Sequence[int], judge: Callable[[Path], None]
) -> Iterator[Film]:
    """Give the film `out` to write to, whose segments will have `segments` frames.

    An HLS playlist can be watched from its first piece on; any other file appears whole. Either is
    gone after an error, or when `judge`, which is shown the whole film at last, raises something.
    """
    if form.kind is Kind.HLS:
        with Hls(out, form, segments) as hls:
            yield hls
            with hls.joined() as one:
                judge(one)
    else:
        with whole(out) as aside:
            with Mux(aside, form) as mux:
                yield mux
            judge(aside)


def size(out: Path, form: Format) -> int:
    """Return the bytes of all that a film consists of."""
    pieces = folder(out).iterdir() if form.kind is Kind.HLS else ()
    return sum(path.stat().st_size for path in (out, *pieces))
