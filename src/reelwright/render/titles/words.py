"""Words on a card: a paragraph as letters, with the shadows that lift them off any picture."""

from collections.abc import Sequence
from dataclasses import replace

from reelwright.render.captions.look import BLACK, Rgba
from reelwright.render.captions.sheet import Mask, scaled
from reelwright.render.captions.stamp import Type, shadow, stamp, together, veil
from reelwright.render.titles.element import Entrance, Moving
from reelwright.render.titles.paragraph import Paragraph

_NEAR, _WIDE = 190, 170  # of 255: how dark the shadows are
_SPREAD, _NEAR_BLUR, _WIDE_BLUR, _DROP = 0.05, 0.05, 0.3, 0.03  # of an em
_WIDEST = 0.03  # of the frame's shorter side: small letters need the wide shadow of larger ones


def words(
    one: Paragraph,
    lefts: Sequence[float],
    top: float,
    colour: Rgba,
    frame: tuple[int, int],
    entrance: Entrance,
) -> Moving:
    """Return the letters of a paragraph whose ink begins at `top`, each line at its left."""
    kind = Type(one.size, one.size * _SPREAD, frame)
    stamps = [
        made
        for row, (line, left) in enumerate(zip(one.lines, lefts, strict=True))
        if (made := stamp(line.glyphs, (left, top + one.ascent + row * one.pitch), kind))
    ]
    if not stamps:
        return Moving(())
    letters = together([each.fill for each in stamps])
    shade = _shade(together([each.edge for each in stamps]), one.size, frame)
    emoji = tuple(each.emoji for each in stamps if each.emoji)
    return Moving(((shade, BLACK), (letters, colour)), emoji, entrance)


def _shade(mask: Mask, size: float, frame: tuple[int, int]) -> Mask:
    """Return a close shadow on a wide one, as one mask."""
    blur = max(size * _WIDE_BLUR, min(frame) * _WIDEST)
    wide = shadow(mask, blur, size * _DROP, frame)
    near = shadow(mask, size * _NEAR_BLUR, size * _DROP, frame)
    return veil(replace(near, pixels=scaled(near.pixels, _NEAR)), wide, _WIDE)
