"""Captions drawn: one patch for each state of a cue, kept while the state lasts."""

from bisect import bisect_right

from reelwright.model.caption import Captions
from reelwright.render.canvas import Canvas
from reelwright.render.captions import STYLES
from reelwright.render.captions.block import Block
from reelwright.render.captions.layout import Setting
from reelwright.render.captions.states import CaptionState, states
from reelwright.render.plan import PlannedCue
from reelwright.render.planes import Patch


class Lettering:
    """Draws the captions of one segment, for one thread.

    A patch depends on the frame alone; frames asked for in order cost least. What is kept is the
    current cue's.
    """

    def __init__(self, cues: tuple[PlannedCue, ...], captions: Captions, canvas: Canvas) -> None:
        self._cues, style = cues, STYLES[captions.style]
        self._setting = Setting(canvas, captions.language, style, captions.look)
        self._states = [
            state
            for number, cue in enumerate(cues)
            for state in states(number, cue, style, canvas.rate)
        ]
        self._firsts = [state.first for state in self._states]
        self._block: tuple[tuple[int, int | None], Block] | None = None
        self._last: tuple[CaptionState, Patch | None] | None = None

    def patch(self, frame: int) -> Patch | None:
        """Return what to lay over a frame of the segment, None where nothing shows."""
        found = bisect_right(self._firsts, frame) - 1
        if found < 0 or frame >= self._states[found].stop:
            return None
        state = self._states[found]
        if self._last is None or self._last[0] != state:
            self._last = state, self._draw(state)
        return self._last[1]

    def _draw(self, state: CaptionState) -> Patch | None:
        alone = self._setting.style.alone
        if alone and state.word < 0:
            return None
        only = state.cue, state.word if alone else None
        if self._block is None or self._block[0] != only:
            self._block = only, Block(self._cues[state.cue], only[1], self._setting)
        return self._block[1].draw(state)
