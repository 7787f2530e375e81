"""The worker process: takes jobs from the queue and makes them, until it is told to stop."""

import signal
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from reelwright.durable.engine import Conduct, Engine
from reelwright.durable.limits import Limits
from reelwright.pipeline.crew import Crew
from reelwright.ports.blobs import Blobs
from reelwright.ports.purchase import Seller
from reelwright.render.cache import Cache
from reelwright.render.means import Means
from reelwright.wiring.codec import StepCodec
from reelwright.wiring.floor import Floor
from reelwright.wiring.hands import Hands, far
from reelwright.wiring.office import Office
from reelwright.wiring.reuse import makers
from reelwright.wiring.vendors import OURS, Hired

DRAIN = 20.0
"""Seconds that steps under way may take to end when the worker is told to stop."""


def hands_on(blobs: Blobs, hands: Hands, hired: Hired) -> Crew:
    """Return the crew that is hired, keeping what it makes in `blobs`; what is slow, `hands` do.

    They do what this machine does: who asks another one only waits.
    """

    def offered(port: str) -> Any:  # noqa: ANN401 - one of several ports
        found = hired.offer(port)
        return found if isinstance(found, Seller) else far(found, port, hands)

    return Crew(
        planner=hired.offer("planner"),
        visual=offered("visual"),
        animator=offered("animator"),
        voice=offered("voice"),
        music=offered("music"),
        moderator=hired.offer("moderator"),
        blobs=blobs,
    )


def work(
    office: Office,
    width: int,
    limits: Limits,
    *,
    ready: Callable[[str], None] = lambda _name: None,
    crew: Hired | Callable[[Blobs, Hands], Crew] = OURS,
    around: Callable[[Conduct], Conduct] = lambda conduct: conduct,
) -> None:
    """Take jobs until SIGTERM or SIGINT comes; then let steps end, and hand on the rest.

    `width` bounds the processes that film, and those that paint and speak. `ready` hears the
    worker's name once it takes jobs. `crew` are the vendors that are hired, or makes a crew.
    `around` is put around whatever makes a job.
    """
    halt = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: halt.set())
    means = Means(width, Cache(office.data / "coded"))
    hired = crew if isinstance(crew, Hired) else OURS
    made = partial(hands_on, hired=crew) if isinstance(crew, Hired) else crew
    hands = Hands(width, hired.chosen)
    floor = Floor(office, made(office.blobs, hands), means, makers(hired))
    engine = Engine(office.engine, around(floor.conduct), StepCodec(), floor, limits=limits)
    engine.launch()
    ready(engine.worker)
    halt.wait()
    engine.drain(DRAIN)
    hands.close()
    floor.close()
