"""The bare encoder: ready-made frames from a mapped file through two x264s of one thread each.

    python -m benchmarks.render.bare FRAMES.yuv WIDTH HEIGHT RATE OUT

The best way found to make two cores encode. Each process encodes half of the frames into
OUT.0.mp4 and OUT.1.mp4; nothing is composed, and no file of frames is written.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from multiprocessing import Process
from pathlib import Path

import av
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray

from benchmarks.render.settings import X264

PROCESSES = 2


def mapped(path: Path, width: int, height: int) -> NDArray[np.uint8]:
    """Return the frames of a raw 4:2:0 file, mapped: rows of luma, then those of the chroma."""
    rows = height * 3 // 2
    count = path.stat().st_size // (rows * width)
    return np.memmap(path, np.uint8, "r", shape=(count, rows, width))


def encode(
    frames: Iterable[NDArray[np.uint8]],
    out: Path,
    rate: int,
    codec: str,
    options: Mapping[str, str],
) -> None:
    """Encode frames, each as rows of the three planes, into the file `out`, in one thread."""
    with av.open(str(out), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        if not isinstance(stream, VideoStream):
            raise TypeError(f"{codec} codes no pictures.")
        stream.pix_fmt, stream.time_base = "yuv420p", Fraction(1, rate)
        stream.codec_context.time_base = Fraction(1, rate)
        stream.codec_context.thread_count = 1
        stream.options = dict(options)
        for number, data in enumerate(frames):
            if number == 0:
                stream.width, stream.height = data.shape[1], data.shape[0] * 2 // 3
            frame = av.VideoFrame.from_numpy_buffer(data, format="yuv420p")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _half(raw: Path, size: Sequence[int], part: int, out: str) -> None:
    width, height, rate = size
    frames = mapped(raw, width, height)
    first, stop = (len(frames) * edge // PROCESSES for edge in (part, part + 1))
    encode(frames[first:stop], Path(f"{out}.{part}.mp4"), rate, "libx264", X264)


def main() -> None:
    raw, width, height, rate, out = sys.argv[1:]
    size = int(width), int(height), int(rate)
    halves = [Process(target=_half, args=(Path(raw), size, part, out)) for part in range(PROCESSES)]
    for half in halves:
        half.start()
    for half in halves:
        half.join()
    sys.exit(any(half.exitcode for half in halves))


if __name__ == "__main__":
    main()
