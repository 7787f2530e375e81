"""Timelines rendered in this process with the owner's settings; nothing of a production is needed.

Heavy things are imported when there is something to render.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event
from typing import TypeVar

from reelwright.model.output import SUBTITLES, Output
from reelwright.model.progress import Progress, Step
from reelwright.model.timeline import Timeline
from reelwright.render.cache import Cache
from reelwright.render.export import Rendered
from reelwright.render.means import Means
from reelwright.render.produce import Written, produce
from reelwright.render.watch import Watch
from reelwright.settings import Settings

T = TypeVar("T")

Listener = Callable[[Progress], None]

_HEARING = 0.2
"""Seconds within which an interrupt is heard."""


def means(settings: Settings) -> Means:
    """Return what the owner lets a render have."""
    kept = settings.media
    return Means(settings.width, Cache(kept / "coded") if kept else None)


def render(
    timeline: Timeline, folder: Path, out: Path, output: Output, settings: Settings, hear: Listener
) -> Rendered | Written:
    """Render a timeline, its media taken from `folder`, into `out`, named as its kind asks.

    `hear` is told of the frames. `Invalid` has a fault for every media file that cannot be used.
    """
    from reelwright.render.media import beside as media_beside  # noqa: PLC0415 - see above
    from reelwright.render.media import checked  # noqa: PLC0415
    from reelwright.render.whole import writable  # noqa: PLC0415

    place, media, stop = writable(out, (output.kind,)), media_beside(folder), Event()
    if output.kind not in SUBTITLES:
        checked(timeline, media)
    watch = Watch(lambda done, frames: hear(_filmed(done, frames)), stop)
    return beside(
        lambda: produce(timeline, place, media, output=output, means=means(settings), watch=watch),
        stop,
    )


def beside(work: Callable[[], T], stop: Event) -> T:
    """Run `work` in a thread of its own: it may be called inside an event loop, and stopped.

    Whatever ends the wait, such as an interrupt, sets `stop` first.
    """
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


def _filmed(done: int, frames: int) -> Progress:
    return Progress(step=Step.FILM, done=done / frames, note=f"frame {done} of {frames}")
