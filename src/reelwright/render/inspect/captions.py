"""Captions as a reader meets them: how fast they go, and whether all of them can be seen."""

from collections.abc import Iterator

from reelwright.model.caption import Captions, Cue
from reelwright.model.report import Finding, Flaw, Severity
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.render.canvas import Canvas
from reelwright.render.captions.lettering import Lettering
from reelwright.render.plan import Segment
from reelwright.render.planes import Patch
from reelwright.render.text.fonts import faces
from reelwright.render.text.runs import missing

FASTEST = 25
"""Characters a second; broadcasters allow 17 to 20 (Netflix's and the BBC's guides)."""


def captions(timeline: Timeline, segments: tuple[Segment, ...]) -> Iterator[Finding]:
    """Yield the cues that are hard to read or cannot be seen whole."""
    if timeline.captions is None:
        return
    for cue in timeline.captions.cues:
        yield from _readable(cue, timeline.captions)
    canvas = Canvas(timeline.width, timeline.height, timeline.rate)
    for segment in segments:
        yield from _clipped(segment, timeline.captions, canvas)


def _readable(cue: Cue, captions: Captions) -> Iterator[Finding]:
    speed = len(cue.text) / float(cue.stop - cue.start)
    if speed > FASTEST:
        yield _warning(
            f"{_named(cue.text)} goes by at {speed:.0f} characters a second.", cue.start, cue.stop
        )
    lacking = missing(cue.text, faces(captions.language))
    if lacking:
        signs = " ".join(lacking)
        says = f"{_named(cue.text)} has signs that no font here has: {signs}."
        yield _warning(says, cue.start, cue.stop)


def _clipped(segment: Segment, captions: Captions, canvas: Canvas) -> Iterator[Finding]:
    """Yield the cues beginning in a segment whose picture reaches the edge of the frame."""
    lettering = Lettering(segment.cues, captions, canvas)
    for cue in segment.cues:
        patch = lettering.patch(min(cue.stop, segment.frames) - 1) if cue.first >= 0 else None
        if patch is not None and _at_edge(patch, canvas):
            start = canvas.rate.time(segment.first + cue.first)
            stop = canvas.rate.time(segment.first + cue.stop)
            yield _warning(f"{_named(cue.text)} reaches the edge of the frame.", start, stop)


def _at_edge(patch: Patch, canvas: Canvas) -> bool:
    height, width = patch.keep.shape[:2]
    right, foot = patch.left + width, patch.top + height
    return patch.left <= 0 or patch.top <= 0 or right >= canvas.width or foot >= canvas.height


def _named(text: str) -> str:
    shown = text if len(text) <= 40 else f"{text[:37]}…"
    return f"The caption “{shown}”"


def _warning(says: str, start: Time, stop: Time) -> Finding:
    return Finding(flaw=Flaw.CAPTION, severity=Severity.WARNING, says=says, start=start, stop=stop)
