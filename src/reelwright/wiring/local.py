"""Films made in this process: the offline crew, a runner in memory, a folder for the pieces."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TypeVar

from reelwright.durable.local import LocalRunner
from reelwright.model.asset import Film
from reelwright.model.brief import Brief
from reelwright.model.errors import Unavailable
from reelwright.model.output import SUBTITLES, Output
from reelwright.model.progress import Progress, Step
from reelwright.model.storyboard import Storyboard
from reelwright.model.timeline import Timeline
from reelwright.pipeline import sidecar as sidecars
from reelwright.pipeline.crew import Crew
from reelwright.pipeline.production import Production, Site
from reelwright.pipeline.upload import Upload, keep
from reelwright.providers.catalog import offer
from reelwright.render.cache import Cache
from reelwright.render.export import Rendered
from reelwright.render.means import Means
from reelwright.render.media import beside, checked
from reelwright.render.produce import Written, produce
from reelwright.render.watch import Watch
from reelwright.render.whole import writable
from reelwright.settings import Settings
from reelwright.storage.blobs.local import LocalBlobs

T = TypeVar("T")

Listener = Callable[[Progress], None]

VENDOR = "offline"

_HEARING = 0.2
"""Seconds within which an interrupt is heard."""


def crew(folder: Path) -> Crew:
    """Return the offline crew, keeping what it makes in `folder`."""
    return Crew(
        planner=offer(VENDOR, "planner"),
        visual=offer(VENDOR, "visual"),
        animator=offer(VENDOR, "animator"),
        voice=offer(VENDOR, "voice"),
        music=offer(VENDOR, "music"),
        moderator=offer(VENDOR, "moderator"),
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
        place, media = writable(out, (output.kind,)), beside(folder)
        if output.kind not in SUBTITLES:
            checked(timeline, media)
        watch, means = Watch(self._filmed, self._stop), self._means()
        return _beside(
            lambda: produce(timeline, place, media, output=output, means=means, watch=watch),
            self._stop,
        )

    def _means(self) -> Means:
        kept = self._settings.media
        return Means(self._settings.width, Cache(kept / "coded") if kept else None)

    def _site(self, out: Path, sidecar: Path | None, told: frozenset[str]) -> Site:
        means, clock = self._means(), time.perf_counter
        return Site(out, means, clock=clock, stop=self._stop, sidecar=sidecar, told=told)

    def _conducted(
        self,
        brief: Brief,
        site: Site,
        uploads: Collection[Upload],
        work: Callable[[Production], Awaitable[T]],
    ) -> T:
        """Return what a production of `brief` comes to, its uploads kept before it begins."""

        async def conducted(folder: Path) -> T:
            made = crew(folder)
            for one in uploads:
                await keep(one, made.blobs)
            runner = LocalRunner(width=site.means.workers, listen=self._listen, stop=self._stop)
            return await work(Production(brief, made, runner, site))

        def within() -> T:
            with self._folder() as folder:
                return asyncio.run(conducted(folder))

        return _beside(within, self._stop)

    def _filmed(self, done: int, frames: int) -> None:
        note = f"frame {done} of {frames}"
        self._listen(Progress(step=Step.FILM, done=done / frames, note=note))

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


def _beside(work: Callable[[], T], stop: Event) -> T:
    """Run `work` in a thread of its own: it may be called inside an event loop, and stopped."""
    with ThreadPoolExecutor(1, thread_name_prefix="reelwright") as thread:
        try:
            future = thread.submit(work)
            # A signal that comes just before a wait begins is not heard until the wait is over.
            while not wait([future], timeout=_HEARING).done:
                pass
            return future.result()
        except BaseException:
            stop.set()
            raise
