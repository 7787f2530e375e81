"""A segment's frames, one after another, into coded ones."""

from collections.abc import Iterator

import av
import numpy as np

from reelwright.model.errors import Broken
from reelwright.render.encode.codecs import opened
from reelwright.render.encode.form import Coded, Format
from reelwright.render.planes import Pixels, Planes


class FrameBuffer:
    """A frame whose planes can be written, as the encoder reads it."""

    def __init__(self, width: int, height: int) -> None:
        self.frame = av.VideoFrame(width, height, "yuv420p")
        self.planes = Planes(*(_rows(plane) for plane in self.frame.planes))


def _rows(plane: av.video.plane.VideoPlane) -> Pixels:
    memory = np.frombuffer(memoryview(plane), np.uint8)
    return memory.reshape(-1, plane.line_size)[: plane.height, : plane.width]


class SegmentEncoder:
    """Encodes one segment as closed groups of pictures, in one thread.

    Two of these side by side fill two cores; one encoder with two threads does not.
    """

    def __init__(self, form: Format) -> None:
        self._context = opened(form)
        self._taken = self._given = 0

    def encode(self, frame: av.VideoFrame) -> Iterator[Coded]:
        """Take the next frame and yield what is ready; the frame may be reused afterwards."""
        frame.pts, frame.time_base = self._taken, self._context.time_base
        self._taken += 1
        yield from self._coded(frame)

    def finish(self) -> Iterator[Coded]:
        """Yield what is left."""
        yield from self._coded(None)
        if self._given != self._taken:
            raise Broken(f"The encoder took {self._taken} frames and gave {self._given}.")

    def _coded(self, frame: av.VideoFrame | None) -> Iterator[Coded]:
        for packet in self._context.encode(frame):
            if packet.pts is None:
                raise Broken("The encoder gave a frame without a time.")
            header = b"" if self._given else self._context.extradata or b""
            self._given += 1
            yield Coded(bytes(packet), packet.pts, packet.is_keyframe, header)
