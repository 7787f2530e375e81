"""What a caption style decides, and the colours and widths that come of it and of what is asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from reelwright.model.caption import CaptionLook
from reelwright.model.time import Rate

Rgba = tuple[int, int, int, int]
"""Red, green, blue and alpha, 0 to 255."""

WHITE: Rgba = (255, 255, 255, 255)
BLACK: Rgba = (0, 0, 0, 255)
YELLOW: Rgba = (255, 214, 10, 255)

BLUR = 0.09
"""Of the type's size: the standard deviation of the shadow's blur, at most."""

_EDGE = 0.075  # of the type's size, all round, where an outline is asked for of a style without


class Tone(Enum):
    """Which of its two colours a word is set in."""

    PLAIN = "plain"
    LIT = "lit"


class Plate(Enum):
    """What a style puts a box behind."""

    NONE = "none"
    LINES = "lines"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours, and sizes in ems: the outline's width all round, and how far the shadow falls."""

    text: Rgba = WHITE
    lit: Rgba = YELLOW
    edge: Rgba = BLACK
    edge_width: float = _EDGE
    shade: Rgba = (0, 0, 0, 153)
    drop: float = 0.045
    box: Rgba | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """A word's part of a film: the frames it is spoken for, its graphemes, and the frame rate."""

    frames: int
    graphemes: int
    rate: Rate


def _still(_played: int, _beat: Beat) -> int:
    return 0


def _unscaled(_step: int, _rate: Rate) -> float:
    return 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """A caption style.

    `tones(words, current)` gives each word's tone, None where it does not show; `current` is the
    word being spoken, -1 before the first. `scale` enlarges the type. With `alone` only the current
    word is set, by itself. `step(played, beat)` numbers the looks a word goes through, where it
    goes through any, by the frames since it began; it never falls. With `typed` a step is a
    grapheme of the word. `growth(step, rate)` is how many times its size a lit word has.
    """

    tones: Callable[[int, int], tuple[Tone | None, ...]]
    scale: float = 1.0
    alone: bool = False
    plate: Plate = Plate.NONE
    typed: bool = False
    step: Callable[[int, Beat], int] = _still
    growth: Callable[[int, Rate], float] = _unscaled
    inks: Inks = Inks()


def inked(inks: Inks, look: CaptionLook, size: float) -> Inks:
    """Return what a style's inks come to under `look`, for type of `size` pixels.

    An outline that is given a colour but no width has the usual one, whatever the style.
    """
    width = inks.edge_width or (_EDGE if look.outline else 0.0)
    return replace(
        inks,
        text=rgba(look.colour) or inks.text,
        lit=rgba(look.lit) or inks.lit,
        edge=rgba(look.outline) or inks.edge,
        edge_width=width if look.outline_width is None else look.outline_width / size,
        shade=rgba(look.shadow) or inks.shade,
        drop=_drop(inks, look) if look.shadow_offset is None else look.shadow_offset / size,
        box=rgba(look.box) or inks.box,
    )


def _drop(inks: Inks, look: CaptionLook) -> float:
    return inks.drop or (Inks().drop if look.shadow else 0.0)


def rgba(written: str | None) -> Rgba | None:
    """Return the colour that `#RRGGBB` or `#RRGGBBAA` stands for."""
    if written is None:
        return None
    red, green, blue, alpha = bytes.fromhex(written[1:].ljust(8, "f"))
    return red, green, blue, alpha
