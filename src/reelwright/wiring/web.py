"""The web process: the office's desk, and the application that serves from it.

It never loads what pictures and sound are made with: a film is the workers' business.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from reelwright.api.app import App, Ways
from reelwright.api.app import app as serving
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.limits import Policies
from reelwright.api.kit.offer import Served
from reelwright.api.native.health import Pulse
from reelwright.api.native.problems import NATIVE
from reelwright.durable.database import away
from reelwright.model.value import Json
from reelwright.services.door import Door
from reelwright.services.gate import Gate
from reelwright.wiring.office import Office

log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sign:
    """What an installation shows of itself: its address, and what may be asked for.

    `secret` signs links and cursors. `pulse` tells how it is, where that is to be served. One
    account may ask our own API as often as `every` says. `contracts` are those that are served,
    each given the desk that its own is made of; `ways` is how they are reached.
    """

    secret: bytes
    base_url: str
    catalogue: Mapping[str, Json] = field(default_factory=dict)
    origins: Sequence[str] = ()
    pulse: Callable[[], Pulse] | None = None
    every: Policies | None = NATIVE.every
    contracts: Callable[[Desk], Sequence[Served]] = lambda _desk: ()
    ways: Ways = field(default_factory=Ways)


def app(office: Office, door: Door, sign: Sign) -> App:
    """Return the application of an office."""
    desk = Desk(
        store=office.store,
        blobs=office.blobs,
        clock=office.clock,
        cancel=_calling_off(office),
        secret=sign.secret,
        prices=office.house.prices,
        terms=office.house.terms,
        room=office.house.room,
        bounds=office.house.bounds,
        base_url=sign.base_url,
        catalogue=sign.catalogue,
        door=door,
        buckets=office.buckets,
    )
    gate = Gate(office.store, door.tokens, office.clock)
    return serving(
        desk,
        gate,
        pulse=sign.pulse,
        origins=sign.origins,
        every=sign.every,
        ways=replace(sign.ways, contracts=sign.contracts(desk)),
    )


def _calling_off(office: Office) -> Callable[[str], None]:
    """Return what calls a job off on the floor; while the database is away, the sweep does it."""

    def cancel(job: str) -> None:
        try:
            office.queue.cancel(job)
        except SQLAlchemyError as fault:
            if not away(fault):
                raise
            log.warning("%s: it is called off when the database is back", job)

    return cancel
