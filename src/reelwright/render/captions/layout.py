"""Where a caption's lines stand in the frame, and which glyphs belong to which word."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from reelwright.model.brief import Language
from reelwright.model.timeline import Cue, CueWord
from reelwright.render.captions.look import Style
from reelwright.render.text.shape import Glyph, Shaped, shape
from reelwright.render.text.wrap import Measure, Span, wrap

LINE_HEIGHT = 1.24
"""In ems; room for Devanagari's marks above and below."""

_WIDEST = 0.84  # of the frame's width: title-safe margins, less the outline
_LOWEST = {True: 0.905, False: 0.79}  # of the height; a tall frame's foot belongs to the player
_TYPE = {True: 0.058, False: 0.068}  # of the shorter side
_LINES = {True: 2, False: 3}
_SMALLEST = 0.6
_HIGHEST = 0.08  # of the height; nothing stands above
_OPENING = regex.compile(r"[\p{Ps}\p{Pi}¿¡]")
_LAST_SPACE = regex.compile(r".*\s", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all captions of a film share: the frame's size, the language and the style."""

    width: int
    height: int
    language: Language
    style: Style

    @property
    def wide(self) -> bool:
        """Whether the frame is wider than tall."""
        return self.width > self.height

    @property
    def type_size(self) -> float:
        """The size of the type in pixels, before a long text makes it smaller."""
        return min(self.width, self.height) * _TYPE[self.wide] * self.style.scale


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: its glyphs, the word each belongs to, and where its pen starts in the frame."""

    glyphs: tuple[Glyph, ...]
    owners: tuple[int, ...]
    x: float
    baseline: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A caption as it stands: lines, and the size of the type in pixels."""

    lines: tuple[Line, ...]
    size: float


def owners(text: str, words: Sequence[CueWord]) -> tuple[int, ...]:
    """Return for each character of `text` the number of the word it belongs to.

    What is between two words goes with the one before, from an opening mark or the last space on
    with the one after.
    """
    bounds = [0, *(_handover(text, *pair) for pair in pairwise(words)), len(text)]
    return tuple(
        number for number, (begin, end) in enumerate(pairwise(bounds)) for _ in range(end - begin)
    )


def _handover(text: str, before: CueWord, after: CueWord) -> int:
    between = text[before.end : after.begin]
    if spaced := _LAST_SPACE.match(between):
        return before.end + spaced.end()
    if opening := _OPENING.search(between):
        return before.end + int(opening.start())
    return after.begin


def lay_out(cue: Cue, only: int | None, setting: Setting) -> Layout:
    """Return the layout of a cue, or of its word number `only` by itself.

    Lines are centred and the last stands at the same height in every caption. A text too long for
    its lines is set smaller, down to 60 %, after that in more lines, and smaller again where those
    would leave the frame: nothing is cut off.
    """
    owner = owners(cue.text, cue.spoken)
    begin, end = _shown(cue.text, owner, only)
    ends = [word.end - begin for word in cue.spoken if begin < word.end <= end]
    size, spans = _fitted(cue.text[begin:end], ends, setting)
    lines = [(begin + first, begin + last) for first, last in spans]
    return Layout(tuple(_stacked(cue.text, owner, lines, size, setting)), size)


def _shown(text: str, owner: tuple[int, ...], only: int | None) -> Span:
    if only is None:
        return 0, len(text)
    begin, end = owner.index(only), len(owner) - owner[::-1].index(only)
    return begin, begin + len(text[begin:end].rstrip())


def _fitted(text: str, ends: list[int], setting: Setting) -> tuple[float, list[Span]]:
    size = setting.type_size
    while True:
        spans = wrap(text, ends, setting.width * _WIDEST, _measure(setting.language, size))
        most = (
            _LINES[setting.wide] if size >= setting.type_size * _SMALLEST else _room(setting, size)
        )
        if len(spans) <= most:
            return size, spans
        size *= 0.93


def _room(setting: Setting, size: float) -> int:
    """Return how many lines stand between the caption's foot and the top of the frame."""
    height = setting.height * (_LOWEST[setting.wide] - _HIGHEST)
    return max(1, int(height / (size * LINE_HEIGHT)))


def _measure(language: Language, size: float) -> Measure:
    return lru_cache(maxsize=512)(lambda text: shape(text, language, size).width)


def _stacked(
    text: str, owner: tuple[int, ...], lines: list[Span], size: float, setting: Setting
) -> list[Line]:
    lowest = setting.height * _LOWEST[setting.wide]
    shaped = [shape(text[begin:end], setting.language, size) for begin, end in lines]
    return [
        _line(one, owner[begin:end], lowest - (len(lines) - 1 - row) * size * LINE_HEIGHT, setting)
        for row, (one, (begin, end)) in enumerate(zip(shaped, lines, strict=True))
    ]


def _line(shaped: Shaped, owner: tuple[int, ...], baseline: float, setting: Setting) -> Line:
    belongs = tuple(owner[glyph.character] for glyph in shaped.glyphs)
    x = (setting.width - shaped.width) / 2
    return Line(shaped.glyphs, belongs, x, baseline, shaped.width)
