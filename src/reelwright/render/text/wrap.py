"""How a text is set in lines: as few as can be, broken as its readers like it, evenly filled."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from itertools import accumulate, pairwise

import regex

from reelwright.render.text.breaks import legal, liked
from reelwright.render.text.clusters import clusters

Span = tuple[int, int]
"""Characters `[begin, end)` of a text."""

Measure = Callable[[str], float]
"""Gives the width of a text on one line, in pixels."""

_SPACE = regex.compile(r"[^\S\u00a0\u202f]*")  # a no-break space has the room it was given
_NOT_FIRST = regex.compile(r"[\p{Pe}\p{Pf}\p{Po}]")
_NOT_LAST = regex.compile(r"[\p{Ps}\p{Pi}]")


def wrap(text: str, ends: Collection[int], width: float, measure: Measure) -> list[Span]:
    """Return the fewest lines of at most `width` pixels, with the widest as narrow as may be.

    Lines break at spaces, between the words of scripts that write none and between the phrases of
    Chinese and Japanese; `ends`, where spoken words end, serve too where that saves a line. Only
    what is too wide for a line breaks elsewhere: where it is legal, else between its graphemes.
    Spaces at a break belong to no line.
    """
    kept = liked(text)
    torn = kept | (legal(text) & frozenset(ends))
    whole, parts = (_pieces(text, places, width, measure) for places in (kept, torn))
    saves = len(_filled(text, parts, width, measure)) < len(_filled(text, whole, width, measure))
    return _even(text, parts if saves else whole, width, measure)


def _pieces(text: str, places: Iterable[int], width: float, measure: Measure) -> list[Span]:
    """Return what stands between places to break at, cut further where it is too wide."""
    pieces: list[Span] = []
    for piece in _split(text, 0, len(text), places):
        if measure(text[slice(*piece)]) <= width:
            pieces.append(piece)
        else:
            for part in _split(text, *piece, legal(text)):
                pieces += _torn(text, part, width, measure)
    return pieces


def _split(text: str, begin: int, end: int, places: Iterable[int]) -> list[Span]:
    inside = sorted(place for place in places if begin < place < end)
    trimmed = (_trimmed(text, *span) for span in pairwise([begin, *inside, end]))
    return [(start, stop) for start, stop in trimmed if start < stop]


def _trimmed(text: str, begin: int, end: int) -> Span:
    start = _SPACE.match(text, begin, end)
    while end > begin and _SPACE.fullmatch(text, end - 1, end):
        end -= 1
    return (start.end() if start else begin), end


def _torn(text: str, piece: Span, width: float, measure: Measure) -> list[Span]:
    """Tear a word that is too wide between graphemes, but not before a closing mark."""
    begin, end = piece
    if measure(text[begin:end]) <= width:
        return [piece]
    edges = list(accumulate(map(len, clusters(text[begin:end])), initial=begin))
    parts, start = [], 0
    while start < len(edges) - 1:
        stop = _filling(text, edges, start, width, measure)
        parts.append((edges[start], edges[stop]))
        start = stop
    return parts


def _filling(text: str, edges: list[int], start: int, width: float, measure: Measure) -> int:
    """Return the edge at which a line from edge number `start` ends, as wide as it can be."""
    first = edges[start]
    most = bisect_right(
        edges, width, start + 2, len(edges), key=lambda place: measure(text[first:place])
    )
    if most == len(edges):
        return most - 1
    nice = (stop for stop in range(most - 1, start, -1) if _may_tear(text, edges[stop]))
    return next(nice, most - 1)


def _may_tear(text: str, place: int) -> bool:
    return not _NOT_FIRST.match(text, place) and not _NOT_LAST.match(text, place - 1)


def _even(text: str, pieces: list[Span], width: float, measure: Measure) -> list[Span]:
    """Fill lines greedily, then narrow the width as far as the number of lines allows."""
    lines = _filled(text, pieces, width, measure)
    narrow, wide = 0.0, width
    for _ in range(8):
        middle = (narrow + wide) / 2
        tried = _filled(text, pieces, middle, measure)
        if len(tried) > len(lines):
            narrow = middle
        else:
            lines, wide = tried, middle
    return lines


def _filled(text: str, pieces: list[Span], width: float, measure: Measure) -> list[Span]:
    lines: list[Span] = []
    for begin, end in pieces:
        if lines and measure(text[lines[-1][0] : end]) <= width:
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((begin, end))
    return lines
