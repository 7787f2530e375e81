"""Films made in this process: the offline crew, a runner in memory, a folder for the pieces."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TypeVar

from reelwright.durable.local import LocalRunner
from reelwright.model.asset import Film
from reelwright.model.brief import Brief
from reelwright.model.errors import Unavailable
from reelwright.model.output import Output
from reelwright.model.storyboard import Storyboard
from reelwright.model.timeline import Timeline
from reelwright.pipeline import sidecar as sidecars
from reelwright.pipeline.crew import Crew
from reelwright.pipeline.production import Production, Site
from reelwright.pipeline.upload import Upload, keep
from reelwright.render.export import Rendered
from reelwright.render.produce import Written
from reelwright.render.whole import writable
from reelwright.settings import Settings
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.wiring import rendering
from reelwright.wiring.rendering import Listener, beside, means
from reelwright.wiring.vendors import OURS, Hired, hired

T = TypeVar("T")


def crew(folder: Path, hired: Hired = OURS) -> Crew:
    """Return the crew that is hired, keeping what it makes in `folder`."""
    return Crew(
        planner=hired.offer("planner"),
        visual=hired.offer("visual"),
        animator=hired.offer("animator"),
        voice=hired.offer("voice"),
        music=hired.offer("music"),
        moderator=hired.offer("moderator"),
        blobs=LocalBlobs(folder),
    )


class Workshop:
    """Makes films with the owner's settings, telling a listener of the progress."""

    def __init__(self, settings: Settings, listen: Listener = lambda _news: None) -> None:
        self._settings, self._listen, self._stop = settings, listen, Event()

    def make(
        self,
        brief: Brief,
        out: Path,
        sidecar: Path | None = None,
        told: frozenset[str] = frozenset(),
        uploads: Collection[Upload] = (),
    ) -> Film:
        """Return the film of `brief`, made into `out`, its papers written to `sidecar`.

        It tells none of the tales `told` while there is another. `uploads` are pictures that the
        brief names, kept first.
        """
        site = self._site(writable(out), sidecars.free(sidecar) if sidecar else None, told)
        return self._conducted(brief, site, uploads, Production.produce).film

    def plan(
        self,
        brief: Brief,
        told: frozenset[str] = frozenset(),
        uploads: Collection[Upload] = (),
    ) -> Storyboard:
        """Return the storyboard of a brief; nothing but its pictures is kept, nothing is spent."""
        return self._conducted(brief, self._site(Path(), None, told), uploads, Production.plan)

    def render(
        self, timeline: Timeline, folder: Path, out: Path, output: Output
    ) -> Rendered | Written:
        """Render a timeline, its media taken from `folder`, into `out`, named as its kind asks."""
        return rendering.render(timeline, folder, out, output, self._settings, self._listen)

    def _site(self, out: Path, sidecar: Path | None, told: frozenset[str]) -> Site:
        allowed, clock = means(self._settings), time.perf_counter
        return Site(out, allowed, clock=clock, stop=self._stop, sidecar=sidecar, told=told)

    def _conducted(
        self,
        brief: Brief,
        site: Site,
        uploads: Collection[Upload],
        work: Callable[[Production], Awaitable[T]],
    ) -> T:
        """Return what a production of `brief` comes to, its uploads kept before it begins."""

        async def conducted(folder: Path) -> T:
            made = crew(folder, hired(self._settings))
            for one in uploads:
                await keep(one, made.blobs)
            runner = LocalRunner(width=site.means.workers, listen=self._listen, stop=self._stop)
            return await work(Production(brief, made, runner, site))

        def within() -> T:
            with self._folder() as folder:
                return asyncio.run(conducted(folder))

        return beside(within, self._stop)

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        """Give the folder that pictures and sounds are kept in: the owner's, or a passing one."""
        if self._settings.media is not None:
            yield self._settings.media
            return
        with _passing() as folder:
            yield Path(folder)


def _passing() -> "tempfile.TemporaryDirectory[str]":
    try:
        return tempfile.TemporaryDirectory(prefix="reelwright-")
    except OSError as refused:
        raise Unavailable(
            f"Pictures and sounds have no folder to wait in: {refused.strerror}. "
            "Set TMPDIR to one that can be written."
        ) from refused
