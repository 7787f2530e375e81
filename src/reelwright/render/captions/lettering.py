"""Captions drawn: one patch for each state of a cue, kept while the cue stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelwright.model.timeline import Captions
from reelwright.render.captions import STYLES
from reelwright.render.captions.layout import Layout, Setting, lay_out
from reelwright.render.captions.look import Colour
from reelwright.render.plan import CaptionState
from reelwright.render.planes import Patch, Pixels, patch
from reelwright.render.text.mask import average, cover, shift, soften, thicken
from reelwright.render.text.shape import Glyph

_OUTLINE = 0.075  # of the type's size, all round
_SHADOW = 0.09  # of the type's size, its blur; it falls half as far
_SHADOW_STRENGTH = 0.6

Layer = NDArray[np.float32]
"""Rows of blue, green, red and alpha from 0 to 1, colours multiplied by alpha."""


@dataclass(frozen=True, slots=True)
class _Box:
    left: int
    top: int
    width: int
    height: int


class Lettering:
    """Draws the captions of one film, for one thread."""

    def __init__(self, captions: Captions, width: int, height: int) -> None:
        self._captions = captions
        self._setting = Setting(width, height, captions.language, STYLES[captions.style])
        self._layouts: dict[tuple[int, int | None], Layout] = {}
        self._patches: dict[CaptionState, Patch | None] = {}

    def patch(self, state: CaptionState) -> Patch | None:
        """Return what to lay over the frames of `state`, None where nothing shows.

        Patches are kept for the current cue only, so that memory does not grow with the film.
        """
        if any(kept.cue != state.cue for kept in self._patches):
            self._patches.clear()
            self._layouts.clear()
        if state not in self._patches:
            self._patches[state] = self._draw(state)
        return self._patches[state]

    def _draw(self, state: CaptionState) -> Patch | None:
        cue, style = self._captions.cues[state.cue], self._setting.style
        colours = style.colours(len(cue.spoken), state.word)
        if not any(colours):
            return None
        layout = self._layout(state.cue, max(0, state.word) if style.alone else None)
        if not layout.lines:  # nothing but spaces
            return None
        box = _box(layout, self._setting)
        return patch(_eight_bit(_composed(layout, colours, box)), box.left, box.top)

    def _layout(self, cue: int, only: int | None) -> Layout:
        if (cue, only) not in self._layouts:
            self._layouts[cue, only] = lay_out(self._captions.cues[cue], only, self._setting)
        return self._layouts[cue, only]


def _box(layout: Layout, setting: Setting) -> _Box:
    """Return the even box, within the frame, that holds the lines with outline and shadow."""
    pad = layout.size * 0.4
    left = min(line.x for line in layout.lines) - pad
    right = max(line.x + line.width for line in layout.lines) + pad
    top = layout.lines[0].baseline - layout.size * 1.1 - pad
    bottom = layout.lines[-1].baseline + layout.size * 0.45 + pad
    x, y = max(0, int(left)) & ~1, max(0, int(top)) & ~1
    right, bottom = min(setting.width, right), min(setting.height, bottom)
    return _Box(x, y, (int(right) - x + 1) & ~1, (int(bottom) - y + 1) & ~1)


def _composed(layout: Layout, colours: tuple[Colour | None, ...], box: _Box) -> Layer:
    fills = _fills(layout, colours, box)
    body = np.maximum.reduce(list(fills.values()))
    outline = thicken(body, layout.size * _OUTLINE)
    blurred = soften(outline, layout.size * _SHADOW)
    shadow = shift(blurred, layout.size * _SHADOW / 2)
    drawn = _inked((0, 0, 0), average(shadow), _SHADOW_STRENGTH)
    drawn = _over(drawn, _inked((0, 0, 0), average(outline), 1.0))
    for colour, mask in fills.items():
        drawn = _over(drawn, _inked(colour, average(mask), 1.0))
    return drawn


def _fills(layout: Layout, colours: tuple[Colour | None, ...], box: _Box) -> dict[Colour, Pixels]:
    """Return for each colour the coverage of all the glyphs that have it."""
    masks: dict[Colour, Pixels] = {}
    for line in layout.lines:
        pen = (line.x - box.left, line.baseline - box.top)
        for colour, glyphs in _by_colour(zip(line.glyphs, line.owners, strict=True), colours):
            mask = cover(glyphs, layout.size, (box.width, box.height), pen)
            masks[colour] = np.maximum(masks[colour], mask) if colour in masks else mask
    return masks


def _by_colour(
    glyphs: Iterable[tuple[Glyph, int]], colours: tuple[Colour | None, ...]
) -> Iterable[tuple[Colour, list[Glyph]]]:
    grouped: defaultdict[Colour, list[Glyph]] = defaultdict(list)
    for glyph, owner in glyphs:
        if colour := colours[owner]:
            grouped[colour].append(glyph)
    return grouped.items()


def _inked(colour: Colour, mask: Pixels, strength: float) -> Layer:
    alpha = mask.astype(np.float32)[..., None] * np.float32(strength / 255)
    ink = np.array([*reversed(colour), 255], np.float32) / 255
    return np.asarray(alpha * ink, np.float32)


def _over(below: Layer, above: Layer) -> Layer:
    return np.asarray(above + below * (1 - above[..., 3:]), np.float32)


def _eight_bit(layer: Layer) -> Pixels:
    return np.asarray(layer * 255 + 0.5, np.uint8)
