"""The media files a timeline names: where they are, and whether all of them can be used."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reelwright.model.errors import Fault, Invalid, NotFound
from reelwright.model.timeline import Timeline
from reelwright.render import probe

Media = Callable[[str], Path]
"""Gives the local file of a source that a timeline names."""


def beside(folder: Path) -> Media:
    """Return media named by paths, relative ones taken from `folder`."""
    return lambda source: folder / source


def checked(timeline: Timeline, media: Media) -> None:
    """Raise `Invalid` with a fault for every media file that is missing or cannot be used."""
    pictures = (clip.source for clip in timeline.pictures)
    sounds = (clip.source for clip in timeline.sounds)
    faults = [
        *_faults("pictures", pictures, probe.still, media),
        *_faults("sounds", sounds, probe.sound, media),
    ]
    if faults:
        raise Invalid(faults)


def _faults(
    track: str, sources: Iterable[str], look: Callable[[Path], object], media: Media
) -> Iterator[Fault]:
    for number, source in enumerate(sources):
        try:
            look(media(source))
        except (NotFound, Invalid) as wrong:
            yield Fault(f"{track}[{number}].source", str(wrong))
