"""A film as a GIF: small, silent, in the 255 colours that suit the whole of it best."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import ceil
from pathlib import Path

import av
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.format import VideoFormat
from av.video.frame import VideoFrame

from reelwright.model.time import Rate
from reelwright.model.timeline import Timeline
from reelwright.render.media import Media
from reelwright.render.outputs.frames import Frames
from reelwright.render.outputs.picture import scaled, to_bgr, within
from reelwright.render.planes import Pixels

LONGEST_SIDE = 480
"""Pixels, at most."""

MOST_FRAMES = 15
"""Per second, at most; the frames shown are every second, third … of the film's."""

_LOOKED_AT = 40  # frames that the colours are chosen from
_TICK = Fraction(1, 100)  # seconds, in which a GIF counts time


def write(timeline: Timeline, media: Media, path: Path, told: Callable[[int, int], None]) -> None:
    """Write a film as a GIF; `told` hears of frames done of how many, and may raise."""
    frames, rate = Frames(timeline, media), timeline.rate
    size = within((timeline.width, timeline.height), LONGEST_SIDE)
    shown = range(0, frames.plan.frames, step(rate))

    def picture(number: int) -> Pixels:
        return to_bgr(scaled(frames.show(number), size))

    painter = Painter(size, (picture(number) for number in shown[:: len(shown) // _LOOKED_AT + 1]))
    last = _ticks(frames.plan.frames, rate) - _ticks(shown[-1], rate)
    options = {"fflags": "+bitexact", "final_delay": str(last)}
    with av.open(str(path), "w", format="gif", options=options) as file:
        stream = file.add_stream("gif", rate=100)
        stream.width, stream.height, stream.pix_fmt = *size, "pal8"
        stream.codec_context.time_base = _TICK
        for done, number in enumerate(shown, start=1):
            for painted in painter.paint(picture(number), _ticks(number, rate)):
                file.mux(stream.encode(painted))
            told(done, len(shown))
        for painted in painter.finish():
            file.mux(stream.encode(painted))
        file.mux(stream.encode(None))


def step(rate: Rate) -> int:
    """Return how many frames of a film one frame of its GIF stands for."""
    return ceil(rate.per_second / MOST_FRAMES)


def _ticks(frame: int, rate: Rate) -> int:
    return rate.time(frame).samples(100)


class Painter:
    """Paints pictures in 255 colours, chosen to suit all of `examples`.

    What falls between two colours is a fixed pattern of both, which stands still where the picture
    does; noise (error diffusion) would crawl, and cost a third more bytes.
    """

    def __init__(self, size: tuple[int, int], examples: Iterable[Pixels]) -> None:
        palette = _palette(size, examples)
        self._graph = Graph()
        self._source = _source(self._graph, size, "bgr24")
        colours = _source(self._graph, (palette.width, palette.height), palette.format.name)
        use = self._graph.add("paletteuse", "dither=bayer:bayer_scale=4:diff_mode=rectangle")
        self._sink = self._graph.add("buffersink")
        self._source.link_to(use, 0, 0)
        colours.link_to(use, 0, 1)
        use.link_to(self._sink)
        self._graph.configure()
        colours.push(palette)
        colours.push(None)

    def paint(self, picture: Pixels, tick: int) -> Iterator[VideoFrame]:
        """Take the picture shown from `tick` on and yield what is ready."""
        self._source.push(_frame(picture, tick))
        yield from _pulled(self._sink)

    def finish(self) -> Iterator[VideoFrame]:
        """Yield what is left."""
        self._source.push(None)
        yield from _pulled(self._sink)


def _palette(size: tuple[int, int], examples: Iterable[Pixels]) -> VideoFrame:
    graph = Graph()
    source, choose = _source(graph, size, "bgr24"), graph.add("palettegen")
    sink = graph.add("buffersink")
    source.link_to(choose)
    choose.link_to(sink)
    graph.configure()
    for tick, example in enumerate(examples):
        source.push(_frame(example, tick))
    source.push(None)
    (palette,) = _pulled(sink)
    return palette


def _source(graph: Graph, size: tuple[int, int], layout: str) -> FilterContext:
    form = VideoFormat(layout, *size)
    return graph.add_buffer(width=size[0], height=size[1], format=form, time_base=_TICK)


def _frame(picture: Pixels, tick: int) -> VideoFrame:
    frame = VideoFrame.from_ndarray(picture, format="bgr24")
    frame.pts, frame.time_base = tick, _TICK
    return frame


def _pulled(sink: FilterContext) -> Iterator[VideoFrame]:
    while True:
        try:
            frame = sink.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, VideoFrame):
            yield frame
