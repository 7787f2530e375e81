"""The worker process: takes jobs from the queue and makes them, until it is told to stop."""

import signal
from collections.abc import Callable
from threading import Event

from reelwright.durable.engine import Conduct, Engine
from reelwright.durable.limits import Limits
from reelwright.pipeline.crew import Crew
from reelwright.ports.blobs import Blobs
from reelwright.providers.catalog import offer
from reelwright.render.cache import Cache
from reelwright.render.means import Means
from reelwright.wiring.codec import StepCodec
from reelwright.wiring.floor import Floor
from reelwright.wiring.hands import Hands, far
from reelwright.wiring.office import Office
from reelwright.wiring.reuse import identity

VENDOR = "offline"

DRAIN = 20.0
"""Seconds that steps under way may take to end when the worker is told to stop."""


def crew(blobs: Blobs, hands: Hands) -> Crew:
    """Return the offline crew, keeping what it makes in `blobs`; what is slow, `hands` do."""
    return Crew(
        planner=offer(VENDOR, "planner"),
        visual=far(offer(VENDOR, "visual"), "visual", hands),
        animator=far(offer(VENDOR, "animator"), "animator", hands),
        voice=far(offer(VENDOR, "voice"), "voice", hands),
        music=far(offer(VENDOR, "music"), "music", hands),
        moderator=offer(VENDOR, "moderator"),
        blobs=blobs,
    )


def work(
    office: Office,
    width: int,
    limits: Limits,
    *,
    ready: Callable[[str], None] = lambda _name: None,
    crew: Callable[[Blobs, Hands], Crew] = crew,
    around: Callable[[Conduct], Conduct] = lambda conduct: conduct,
) -> None:
    """Take jobs until SIGTERM or SIGINT comes; then let steps end, and hand on the rest.

    `width` bounds the processes that film, and those that paint and speak. `ready` hears the
    worker's name once it takes jobs. `around` is put around whatever makes a job.
    """
    halt = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: halt.set())
    means = Means(width, Cache(office.data / "coded"))
    hands = Hands(width)
    floor = Floor(office, crew(office.blobs, hands), means, identity(VENDOR))
    engine = Engine(office.engine, around(floor.conduct), StepCodec(), floor, limits=limits)
    engine.launch()
    ready(engine.worker)
    halt.wait()
    engine.drain(DRAIN)
    hands.close()
    floor.close()
