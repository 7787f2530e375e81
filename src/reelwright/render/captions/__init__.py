"""Captions on frames: how each style lights words, where lines stand, and the patches drawn."""

from reelwright.model.brief import CaptionStyle
from reelwright.model.caption import Captions
from reelwright.render.captions import (
    boxed_line,
    boxed_word,
    classic,
    karaoke,
    pop,
    progressive,
    typewriter,
    word,
)
from reelwright.render.captions.look import Style
from reelwright.render.text.fonts import named

STYLES: dict[CaptionStyle, Style] = {
    CaptionStyle.CLASSIC: classic.STYLE,
    CaptionStyle.PROGRESSIVE: progressive.STYLE,
    CaptionStyle.KARAOKE: karaoke.STYLE,
    CaptionStyle.WORD: word.STYLE,
    CaptionStyle.BOXED_LINE: boxed_line.STYLE,
    CaptionStyle.BOXED_WORD: boxed_word.STYLE,
    CaptionStyle.POP: pop.STYLE,
    CaptionStyle.TYPEWRITER: typewriter.STYLE,
}


def unavailable(captions: Captions) -> list[str]:
    """Return in sentences what the look of captions asks for that cannot be had here."""
    font = captions.look.font
    if font is None or named(font):
        return []
    return [f"There is no font {font!r} here; the captions are in their language's usual one."]
