"""A title in the middle of the frame: its text, a thin rule, and the second line under it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reelwright.model.overlay import Title
from reelwright.render.canvas import Canvas
from reelwright.render.captions.look import WHITE, YELLOW, Rgba
from reelwright.render.titles.element import Bar, Element, Entrance
from reelwright.render.titles.paragraph import Paragraph, Room, paragraph
from reelwright.render.titles.words import words

_SECOND: Rgba = (244, 245, 248, 255)
_LIGHTER = 640
# Of the frame's shorter side:
_TYPE, _SMALL, _GAP, _RULE, _RULE_LENGTH = 0.112, 0.05, 0.042, 0.0045, 0.2
_RISE = 0.2  # of an em, how far the text rises as it comes


@dataclass(frozen=True, slots=True)
class _Set:
    """Both paragraphs, and pixels: from one to the other, and the rule's thickness."""

    main: Paragraph
    second: Paragraph
    gap: float
    rule: float

    @property
    def height(self) -> float:
        below = 2 * self.gap + self.rule + self.second.height if self.second.lines else 0.0
        return self.main.height + below


def elements(title: Title, canvas: Canvas) -> Iterator[Element]:
    """Yield what is on the card, from the bottom up."""
    width, height = canvas.size
    put = _set(title, canvas)
    top = (height - put.height) / 2
    rise = (0.0, put.main.size * _RISE)
    lefts = _centred(put.main, width)
    yield words(put.main, lefts, top, WHITE, canvas.size, Entrance(rise))
    if put.second.lines:
        line = top + put.main.height + put.gap
        yield _rule(put, line, canvas)
        lefts, foot = _centred(put.second, width), line + put.rule + put.gap
        yield words(put.second, lefts, foot, _SECOND, canvas.size, Entrance(rise, 0.3))


def _set(title: Title, canvas: Canvas) -> _Set:
    width, height = canvas.size
    short = min(canvas.size)
    room = Room(width * 0.8, height * 0.5, 3)
    main = paragraph(title.text, title.language, short * _TYPE, room, leading=1.16)
    size = min(short * _SMALL, main.size * 0.6)
    beside = Room(width * 0.68, height * 0.22, 3)
    second = paragraph(title.second, title.language, size, beside, leading=1.4, weight=_LIGHTER)
    return _Set(main, second, short * _GAP, max(2.0, short * _RULE))


def _centred(one: Paragraph, width: float) -> list[float]:
    return [(width - line.width) / 2 for line in one.lines]


def _rule(put: _Set, top: float, canvas: Canvas) -> Bar:
    middle = canvas.width / 2
    reach = min(canvas.size) * _RULE_LENGTH / 2
    bounds = (middle - reach, top, middle + reach, top + put.rule)
    return Bar(bounds, (middle, top), YELLOW, canvas.size)
