"""A film's file being written: segments in order, sound alongside, never coded again."""

from collections.abc import Iterable
from contextlib import nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from av.error import FFmpegError

from reelwright.model.output import Kind
from reelwright.render.encode.form import Coded, CodedSound, Format
from reelwright.render.encode.sound import SoundQueue
from reelwright.render.encode.tracks import Tracks
from reelwright.render.sources.sound import RATE

# The index comes before the content, so that a film plays while it is being fetched. An MP4's edit
# lists are in its own ticks, which a thousandth of a second would be too coarse for.
_MP4 = {"movflags": "+faststart", "movie_timescale": str(RATE)}
_CONTAINERS = {
    Kind.MP4: ("mp4", _MP4),
    Kind.MOV: ("mov", _MP4),
    Kind.WEBM: ("webm", {"cues_to_front": "1"}),
}


class Mux:
    """A film being written to `path`: an MP4, MOV or WebM file, as its format says.

    Segments are joined and sound is laid alongside as they are added. What stays in memory is the
    index, five kilobytes for each second.
    """

    def __init__(self, path: Path, form: Format) -> None:
        self._tracks = Tracks(str(path), form, *_CONTAINERS[form.kind])
        self._form, self._frames = form, 0
        self._sound = SoundQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Closing writes the index; after a failure that would only fail again and hide the first.
        with suppress(FFmpegError) if kind else nullcontext():
            self._tracks.close()

    def add_segment(self, coded: Iterable[Coded], first: int) -> None:
        """Append a segment whose first frame is number `first` of the film."""
        self._frames = self._tracks.show(coded, first, self._frames)
        self._lay_sound()

    def add_coded_sound(self, packets: Iterable[CodedSound]) -> None:
        """Append coded sound; it may be ahead of the pictures, and is drawn when they come."""
        self._sound.add(packets)
        self._lay_sound()

    def finish(self) -> None:
        """Write what is left of the sound."""
        for packet in self._sound.until():
            self._tracks.hear(packet)

    def _lay_sound(self) -> None:
        for packet in self._sound.until(self._frames / self._form.rate * RATE):
            self._tracks.hear(packet)
