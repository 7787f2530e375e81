"""A lower third: a name and what it is, beside a bar, on a panel that runs out into the picture."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reelwright.model.overlay import Title
from reelwright.render.canvas import Canvas
from reelwright.render.captions.look import WHITE, YELLOW, Rgba
from reelwright.render.captions.sheet import Mask, within
from reelwright.render.captions.stamp import Bounds
from reelwright.render.titles.element import Bar, Element, Entrance, Moving
from reelwright.render.titles.paragraph import Paragraph, Room, paragraph
from reelwright.render.titles.words import words

_SECOND: Rgba = (222, 226, 233, 255)
_PANEL: Rgba = (10, 11, 16, 176)
_LIGHTER = 560
_TYPE, _SMALL = 0.054, 0.034  # of the frame's shorter side
_MARGIN = 0.06  # of the width
_FOOT = {True: 0.745, False: 0.63}  # of the height, by whether it is wide: captions stand below
_WIDEST = {True: 0.5, False: 0.72}
# Of the name's size:
_AIR, _BAR, _GAP, _BETWEEN, _SLIDE = 0.42, 0.12, 0.42, 0.4, 0.45


@dataclass(frozen=True, slots=True)
class _Set:
    """Both paragraphs, where their ink begins and ends, and the frame."""

    name: Paragraph
    second: Paragraph
    top: float
    foot: float
    frame: tuple[int, int]

    @property
    def margin(self) -> float:
        return self.frame[0] * _MARGIN

    @property
    def text(self) -> float:
        """Where the lines begin, counted from the side they begin on."""
        return self.margin + self.name.size * (_BAR + _GAP)

    def bounds(self, begin: float, end: float) -> Bounds:
        """Return a stretch of the panel, counted from the side the lines begin on."""
        air, width = self.name.size * _AIR, self.frame[0]
        left, right = (width - end, width - begin) if self.name.rtl else (begin, end)
        return left, self.top - air, right, self.foot + air

    def lefts(self, one: Paragraph) -> list[float]:
        """Return where each line of a paragraph begins at its left."""
        width = self.frame[0]
        return [
            width - self.text - line.width if self.name.rtl else self.text for line in one.lines
        ]


def elements(title: Title, canvas: Canvas) -> Iterator[Element]:
    """Yield what is on the card, from the bottom up."""
    put = _set(title, canvas)
    slide = (put.name.size * _SLIDE * (1 if put.name.rtl else -1), 0.0)
    bar = put.bounds(put.margin, put.margin + put.name.size * _BAR)
    yield _panel(put)
    yield Bar(bar, (bar[0], bar[3]), YELLOW, put.frame)
    yield words(put.name, put.lefts(put.name), put.top, WHITE, put.frame, Entrance(slide, 0.2))
    if put.second.lines:
        top = put.foot - put.second.height
        lefts = put.lefts(put.second)
        yield words(put.second, lefts, top, _SECOND, put.frame, Entrance(slide, 0.4))


def _set(title: Title, canvas: Canvas) -> _Set:
    width, height = canvas.size
    short, wide = min(canvas.size), width > height
    room = Room(width * _WIDEST[wide], height * 0.24, 2)
    name = paragraph(title.text, title.language, short * _TYPE, room, leading=1.16)
    size = min(short * _SMALL, name.size * 0.7)
    second = paragraph(title.second, title.language, size, room, leading=1.3, weight=_LIGHTER)
    between = name.size * _BETWEEN if second.lines else 0.0
    foot = height * _FOOT[wide]
    return _Set(name, second, foot - name.height - between - second.height, foot, canvas.size)


def _panel(put: _Set) -> Moving:
    """Return the dark panel, even behind the text and running out beyond it."""
    reach = max(put.name.width, put.second.width)
    beyond = min(put.name.size * 3, put.frame[0] * 0.25)
    left, top, right, bottom = put.bounds(put.margin, put.text + reach + beyond)
    box = within((left, top, right, bottom), put.frame)
    across = np.arange(box.left, box.right, dtype=np.float32) + 0.5
    past = (left + beyond - across) if put.name.rtl else (across - (right - beyond))
    share = np.clip(past / beyond, 0, 1)
    fading = 1 - share * share * (3 - 2 * share)
    rows = np.arange(box.top, box.bottom, dtype=np.float32)
    inside = np.clip(np.minimum(rows + 1 - top, bottom - rows), 0, 1)
    covered = inside[:, None] * fading[None] * 255 + 0.5
    return Moving(((Mask(box, np.asarray(covered, np.uint8)), _PANEL),))
