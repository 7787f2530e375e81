"""A timeline rendered into a film. Nothing heavy is imported before its workers are started."""

from pathlib import Path
from typing import TYPE_CHECKING

from reelwright.model.output import Output
from reelwright.model.timeline import Timeline
from reelwright.render.farm import Farm
from reelwright.render.means import Means
from reelwright.render.rendered import Rendered
from reelwright.render.watch import Watch

if TYPE_CHECKING:
    from reelwright.render.media import Media

__all__ = ["DEFAULT", "Rendered", "export"]

DEFAULT = Output()


def export(
    timeline: Timeline,
    out: Path,
    media: "Media",
    *,
    output: Output = DEFAULT,
    watch: Watch | None = None,
    means: Means | None = None,
) -> Rendered:
    """Render `timeline` into the film `out`, which appears whole or not at all.

    Only an HLS playlist is there from its first piece on, and grows while the film is made.

    `media` gives the local file of a source the timeline names. Pictures are made by processes of
    their own, sound beside them by this one. When `watch.stop` is set the work ends with
    `Cancelled` within a second. Memory does not grow with the length. The same timeline, media and
    output give the same bytes, however many workers there are, and whatever of it the cache held:
    what is found there is not made again.
    """
    means = means or Means()
    with Farm(means.workers, means.kernels) as farm:
        farm.start()
        # Imported while the workers import what they need.
        from reelwright.render.assembly import Assembly  # noqa: PLC0415 - it is half the wait

        film = Assembly(timeline, media, output, watch or Watch(), means)
        film.run(out, farm)
    if means.cache:
        means.cache.trim()
    return film.rendered(out)
