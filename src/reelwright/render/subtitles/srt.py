"""SubRip: numbered cues of plain text, in milliseconds."""

import regex

from reelwright.model.timeline import Timeline
from reelwright.render.subtitles.lines import JOINER, Line, clock, lines

_GRID = 1_000
# Players take these for tags, and there is no way to write them otherwise.
_TAG = regex.compile(r"<(?=[/\p{L}])|\{(?=\\)|-(?=->)|:(?=\d\d?[,.]\d)")


def write(timeline: Timeline) -> str:
    """Return the captions as a SubRip file, empty where there are none.

    What a player would take for a tag or a time is broken up by an invisible character.
    """
    found = lines(timeline.captions, _GRID)
    return "\n".join(_cue(number, line) for number, line in enumerate(found, start=1))


def _cue(number: int, line: Line) -> str:
    start, stop = (clock(step, _GRID, "02d,") for step in (line.start, line.stop))
    text = _TAG.sub(lambda tag: tag.group() + JOINER, line.text)
    return f"{number}\n{start} --> {stop}\n{text}\n"
