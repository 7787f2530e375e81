"""Fragments of an MP4: the head that all are played with, and the pieces of film that follow it.

FFmpeg writes them; each call here is a file of its own, of which only the boxes wanted are kept
(ISO/IEC 14496-12, 8.8: `moov` is the head, `moof` and `mdat` a piece).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reelwright.render.encode.form import Coded, CodedSound, Format
from reelwright.render.encode.tracks import Tracks

# delay_moov has FFmpeg write edit lists, which take the pictures' reordering and the sound's run-up
# off, so that both begin at 0. (Negative offsets instead would put the pictures late in FFmpeg.)
_HEAD = "frag_custom+delay_moov+default_base_moof"


@dataclass(frozen=True, slots=True)
class Piece:
    """Frames of a film from number `first` on, as coded segments, and the sound heard with them."""

    first: int
    segments: tuple[Sequence[Coded], ...]
    sound: tuple[CodedSound, ...]

    @property
    def frames(self) -> int:
        """The number of its frames."""
        return sum(map(len, self.segments))


def head(form: Format, begin: Piece) -> bytes:
    """Return the head of the film that begins with a piece."""
    return _boxes(_file(form, begin, 0, {"movflags": _HEAD}), b"ftyp", b"moov")


def fragment(form: Format, piece: Piece, number: int, run_up: int) -> bytes:
    """Return a piece as fragment `number`, from 1, of a film.

    `run_up` is the number of samples by which the first coded sound of the film precedes it.
    """
    options = {"movflags": f"{_HEAD}+frag_discont", "fragment_index": str(number)}
    # Where a file begins amid a film, FFmpeg takes times as they are heard for times as they are
    # decoded, which for sound are later by the run-up.
    return _boxes(_file(form, piece, run_up, options), b"moof", b"mdat")


def _file(form: Format, piece: Piece, delay: int, options: dict[str, str]) -> bytes:
    file = BytesIO()
    tracks, at = Tracks(file, form, "mp4", options), piece.first
    for coded in piece.segments:
        at = tracks.show(coded, at, at)
    for one in piece.sound:
        tracks.hear(one, delay)
    tracks.close()
    return file.getvalue()


def _boxes(file: bytes, *kinds: bytes) -> bytes:
    return b"".join(box for box in boxes(file) if box[4:8] in kinds)


def boxes(content: bytes) -> Iterator[bytes]:
    """Yield the boxes that lie side by side in `content`, each with its size and kind in front."""
    at = 0
    while at < len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        yield content[at : at + size]
        at += size
