"""WebVTT: cues with their place, and the times of words where a style follows the voice."""

from reelwright.model.brief import CaptionStyle
from reelwright.model.caption import Across, CaptionLook, Captions, Down
from reelwright.model.timeline import Timeline
from reelwright.render.subtitles.lines import Line, Piece, clock, lines

_GRID = 1_000
_WHOLE = {CaptionStyle.CLASSIC, CaptionStyle.BOXED_LINE}
# https://www.w3.org/TR/webvtt1/#webvtt-cue-settings; the middle of the foot is where cues are.
_ACROSS = {
    Across.LEFT: " position:8% align:left",
    Across.CENTER: "",
    Across.RIGHT: " position:92% align:right",
}
_DOWN = {Down.TOP: " line:8%", Down.CENTER: " line:45%", Down.BOTTOM: ""}
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(timeline: Timeline) -> str:
    """Return the captions as a WebVTT file, with no cue where there are none."""
    captions = timeline.captions
    cues = (_cue(line, captions) for line in lines(captions, _GRID)) if captions else ()
    return "\n".join(["WEBVTT\n", *cues])


def _cue(line: Line, captions: Captions) -> str:
    timed = captions.style not in _WHOLE
    text = "".join(_stamped(line, timed))
    return f"{_clock(line.start)} --> {_clock(line.stop)}{_settings(captions.look)}\n{text}\n"


def _stamped(line: Line, timed: bool) -> list[str]:
    """Return the words, each after its time; times lie within the cue and only rise."""
    written, last = [], line.start
    for piece in line.pieces:
        stamp = timed and last < piece.start < line.stop
        written.append(f"<{_clock(piece.start)}>{_escaped(piece)}" if stamp else _escaped(piece))
        last = max(last, piece.start)
    return written


def _escaped(piece: Piece) -> str:
    return piece.text.translate(_ESCAPES)


def _clock(step: int) -> str:
    return clock(step, _GRID, "02d.")


def _settings(look: CaptionLook) -> str:
    return _DOWN[look.down] + _ACROSS[look.across]
