"""Where a caption's lines stand in the frame, and which glyphs belong to which word."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from reelwright.model.brief import Language
from reelwright.model.caption import Across, CaptionLook, Down
from reelwright.render.canvas import Canvas
from reelwright.render.captions.look import Style, inked
from reelwright.render.captions.words import owners
from reelwright.render.plan import PlannedCue
from reelwright.render.text.fonts import Face, named
from reelwright.render.text.ink import ink_bounds
from reelwright.render.text.shape import Glyph, Shaped, shape
from reelwright.render.text.wrap import Measure, Span, wrap

LINE_HEIGHT = 1.24
"""In ems; more where marks above and below a line need it."""

SAFE = 0.05
"""Of each side: EBU R 95's safe area for text begins 5 % in."""

_WIDEST = 0.84  # of the frame's width: title-safe margins, less the outline
_LOWEST = {True: 0.905, False: 0.79}  # of the height; a tall frame's foot belongs to the player
_HIGHEST = {True: 0.08, False: 0.13}  # of the height, and so does its head
_TYPE = {True: 0.058, False: 0.068}  # of the shorter side
_LINES = {True: 2, False: 3}
_SMALLEST = 0.6
_SHRINK = 0.93
_LEAST = 3.0  # pixels of type; nothing is readable long before, but nothing is lost either
_CAPITAL = 0.7  # of an em: how high capitals stand
_GAP = 0.12  # of an em, between the ink of two lines


@dataclass(frozen=True, slots=True)
class Setting:
    """What all captions of a film share: the canvas, the language, the style and the look."""

    canvas: Canvas
    language: Language
    style: Style
    look: CaptionLook

    @property
    def wide(self) -> bool:
        """Whether the frame is wider than tall."""
        return self.canvas.width > self.canvas.height

    @property
    def type_size(self) -> float:
        """The size of the type in pixels, before a long text makes it smaller."""
        usual = min(self.canvas.size) * _TYPE[self.wide] * self.style.scale
        return self.look.size or usual

    @property
    def face(self) -> Face | None:
        """The font asked for, None where none was or none of that name ships."""
        return named(self.look.font) if self.look.font else None

    def safe(self, size: float) -> tuple[float, float]:
        """Return between which heights letters of a size may have ink, their outline allowed for.

        A fraction of a pixel is allowed for too.
        """
        edge = inked(self.style.inks, self.look, size).edge_width * size + 1
        height = self.canvas.height
        return height * SAFE + edge, height * (1 - SAFE) - edge

    @property
    def margins(self) -> tuple[float, float, float]:
        """What captions keep clear of: the sides, the head, and the foot below the baseline."""
        width, height = self.canvas.size
        foot = height * (1 - _LOWEST[self.wide])
        return width * (1 - _WIDEST) / 2, height * _HIGHEST[self.wide], foot


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: its glyphs, the word each belongs to, and where its pen starts in the frame.

    `top` and `bottom` are where its ink reaches, in pixels from the top of the frame; `rtl` says
    that it runs from right to left.
    """

    glyphs: tuple[Glyph, ...]
    owners: tuple[int, ...]
    x: float
    baseline: float
    width: float
    top: float
    bottom: float
    rtl: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A caption as it stands: lines, and the size of the type in pixels."""

    lines: tuple[Line, ...]
    size: float


def lay_out(cue: PlannedCue, only: int | None, setting: Setting) -> Layout:
    """Return the layout of a cue, or of its word number `only` by itself.

    Captions at the foot of the frame end on the same baseline, those at its head begin on the
    same, unless what their letters carry would leave the safe area. A text too long for its lines
    is set smaller, down to 60 %, after that in more lines, and smaller again where those would
    leave the safe area: nothing is cut off.
    """
    owner = owners(cue.text, cue.words)
    begin, end = _shown(cue.text, owner, only)
    ends = [word.end - begin for word in cue.words if begin < word.end <= end]
    size = setting.type_size
    while True:
        size, spans = _fitted(cue.text[begin:end], ends, size, setting)
        lines = [(begin + first, begin + last) for first, last in spans]
        layout = Layout(tuple(_stacked(cue.text, owner, lines, size, setting)), size)
        if size < _LEAST or _safe(layout, setting):
            return layout
        size *= _SHRINK


def _shown(text: str, owner: tuple[int, ...], only: int | None) -> Span:
    if only is None:
        return 0, len(text)
    begin, end = owner.index(only), len(owner) - owner[::-1].index(only)
    return begin, begin + len(text[begin:end].rstrip())


def _fitted(text: str, ends: list[int], size: float, setting: Setting) -> tuple[float, list[Span]]:
    width = setting.canvas.width * _WIDEST
    least = _measure(setting, size)(text) / size  # in ems: no lines hold more than their width
    while True:
        most = _LINES[setting.wide]
        if size < setting.type_size * _SMALLEST:
            most = _room(setting, size)
        if least * size <= most * width:
            spans = wrap(text, ends, width, _measure(setting, size))
            if len(spans) <= most:
                return size, spans
        size *= _SHRINK


def _room(setting: Setting, size: float) -> int:
    """Return how many lines stand between the caption's foot and its head."""
    _, head, foot = setting.margins
    height = setting.canvas.height - head - foot
    return max(1, int(height / (size * LINE_HEIGHT)))


def _measure(setting: Setting, size: float) -> Measure:
    language, face = setting.language, setting.face
    return lru_cache(maxsize=512)(lambda text: shape(text, language, size, first=face).width)


def _safe(layout: Layout, setting: Setting) -> bool:
    top, bottom = setting.safe(layout.size)
    return all(line.top >= top and line.bottom <= bottom for line in layout.lines)


def _stacked(
    text: str, owner: tuple[int, ...], lines: list[Span], size: float, setting: Setting
) -> list[Line]:
    shaped = [shape(text, setting.language, size, span, setting.face) for span in lines]
    inks = [ink_bounds(one.glyphs, size) for one in shaped]
    heights = [(top, bottom) for _, top, _, bottom in inks]
    drops = _drops(heights, size)
    first = _first(heights, drops, size, setting)
    return [
        _line(one, owner, first + drop, height, setting)
        for one, drop, height in zip(shaped, drops, heights, strict=True)
    ]


def _drops(heights: list[tuple[float, float]], size: float) -> list[float]:
    """Return how far each baseline lies below the first, evenly spaced, so that no ink meets."""
    between = (bottom - top + size * _GAP for (_, bottom), (top, _) in pairwise(heights))
    step = max(size * LINE_HEIGHT, *between, 0.0)
    return [row * step for row in range(len(heights))]


def _first(
    heights: list[tuple[float, float]], drops: list[float], size: float, setting: Setting
) -> float:
    """Return the first line's baseline: where it should be, moved into the safe area if need be."""
    wanted = _wanted(drops[-1] if drops else 0.0, size, setting)
    top, bottom = setting.safe(size)
    inks = list(zip(drops, heights, strict=True))
    highest = max((top - drop - above for drop, (above, _) in inks), default=wanted)
    lowest = min((bottom - drop - below for drop, (_, below) in inks), default=wanted)
    return max(highest, min(wanted, lowest))


def _wanted(depth: float, size: float, setting: Setting) -> float:
    """Return the first line's baseline, `depth` being how far the last lies below it."""
    _, head, foot = setting.margins
    if setting.look.down is Down.TOP:
        return head + size * _CAPITAL
    if setting.look.down is Down.CENTER:
        return (setting.canvas.height + size * _CAPITAL - depth) / 2
    return setting.canvas.height - foot - depth


def _line(
    shaped: Shaped,
    owner: tuple[int, ...],
    baseline: float,
    height: tuple[float, float],
    setting: Setting,
) -> Line:
    belongs = tuple(owner[glyph.character] for glyph in shaped.glyphs)
    share = {Across.LEFT: 0.0, Across.CENTER: 0.5, Across.RIGHT: 1.0}[setting.look.across]
    margin, _, _ = setting.margins
    x = margin + (setting.canvas.width - 2 * margin - shaped.width) * share
    top, bottom = baseline + height[0], baseline + height[1]
    return Line(shaped.glyphs, belongs, x, baseline, shaped.width, top, bottom, shaped.rtl)
