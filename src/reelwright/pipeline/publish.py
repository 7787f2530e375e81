"""Publish: the finished film and what belongs to it are kept where they will be asked for."""

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from reelwright.model.ids import Key
from reelwright.model.output import SUBTITLES, Kind, Output
from reelwright.model.timeline import Timeline
from reelwright.pipeline.beside import beside
from reelwright.pipeline.film import places
from reelwright.ports.blobs import Blobs
from reelwright.render.produce import produce
from reelwright.render.watch import Watch

BESIDE: Final = {
    "poster": Output(kind=Kind.JPEG),
    "sheet": Output(kind=Kind.JPEG, sheet=True),
    "captions.srt": Output(kind=Kind.SRT),
    "captions.vtt": Output(kind=Kind.VTT),
    "captions.ass": Output(kind=Kind.ASS),
}
"""What is made from the timeline beside its film, by the name it is asked for."""

PREVIEW, WAVEFORM = "preview", "waveform"
"""What is made from the film itself."""


async def published(
    timeline: Timeline, film: Key, blobs: Blobs, watch: Watch | None = None
) -> dict[str, Key]:
    """Return the blobs of a film's files by name: `film`, what `BESIDE` lists, and the other two.

    Each is kept under the hash of its bytes, which are the same whenever this is done. It ends with
    `Cancelled` soon after `watch.stop` is set, and also when it is cancelled itself.
    """
    watch = watch or Watch()
    found = await places(timeline, blobs)
    finished = await blobs.path(film)
    kept = {"film": film}
    with tempfile.TemporaryDirectory(prefix="reelwright-") as folder:
        for name, make in _makers(timeline, found, finished, watch).items():
            out = Path(folder) / name
            await beside(partial(make, out), watch)
            kept[name] = await blobs.take(out)
    return kept


_Make = Callable[[Path], None]


def _makers(
    timeline: Timeline, found: Mapping[str, Path], film: Path, watch: Watch
) -> dict[str, _Make]:
    from reelwright.render import preview, waveform  # noqa: PLC0415 - a film is made without them

    made = {
        name: partial(_produced, timeline, found, output, watch)
        for name, output in BESIDE.items()
        if timeline.captions is not None or output.kind not in SUBTITLES
    }
    return {
        **made,
        PREVIEW: partial(preview.write, film, check=watch.check),
        WAVEFORM: partial(waveform.write, film, check=watch.check),
    }


def _produced(
    timeline: Timeline, found: Mapping[str, Path], output: Output, watch: Watch, out: Path
) -> None:
    produce(timeline, out, found.__getitem__, output=output, watch=watch)
