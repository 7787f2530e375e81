"""Tables of colours for FFmpeg's `haldclut`, which looks up what each R'G'B' becomes."""

from collections.abc import Callable
from functools import cache

import numpy as np
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame
from numpy.typing import NDArray

Codes = NDArray[np.float64]
"""R'G'B', 0 to 1, in the last axis."""

PLANAR = "gbrp16le"
"""The form of pixels to look up: three times as fast as any other here."""

_LEVEL = 8
"""Its square is the number of steps along each axis of the table."""


def hald(becomes: Callable[[Codes], Codes]) -> VideoFrame:
    """Return the table of a function, for frames in `PLANAR`."""
    return _table(_LEVEL, lambda codes: becomes(codes)[..., _order()])


def source(graph: Graph, like: VideoFrame) -> FilterContext:
    """Return where frames like that go into a graph."""
    size = f"video_size={like.width}x{like.height}:pix_fmt={like.format.name}"
    colour = f"colorspace={like.colorspace}:range={like.color_range}"
    return graph.add("buffer", f"{size}:{colour}:time_base=1/1:pixel_aspect=1/1")


def _table(level: int, becomes: Callable[[Codes], Codes]) -> VideoFrame:
    steps, side = level**2, level**3
    axis = np.linspace(0, 1, steps)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")  # red varies fastest
    codes = becomes(np.stack([red, green, blue], axis=-1))
    whole = np.rint(codes * 65_535).astype(np.uint16).reshape(side, side, 3)
    frame = VideoFrame.from_ndarray(whole, format="rgb48le")
    frame.pts = 0
    return frame


@cache
def _order() -> list[int]:
    """Return the order in which `haldclut` must be given red, green and blue.

    FFmpeg 8.1 reads the planes of a table, which are green, blue and red, as if they were red,
    green and blue; so one colour is looked up in a table that changes nothing.
    """
    asked = np.full((2, 2, 3), (60_000, 40_000, 20_000), np.uint16)
    pixel = VideoFrame.from_ndarray(asked, format="rgb48le")
    unchanged = _table(2, lambda codes: codes)
    graph = Graph()
    main, table = source(graph, pixel), source(graph, unchanged)
    planar, lookup = graph.add("format", PLANAR), graph.add("haldclut", "clut=first")
    main.link_to(planar)
    planar.link_to(lookup, 0, 0)
    table.link_to(lookup, 0, 1)
    lookup.link_to(graph.add("buffersink"))
    graph.configure()
    feed(graph, unchanged)
    pixel.pts = 0
    graph.vpush(pixel, 0)
    got = graph.vpull().to_ndarray(format="rgb48le")[0, 0]
    return [int(np.abs(got - wanted.astype(int)).argmin()) for wanted in asked[0, 0]]


def feed(graph: Graph, table: VideoFrame) -> None:
    """Give a graph the table it looks up in, at the second of its inputs."""
    graph.vpush(table, 1)
    graph.vpush(None, 1)
