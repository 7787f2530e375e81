"""States: the stretches of frames in which a caption looks the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from reelwright.model.time import Rate
from reelwright.render.captions.look import Beat, Style
from reelwright.render.captions.words import graphemes
from reelwright.render.plan import PlannedCue


@dataclass(frozen=True, slots=True)
class CaptionState:
    """Frames `[first, stop)` in which cue number `cue` stands with one of its words being spoken.

    `word` is -1 before the first word; a word stays current until the next begins. `step` numbers
    the looks the style takes the word through.
    """

    first: int
    stop: int
    cue: int
    word: int
    step: int = 0


def states(number: int, cue: PlannedCue, style: Style, rate: Rate) -> Iterator[CaptionState]:
    """Yield the states of cue number `number`, in order and without gaps."""
    starts = [cue.first, *(word.first for word in cue.words), cue.stop]
    letters = graphemes(cue.text, cue.words)
    for word, (begin, end) in enumerate(pairwise(starts), start=-1):
        first, last = max(begin, cue.first), min(end, cue.stop)
        if word < 0:
            if first < last:
                yield CaptionState(first, last, number, word)
            continue
        beat = Beat(cue.words[word].stop - begin, len(letters[word]), rate)
        for step, frames in _steps(begin, range(first, last), style, beat):
            yield CaptionState(frames[0], frames[-1] + 1, number, word, step)


def _steps(begin: int, frames: range, style: Style, beat: Beat) -> Iterator[tuple[int, list[int]]]:
    """Yield each step that `frames` of a word begun at `begin` go through, and its frames."""
    for step, group in groupby(frames, lambda frame: style.step(frame - begin, beat)):
        yield step, list(group)
