"""Publish: the finished film and what belongs to it are kept where they will be asked for."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from reelwright.model.asset import Gathered
from reelwright.model.brief import Brief
from reelwright.model.ids import Key
from reelwright.model.output import SUBTITLES, Kind, Output
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.model.timeline import Timeline
from reelwright.pipeline import arrange
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A scene's place in a film, and its picture."""

    start: Time
    stop: Time
    picture: Key


def stretches(brief: Brief, board: Storyboard, gathered: Gathered) -> tuple[Stretch, ...]:
    """Return the places of a film's scenes, in their order."""
    places = arrange.stretches(brief, board, gathered.scenes)
    pairs = zip(places, gathered.scenes, strict=True)
    return tuple(Stretch(*place, assets.picture.blob) for place, assets in pairs)


async def published(
    timeline: Timeline,
    film: Key,
    blobs: Blobs,
    watch: Watch | None = None,
    scenes: Sequence[Stretch] = (),
) -> dict[str, Key]:
    """Return the blobs of a film's files by name: `film`, what `BESIDE` lists, and the other two.

    Of `scenes` there are a film, its sound and its picture each, as `scenes.0.mp4`, `scenes.0.mp3`
    and `scenes.0.jpg`.
    Each is kept under the hash of its bytes, which are the same whenever this is done. It ends with
    `Cancelled` soon after `watch.stop` is set, and also when it is cancelled itself.
    """
    watch = watch or Watch()
    found = await places(timeline, blobs)
    finished = await blobs.path(film)
    pictures = [await blobs.path(one.picture) for one in scenes]
    kept = {"film": film}
    with tempfile.TemporaryDirectory(prefix="reelwright-") as folder:
        makers = {
            **_makers(timeline, found, finished, watch),
            **_cutters(finished, scenes, pictures),
        }
        for name, make in makers.items():
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


def _cutters(film: Path, scenes: Sequence[Stretch], pictures: Sequence[Path]) -> dict[str, _Make]:
    from reelwright.render import excerpt  # noqa: PLC0415 - a film is made without it

    made: dict[str, _Make] = {}
    for number, (one, still) in enumerate(zip(scenes, pictures, strict=True)):
        made[f"scenes.{number}.mp4"] = partial(_cut, excerpt.film, film, one)
        made[f"scenes.{number}.mp3"] = partial(_cut, excerpt.sound, film, one)
        made[f"scenes.{number}.jpg"] = partial(excerpt.picture, still)
    return made


def _cut(
    make: Callable[[Path, Path, Time, Time], None], film: Path, one: Stretch, out: Path
) -> None:
    make(film, out, one.start, one.stop)


def _produced(
    timeline: Timeline, found: Mapping[str, Path], output: Output, watch: Watch, out: Path
) -> None:
    produce(timeline, out, found.__getitem__, output=output, watch=watch)
