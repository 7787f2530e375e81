"""Where a text breaks into lines: between words, as evenly as it can be."""

from collections.abc import Callable
from itertools import pairwise

import regex

Span = tuple[int, int]
"""Characters `[begin, end)` of a text."""

Measure = Callable[[str], float]
"""Gives the width of a text on one line, in pixels."""

_SPACE = regex.compile(r"\s+")
_GRAPHEME = regex.compile(r"\X")
# No line begins with these (JIS X 4051, and closing marks anywhere), none ends with those.
_NOT_FIRST = regex.compile(
    r"[\p{Pe}\p{Pf}、。，．・：；？！!?,.:;%‰ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]"
)
_NOT_LAST = regex.compile(r"[\p{Ps}\p{Pi}]")


def wrap(text: str, ends: list[int], width: float, measure: Measure) -> list[Span]:
    """Return the fewest lines of at most `width` pixels, with the widest as narrow as may be.

    `ends` are where words end; a line may break at spaces and, where words touch, after a word. A
    word wider than the line breaks between its graphemes. Spaces at a break belong to no line.
    """
    pieces = [
        part for piece in _pieces(text, ends) for part in _fitting(text, piece, width, measure)
    ]
    return _even(text, pieces, width, measure)


def _pieces(text: str, ends: list[int]) -> list[Span]:
    spaces = [match.span() for match in _SPACE.finditer(text)]
    cuts = {0, len(text), *(end for end in ends if _may_break(text, end))}
    cuts |= {edge for span in spaces for edge in span}
    inside = {place for begin, end in spaces for place in range(begin + 1, end)}
    blank = {begin for begin, _ in spaces}
    bounds = sorted(cuts - inside)
    return [span for span in pairwise(bounds) if span[0] not in blank]


def _may_break(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    return not _NOT_FIRST.match(text, place) and not _NOT_LAST.match(text, place - 1)


def _fitting(text: str, piece: Span, width: float, measure: Measure) -> list[Span]:
    begin, end = piece
    if measure(text[begin:end]) <= width:
        return [piece]
    graphemes = [match.end() for match in _GRAPHEME.finditer(text, begin, end)]
    parts, start, last = [], begin, begin
    for place in graphemes:
        if last > start and measure(text[start:place]) > width:
            parts.append((start, last))
            start = last
        last = place if _may_break(text, place) or last == start else last
    return [*parts, (start, end)]


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
