"""Offers: a contract with all that serves it, as the application is given it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter

from reelwright.api.kit.contract import Contract
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.dispatch import Marks
from reelwright.services.door import Span


@dataclass(frozen=True, slots=True)
class Offer:
    """A published contract: its routes, how long its tokens last, and how its requests are told.

    Its name is the path it is mounted at and the audience of its tokens. `roots` are the prefixes
    of the addresses in its document.
    """

    contract: Contract
    routers: Sequence[APIRouter]
    span: Span
    marks: Marks = field(default_factory=Marks)
    roots: Sequence[str] = ("/api/v1",)


@dataclass(frozen=True, slots=True)
class Served:
    """An offer that is switched on, at a desk of its own: its prices, terms and rules."""

    offer: Offer
    desk: Desk
