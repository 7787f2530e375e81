"""The media files a timeline names: where they are, and whether all of them can be used."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from reelwright.model.errors import Fault, Invalid, NotFound
from reelwright.model.stack import Layer
from reelwright.model.timeline import Timeline
from reelwright.render import probe

Media = Callable[[str], Path]
"""Gives the local file of a source that a timeline names."""


def beside(folder: Path) -> Media:
    """Return media named by paths, relative ones taken from `folder`."""
    return lambda source: folder / source


def checked(timeline: Timeline, media: Media) -> None:
    """Raise `Invalid` with a fault for every media file that is missing or cannot be used.

    Each file is looked at once, however often it is used; a layer of a stack is a still.
    """
    picture, still, sound = (
        cache(_finding(look, media)) for look in (probe.picture, probe.still, probe.sound)
    )
    faults = [
        *_faults(_alone(timeline), picture),
        *_faults(_layers(timeline), still),
        *_faults(_placed("overlays", (one.source for one in timeline.overlays)), picture),
        *_faults(_placed("sounds", (one.source for one in timeline.sounds)), sound),
    ]
    if faults:
        raise Invalid(faults)


Named = Iterator[tuple[str, str]]
"""Places in a timeline, and the sources that stand there."""


def _alone(timeline: Timeline) -> Named:
    for number, clip in enumerate(timeline.pictures):
        if clip.source is not None:
            yield f"pictures[{number}].source", clip.source


def _layers(timeline: Timeline) -> Named:
    for number, clip in enumerate(timeline.pictures):
        for place, layer in enumerate(clip.layers):
            if isinstance(layer, Layer):
                yield f"pictures[{number}].layers[{place}].source", layer.source


def _placed(track: str, sources: Iterable[str]) -> Named:
    for number, source in enumerate(sources):
        yield f"{track}[{number}].source", source


def _finding(look: Callable[[Path], object], media: Media) -> Callable[[str], str | None]:
    """Return what tells why a source cannot be used, or None."""

    def found(source: str) -> str | None:
        try:
            look(media(source))
        except (NotFound, Invalid) as wrong:
            return str(wrong)
        return None

    return found


def _faults(named: Named, wrong: Callable[[str], str | None]) -> Iterator[Fault]:
    for place, source in named:
        if problem := wrong(source):
            yield Fault(place, problem)
