"""A segment made: its frames composed and encoded, a pure function of what it is given."""

from collections.abc import Callable

from reelwright.render.compose import Composer
from reelwright.render.encode import Coded, FrameBuffer, SegmentEncoder
from reelwright.render.job import Job
from reelwright.render.sources.stills import Stills

__all__ = ["Job", "encode"]


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
