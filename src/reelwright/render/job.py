"""A job: one segment to be made, as the farm sends it to a worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reelwright.model.caption import Captions
from reelwright.render.canvas import Canvas
from reelwright.render.encode.form import Format
from reelwright.render.plan import Segment


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
