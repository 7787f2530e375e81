"""A timeline made into whatever is asked for: a film, or its pictures, sound or words alone."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reelwright.model.output import FILMS, Output
from reelwright.model.timeline import Timeline
from reelwright.render.export import Rendered, export
from reelwright.render.means import Means
from reelwright.render.watch import Watch

if TYPE_CHECKING:
    from reelwright.render.media import Media


@dataclass(frozen=True, slots=True)
class Written:
    """A file that came out, and its bytes."""

    path: Path
    bytes: int


def produce(
    timeline: Timeline,
    out: Path,
    media: "Media",
    *,
    output: Output,
    watch: Watch | None = None,
    means: Means | None = None,
) -> Rendered | Written:
    """Make `timeline` into `out`, a file of the kind that `output` says.

    Films are exported, as `export` promises. All else is made in this process and appears whole or
    not at all; when `watch.stop` is set it ends with `Cancelled` within a frame, or a second of
    sound. Raises `Invalid` where there is nothing to write: no sounds, or no captions.
    """
    watch = watch or Watch()
    if output.kind in FILMS:
        return export(timeline, out, media, output=output, watch=watch, means=means)
    from reelwright.render.pieces import write  # noqa: PLC0415 - films need none of it

    return Written(out, write(timeline, out, media, output, watch))
