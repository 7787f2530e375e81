"""The desk: all that handlers of requests are given of an installation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from reelwright.model.value import Json
from reelwright.ports.buckets import Buckets
from reelwright.ports.records import Store
from reelwright.ports.shelf import Shelf
from reelwright.services.door import Door
from reelwright.services.jobs import Room
from reelwright.services.spending import Prices, Terms
from reelwright.services.uploads import Bounds


@dataclass(frozen=True, slots=True)
class Desk:
    """One installation, as its API needs it. No handler knows anything else of the world.

    `catalogue` is what may be asked for, as plain data: styles, voices, languages, models.
    `cancel` calls a job off on the studio floor, after its row says so. `secret` signs links,
    cursors and tokens. `door` is how people get in. In `buckets` is counted who asks how often.
    `bounds` are how large uploads may be. `rules` are settings of one contract, by name.
    `judge` says how unacceptable words are, from 0 to 1, before anything is made of them; None
    where they are judged on the studio floor alone.
    """

    store: Store
    blobs: Shelf
    clock: Callable[[], datetime]
    cancel: Callable[[str], None]
    secret: bytes
    prices: Prices
    terms: Terms
    room: Room
    base_url: str
    catalogue: Mapping[str, Json]
    door: Door
    buckets: Buckets
    bounds: Bounds = field(default_factory=Bounds)
    rules: Mapping[str, Json] = field(default_factory=dict)
    judge: Callable[[str], float] | None = None


async def desk(request: Request) -> Desk:
    """Return the desk that the application was made with."""
    found = request.app.state.desk
    assert isinstance(found, Desk)  # noqa: S101 - tells the type checker what `face` put there
    return found


AtDesk = Annotated[Desk, Depends(desk)]
"""The desk, as a handler asks for it."""
