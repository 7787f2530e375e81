"""Films made in this process: the offline crew, a runner in memory, a folder for the pieces."""

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
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

    def __init__(self, settings: Settings, listen: Listener) -> None:
        self._settings, self._listen, self._stop = settings, listen, Event()

    def make(
        self,
        brief: Brief,
        out: Path,
        sidecar: Path | None = None,
        told: frozenset[str] = frozenset(),
    ) -> Film:
        """Return the film of `brief`, made into `out`, its papers written to `sidecar`.

        It tells none of the tales `told` while there is another.
        """
        place = writable(out)
        beside = sidecars.free(sidecar) if sidecar else None
        return _beside(lambda: self._produce(brief, place, beside, told), self._stop)

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

    def _produce(self, brief: Brief, out: Path, sidecar: Path | None, told: frozenset[str]) -> Film:
        means = self._means()
        site = Site(
            out, means, clock=time.perf_counter, stop=self._stop, sidecar=sidecar, told=told
        )
        with self._folder() as folder:
            runner = LocalRunner(width=means.workers, listen=self._listen, stop=self._stop)
            return asyncio.run(Production(brief, crew(folder), runner, site).produce())

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


def plan(brief: Brief, told: frozenset[str] = frozenset()) -> Storyboard:
    """Return the storyboard of a brief; nothing is made and nothing is spent."""
    site = Site(Path(), Means(1), clock=time.perf_counter, stop=Event(), told=told)
    return _beside(lambda: _planned(brief, site), site.stop)


def _planned(brief: Brief, site: Site) -> Storyboard:
    return asyncio.run(Production(brief, crew(Path()), LocalRunner(), site).plan())


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
