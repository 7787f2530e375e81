"""A film assembled: its two tracks made side by side or found, and joined."""

from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from threading import Lock

from reelwright.model.output import Output
from reelwright.model.report import Report
from reelwright.model.timeline import Timeline
from reelwright.render.beside import Beside
from reelwright.render.canvas import Canvas
from reelwright.render.captions import unavailable
from reelwright.render.encode import CodedSound, settled
from reelwright.render.farm import Farm
from reelwright.render.kernels import less
from reelwright.render.means import Means
from reelwright.render.media import Media
from reelwright.render.outputs.film import opened, size
from reelwright.render.picturetrack import PictureTrack
from reelwright.render.plan import plan
from reelwright.render.rendered import Rendered
from reelwright.render.soundtrack import SoundTrack
from reelwright.render.sources.sound import RATE
from reelwright.render.text.fonts import faces
from reelwright.render.text.runs import missing
from reelwright.render.watch import Watch

_EARLY = 2_000
"""Packets of sound that may wait for their pictures: 43 seconds, a megabyte."""


class Assembly:
    """One export: the picture track and the sound track joined by the caller's thread."""

    def __init__(
        self, timeline: Timeline, media: Media, output: Output, watch: Watch, means: Means
    ) -> None:
        self._timeline, self._media, self._means = timeline, media, means
        self._plan, self._watch = plan(timeline), watch
        self._canvas = Canvas(timeline.width, timeline.height, timeline.rate)
        self._form, self._less = settled(output, self._canvas)
        self._missing = _missing(timeline)  # which also refuses what cannot be set at all
        samples = timeline.rate.time(self._plan.frames).samples(RATE)
        self._pictures = PictureTrack(timeline, self._plan, media, self._form, means)
        self._sound = SoundTrack(timeline, media, self._form, samples, means.cache)
        self._done, self._counting = 0, Lock()
        self._report: Report | None = None

    def run(self, out: Path, farm: Farm) -> None:
        """Make the film `out`, its pictures on `farm`, which is left then."""
        lengths = [segment.frames for segment in self._plan.segments]
        with (
            opened(out, self._form, lengths, self._inspect) as film,
            Beside(self._heard, _EARLY) as sound,
            farm,  # which is left before the film is inspected
        ):
            # The first segment is asked for, and others with it, before the sound is waited for.
            segments = self._pictures.coded(farm, self._count, self._watch.check)
            opening = next(segments)
            film.add_coded_sound(sound)
            for segment, coded in chain([opening], segments):
                film.add_segment(coded, segment.first)
            film.finish()

    def _heard(self) -> Iterator[CodedSound]:
        """Yield the sound; then, while pictures are still made, import what looks at them."""
        yield from self._sound.packets(self._watch.check)
        if self._means.inspected:
            import_module("reelwright.render.inspect")

    def rendered(self, out: Path) -> Rendered:
        """Return what came out, now that it has."""
        return Rendered(
            path=out,
            frames=self._plan.frames,
            bytes=size(out, self._form),
            sound=self._sound.measured,
            missing_glyphs=self._missing,
            less=(*self._less, *self._unavailable, *less(self._means.kernels)),
            segments=len(self._plan.segments),
            reused=self._pictures.reused,
            sound_reused=self._sound.reused,
            kernels=self._means.kernels,
            report=self._report,
        )

    @property
    def _unavailable(self) -> list[str]:
        captions = self._timeline.captions
        return unavailable(captions) if captions else []

    def _inspect(self, made: Path) -> None:
        if self._means.inspected:
            from reelwright.render.inspect import certified  # noqa: PLC0415 - see `_heard`

            self._report = certified(
                made,
                self._timeline,
                self._media,
                check=self._watch.check,
                workers=self._means.workers,
            )

    def _count(self, frames: int) -> None:
        with self._counting:
            self._done += frames
            done = self._done
        self._watch.told(done, self._plan.frames)


def _missing(timeline: Timeline) -> tuple[str, ...]:
    """Return the graphemes of captions and titles that no font has, each once."""
    captions = timeline.captions
    texts = [(cue.text, captions.language) for cue in captions.cues] if captions else []
    for title in timeline.titles:
        texts += [(title.text, title.language), (title.second, title.language)]
    lacking = (one for text, language in texts for one in missing(text, faces(language)))
    return tuple(dict.fromkeys(lacking))
