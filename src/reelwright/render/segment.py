"""A segment made: its frames composed and encoded, a pure function of what it is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reelwright.model.caption import Captions
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.encode import Coded, Format, FrameBuffer, SegmentEncoder
from reelwright.render.plan import Segment
from reelwright.render.sources.stills import Stills


@dataclass(frozen=True, slots=True)
class Job:
    """All that a segment is made from, fit to be sent to another process.

    `captions` gives the style, language and look, without cues; `places` the file of each source.
    """

    segment: Segment
    canvas: Canvas
    captions: Captions | None
    form: Format
    places: Mapping[str, Path]


def encode(job: Job, stills: Stills, told: Callable[[int], None]) -> tuple[Coded, ...]:
    """Return the coded frames of a segment; `told` hears of each frame done, and may raise.

    `stills` keeps open what the next segment may show as well.
    """
    encoder, buffer = SegmentEncoder(job.form), FrameBuffer(*job.canvas.size)
    composer = Composer(job.segment, job.canvas, job.captions, job.places.__getitem__, stills)
    coded: list[Coded] = []
    for frame in range(job.segment.frames):
        composer.compose(frame, buffer.planes)
        coded += encoder.encode(buffer.frame)
        told(frame + 1)
    return (*coded, *encoder.finish())
