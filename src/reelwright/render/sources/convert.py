"""Decoded frames made into BT.709 planes: turned upright, cut, scaled, their colours converted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

import numpy as np
from av.error import FFmpegError
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane

from reelwright.model.errors import Invalid
from reelwright.render.colour import Colour, Curve, Gamut, colour_of, has_alpha, to_screen
from reelwright.render.hald import PLANAR, feed, hald, source
from reelwright.render.pixels import Pixels
from reelwright.render.turn import Turn

_QUALITY = "flags=bicubic+accurate_rnd+full_chroma_int"
_PLAIN = "yuv420p"
_ALPHA = "yuva420p"
_EXACT = "yuv420p10le"
"""For another gamut: in 8 bits, its numbers are too far apart where ours are close together."""


def even(width: float, height: float) -> tuple[int, int]:
    """Return the nearest even width and height, 2 at least."""
    return max(2, round(width / 2) * 2), max(2, round(height / 2) * 2)


@dataclass(frozen=True, slots=True)
class Cut:
    """What is made of upright frames: a part of them, scaled, with black around or with alpha.

    `part` is left, top, width and height in pixels of the frame, None for all of it; `size` and
    `padded` are even. With `alpha` colours come multiplied by it; without, they lie on black.
    """

    size: tuple[int, int]
    part: tuple[int, int, int, int] | None = None
    padded: tuple[int, int] | None = None
    alpha: bool = False
    centred: bool = False
    """Whether chroma is to lie in the middle of its four pixels and not on their left."""

    @property
    def siting(self) -> str:
        """FFmpeg's name of where chroma is to lie."""
        return "center" if self.centred else "left"


class Converter:
    """Converts frames that are all of one size and coding."""

    def __init__(self, like: VideoFrame, turn: Turn, cut: Cut, *, codec: str) -> None:
        self._like, self._pushed = _coding(like), 0
        colour = colour_of(like)
        self._table = _table(colour.gamut, colour.curve) if colour.curve is not Curve.SDR else None
        self._graph = Graph()
        self._graph.threads = 1
        last = source(self._graph, like)
        looked_up = source(self._graph, self._table) if self._table else None
        for name, options in (*_filters(like, turn, cut, colour, codec), ("buffersink", "")):
            following = self._graph.add(name, options)
            last.link_to(following, 0, 0)
            if name == "haldclut" and looked_up:
                looked_up.link_to(following, 0, 1)
            last = following
        try:
            self._graph.configure()
        except FFmpegError as refused:
            raise Invalid(
                f"A video's pictures ({codec}, {like.format.name}, {like.width} x {like.height}) "
                f"cannot be converted: {refused.strerror}. Convert it to H.264 in yuv420p."
            ) from refused
        if self._table:
            feed(self._graph, self._table)

    def fits(self, frame: VideoFrame) -> bool:
        """Say whether `frame` is of the size and coding this one converts."""
        return _coding(frame) == self._like

    def convert(self, frame: VideoFrame) -> VideoFrame:
        """Return `frame` as YUV 4:2:0, with alpha if asked for and there, in BT.709, limited."""
        frame.pts, frame.time_base = self._pushed, Fraction(1)
        self._pushed += 1
        self._graph.vpush(frame, 0)
        return self._graph.vpull()


@cache
def _table(gamut: Gamut, curve: Curve) -> VideoFrame:
    return hald(lambda codes: to_screen(codes, gamut, curve))


def _coding(frame: VideoFrame) -> tuple[object, ...]:
    codes = (frame.colorspace, frame.color_range, frame.color_primaries, frame.color_trc)
    return (frame.width, frame.height, frame.format.name, *codes)


def planes_of(frame: VideoFrame) -> tuple[Pixels, ...]:
    """Return the planes of a frame, not copied: luma, chroma and, if it has any, alpha."""
    return tuple(_rows(plane) for plane in frame.planes)


def _rows(plane: VideoPlane) -> Pixels:
    memory = np.frombuffer(memoryview(plane), np.uint8)
    return memory.reshape(-1, plane.line_size)[: plane.height, : plane.width]


def _filters(
    like: VideoFrame, turn: Turn, cut: Cut, colour: Colour, codec: str
) -> Iterator[tuple[str, str]]:
    siting = _siting(colour, codec)
    form, size = like.format.name, turn.upright((like.width, like.height))
    if has_alpha(like):
        # Before anything is mixed with its neighbours, so that what is transparent has no colour.
        form, colour = "gbrap16le", replace(colour, matrix="rgb", full=True)
        yield "scale", f"{_QUALITY}:{_read(colour_of(like), siting)}:out_range=pc"
        yield from (("format", form), ("premultiply", "inplace=1"))
    elif colour.matrix != "rgb" and (turn != Turn() or _only_sited(like, cut, siting)):
        # At full resolution chroma has no side to lie on that turning would change; and FFmpeg
        # moves it to another only where it scales.
        form = "yuv444p10le" if like.format.components[0].bits > 8 else "yuv444p"
        yield "scale", f"{_QUALITY}:{_read(colour, siting)}:{_kept(colour)}"
        yield "format", form
    yield from turn.filters
    if cut.part:
        left, top, *size_ = cut.part
        size = (size_[0], size_[1])
        yield "crop", f"{size[0]}:{size[1]}:{left}:{top}:exact=1"
    wanted = _ALPHA if cut.alpha and has_alpha(like) else _PLAIN
    if colour.curve is not Curve.SDR:
        yield from _toned(cut, colour, siting, wanted)
    else:
        exact = wanted if colour.gamut is Gamut.BT709 else _EXACT
        if (form, size, siting) != (exact, cut.size, cut.siting):
            yield from _scaled(cut, colour, siting, exact)
        yield from _recoded(_scaled_colour(colour), wanted)
    if cut.padded:
        yield "pad", f"{cut.padded[0]}:{cut.padded[1]}:-1:-1:black"


def _only_sited(like: VideoFrame, cut: Cut, siting: str) -> bool:
    """Say whether chroma is to be moved in a picture that is not scaled."""
    return (cut.part or (0, 0, like.width, like.height))[2:] == cut.size and siting != cut.siting


def _scaled(cut: Cut, colour: Colour, siting: str, wanted: str) -> Iterator[tuple[str, str]]:
    """Yield what scales and thins out chroma; from RGB, what makes luma and chroma of it too."""
    how = f"{_read(colour, siting)}:{_kept(_scaled_colour(colour))}:out_chroma_loc={cut.siting}"
    yield "scale", f"{cut.size[0]}:{cut.size[1]}:{_QUALITY}:{how}"
    yield "format", wanted


def _scaled_colour(colour: Colour) -> Colour:
    return replace(colour, matrix="bt709", full=False) if colour.matrix == "rgb" else colour


def _toned(cut: Cut, colour: Colour, siting: str, wanted: str) -> Iterator[tuple[str, str]]:
    """Yield what brings HDR to a screen's range, through a table."""
    how = f"{_read(colour, siting)}:out_range=pc"
    yield "scale", f"{cut.size[0]}:{cut.size[1]}:{_QUALITY}:{how}"
    yield "format", "gbrap16le" if wanted == _ALPHA else PLANAR
    yield "haldclut", "clut=first"
    yield "scale", f"{_QUALITY}:{_kept(Colour())}:out_chroma_loc={cut.siting}"
    yield "format", wanted


def _recoded(colour: Colour, wanted: str) -> Iterator[tuple[str, str]]:
    """Yield what takes one matrix, range and gamut to another, without a detour through RGB."""
    if colour == Colour() or wanted == _ALPHA:  # what has alpha is BT.709 by now
        return
    given = f"ispace={_SPACES[colour.matrix]}:irange={_range(colour)}"
    gamut = f"iprimaries={_GAMUTS[colour.gamut]}:itrc=gamma22:primaries=bt709:trc=gamma22"
    fast = int(colour.gamut is Gamut.BT709)
    yield "colorspace", f"{given}:{gamut}:space=bt709:range=tv:fast={fast}:format=yuv420p"


# FFmpeg's `scale` and `colorspace` call matrices differently.
_SPACES = {
    "bt709": "bt709",
    "fcc": "fcc",
    "bt601": "smpte170m",
    "smpte240m": "smpte240m",
    "bt2020": "bt2020ncl",
}
_GAMUTS = {Gamut.BT709: "bt709", Gamut.P3: "smpte432", Gamut.BT2020: "bt2020"}


def _siting(colour: Colour, codec: str) -> str:
    """Return where chroma lies; FFmpeg's own default is the middle, PyAV tells nothing."""
    # JPEG and MPEG-1 put it in the middle; ITU-T H.265, E.3.1 has the corner for BT.2020, BT.2100.
    if codec in {"mjpeg", "mpeg1video", "webp"}:
        return "center"
    return "topleft" if colour.matrix == "bt2020" else "left"


def _range(colour: Colour) -> str:
    return "pc" if colour.full else "tv"


def _read(colour: Colour, siting: str) -> str:
    """Return how `scale` is to read what comes in."""
    matrix = "" if colour.matrix == "rgb" else f":in_color_matrix={colour.matrix}"
    return f"in_range={_range(colour)}{matrix}:in_chroma_loc={siting}"


def _kept(colour: Colour) -> str:
    return f"out_color_matrix={colour.matrix}:out_range={_range(colour)}"
