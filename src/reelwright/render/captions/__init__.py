"""Captions on frames: how each style lights words, where lines stand, and the patches drawn."""

from reelwright.model.brief import CaptionStyle
from reelwright.render.captions import classic, karaoke, progressive, word
from reelwright.render.captions.look import Style

STYLES: dict[CaptionStyle, Style] = {
    CaptionStyle.CLASSIC: classic.STYLE,
    CaptionStyle.KARAOKE: karaoke.STYLE,
    CaptionStyle.PROGRESSIVE: progressive.STYLE,
    CaptionStyle.WORD: word.STYLE,
}
