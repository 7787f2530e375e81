"""What frames and sound are coded into, and what one coded frame or stretch of sound is."""

from dataclasses import dataclass
from fractions import Fraction

import av

from reelwright.model.brief import Quality
from reelwright.model.output import Codec, Kind
from reelwright.model.value import Json

BUILD: tuple[str | int, ...] = (av.__version__, *av.library_versions["libavcodec"])
"""Which encoders these are; others may code the same frames into other bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """The frame size in pixels, the frame rate, how much work the encoder does, and which it is.

    `hardware` names an encoder of this machine to use instead of the codec's own. `title` and
    `language`, an ISO 639-2/T code, are what the file tells of the film and of its speech.
    """

    width: int
    height: int
    rate: Fraction
    quality: Quality
    codec: Codec = Codec.H264
    kind: Kind = Kind.MP4
    hardware: str | None = None
    title: str | None = None
    language: str | None = None

    def write(self) -> Json:
        """Return as JSON what the bytes of a segment depend on besides its frames.

        The kind of file is not among it, nor what that tells: pictures coded for an MP4 serve an
        HLS playlist as well.
        """
        size: list[Json] = [self.width, self.height, str(self.rate)]
        return [*size, self.quality, self.codec, self.hardware, *BUILD]


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded frame, in the order of decoding: its bytes, and when it shows in its segment.

    The first of a segment carries the `header` all of it is decoded with: its parameter sets.
    """

    data: bytes
    shown: int
    key: bool
    header: bytes = b""


@dataclass(frozen=True, slots=True)
class CodedSound:
    """Coded sound that is heard from sample `first` of the film on, for `samples` samples.

    The first of a film begins before 0: the encoder's run-up, which players leave out.
    """

    data: bytes
    first: int
    samples: int
