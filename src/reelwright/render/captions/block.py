"""A block of caption: the lines of a cue, or one word of it, drawn in any of its states."""

from collections.abc import Sequence

import cv2
import numpy as np

from reelwright.render.captions.layout import Layout, Setting, lay_out
from reelwright.render.captions.look import BLUR, Inks, Plate, Rgba, Tone, inked
from reelwright.render.captions.parts import Part, cut
from reelwright.render.captions.plate import behind_lines, behind_word, caret, reach
from reelwright.render.captions.sheet import Box, Mask, Sheet, within
from reelwright.render.captions.stamp import (
    Stamp,
    Type,
    shadow,
    swollen,
    together,
    veil,
)
from reelwright.render.captions.states import CaptionState
from reelwright.render.captions.words import graphemes
from reelwright.render.plan import PlannedCue
from reelwright.render.planes import Patch

_SWELL = 0.4  # of an em: how much wider a word may become, both its sides together
_MIDDLE = 0.35  # of an em above the baseline, about which words grow


class Block:
    """A cue, or its word number `only` by itself, ready to be drawn.

    What lies below the letters, a box, the shadow and the outline, is kept from one state to the
    next while the same letters show.
    """

    def __init__(self, cue: PlannedCue, only: int | None, setting: Setting) -> None:
        self._style, self._rate = setting.style, setting.canvas.rate
        self._layout = layout = lay_out(cue, only, setting)
        self._inks = inks = inked(setting.style.inks, setting.look, layout.size)
        self._type = Type(layout.size, inks.edge_width * layout.size, setting.canvas.size)
        self._letters = graphemes(cue.text, cue.words)
        self._parts = cut(layout, self._letters if setting.style.typed else None, self._type)
        self._bed: tuple[set[Stamp], Sheet] | None = None
        self._kept: tuple[list[Stamp], list[Part], Sheet] | None = None

    def draw(self, state: CaptionState) -> Patch | None:
        """Return what shows in one of the cue's states, None if nothing does."""
        tones = self._style.tones(len(self._letters), state.word)
        shown = [part for part in self._parts if tones[part.word] and self._typed(part, state)]
        if not shown:
            return None
        lit = [part for part in shown if tones[part.word] is Tone.LIT]
        plain = [part.stamp for part in shown if part not in lit]
        sheet = self._unlit(plain + self._caret(shown[-1]), lit)
        self._light(sheet, lit, self._style.growth(state.step, self._rate))
        return sheet.patch()

    def _typed(self, part: Part, state: CaptionState) -> bool:
        current = self._style.typed and part.word == state.word
        return part.grapheme < state.step if current else True

    def _caret(self, last: Part) -> list[Stamp]:
        """Return the caret, after the last part that shows, while there is more to type."""
        if not self._style.typed or last is self._parts[-1]:
            return []
        return [caret(last.bounds(self._type.size), last.line, self._type)]

    def _unlit(self, plain: list[Stamp], lit: list[Part]) -> Sheet:
        """Return a sheet with all but the lit letters themselves; the last one is kept."""
        if self._kept is None or self._kept[:2] != (plain, lit):
            boxed = self._style.plate is Plate.WORD
            sheet = self._below(plain if boxed else plain + [part.stamp for part in lit])
            if boxed:
                self._box(sheet, lit)
            self._fill(sheet, plain, self._inks.text)
            self._kept = plain, lit, sheet
        return self._kept[2].copy()

    def _below(self, stamps: list[Stamp]) -> Sheet:
        """Return a sheet with what lies below the letters of `stamps`; the last one is kept."""
        shown = set(stamps)
        if self._bed is None or self._bed[0] != shown:
            sheet = Sheet.blank(_reach(self._layout, self._parts, self._inks, self._type))
            if self._inks.box and self._style.plate is not Plate.WORD:
                sheet.lay(behind_lines(self._layout.lines, self._type), self._inks.box)
            if stamps:
                self._outline(sheet, stamps)
            self._bed = shown, sheet
        return self._bed[1].copy()

    def _outline(self, sheet: Sheet, stamps: Sequence[Stamp]) -> None:
        inks = self._inks
        edge = together([one.edge for one in stamps])
        fallen = self._fallen(edge) if inks.drop else None
        if inks.text[3] < 255:
            edge = _ring(edge, stamps)
        if fallen and inks.edge_width and inks.edge == (*inks.shade[:3], 255):
            sheet.lay(veil(edge, fallen, inks.shade[3]), inks.edge)  # in one go, which is cheaper
            return
        if fallen:
            sheet.lay(fallen, inks.shade)
        if inks.edge_width:
            sheet.lay(edge, inks.edge)

    def _fallen(self, edge: Mask) -> Mask:
        size = self._type.size
        return shadow(edge, _blur(self._inks, size), self._inks.drop * size, self._type.frame)

    def _box(self, sheet: Sheet, parts: Sequence[Part]) -> None:
        for part in parts:
            if self._inks.box:
                mask = behind_word(part.bounds(self._type.size), part.line, self._type)
                sheet.lay(mask, self._inks.box)

    def _fill(self, sheet: Sheet, stamps: Sequence[Stamp], colour: Rgba) -> None:
        if stamps:
            sheet.lay(together([one.fill for one in stamps]), colour)
        for one in stamps:
            if one.emoji:
                sheet.paint(one.emoji)

    def _light(self, sheet: Sheet, parts: Sequence[Part], growth: float) -> None:
        if growth == 1:
            self._fill(sheet, [part.stamp for part in parts], self._inks.lit)
            return
        larger = [self._swollen(part, growth) for part in parts]
        if self._inks.edge_width:
            sheet.lay(together([one.edge for one in larger]), self._inks.edge)
        self._fill(sheet, larger, self._inks.lit)

    def _swollen(self, part: Part, growth: float) -> Stamp:
        """Return a part's stamp grown about its middle, but not into its neighbours."""
        size = self._type.size
        left, _, right, _ = part.bounds(size)
        times = min(growth, 1 + _SWELL * size / (right - left))
        about = ((left + right) / 2, part.line.baseline - size * _MIDDLE)
        return swollen(part.stamp, about, times, self._type.frame)


def _reach(layout: Layout, parts: Sequence[Part], inks: Inks, kind: Type) -> Box:
    """Return the box that has all that any state of a block draws."""
    size, lines = kind.size, layout.lines
    pad = max(size * 0.5, 3 * _blur(inks, size) + inks.drop * size + kind.edge + 4)
    top, bottom = reach(lines, kind)
    boxes = [part.stamp.edge.box for part in parts]
    left = min([*(line.x for line in lines), *(box.left for box in boxes)])
    right = max([*(line.x + line.width for line in lines), *(box.right for box in boxes)])
    return within((left - pad, top - pad, right + pad, bottom + pad), kind.frame)


def _blur(inks: Inks, size: float) -> float:
    return min(2 * inks.drop, BLUR) * size


def _ring(edge: Mask, stamps: Sequence[Stamp]) -> Mask:
    """Return an outline without what it surrounds, so that this can be seen through."""
    letters = together([Mask(edge.box, np.zeros_like(edge.pixels)), *(one.fill for one in stamps)])
    return Mask(edge.box, np.asarray(cv2.subtract(edge.pixels, letters.pixels), np.uint8))
