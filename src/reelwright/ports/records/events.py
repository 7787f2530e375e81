"""Events: what happened, each topic's in order and without a gap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reelwright.model.value import Json


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: the `seq`th of its topic, counted from one.

    A topic is `job:<id>` for all about one job, or `account:<id>` for what began and ended.
    """

    topic: str
    seq: int
    type: str
    payload: Mapping[str, Json]
    at: datetime


class Events(Protocol):
    """What happened."""

    def append(self, topic: str, kind: str, payload: Mapping[str, Json], at: datetime) -> Event:
        """Keep that something happened, as the next of its topic."""
        ...

    def after(self, topic: str, seq: int, limit: int) -> tuple[Event, ...]:
        """Return events of a topic in order, those after a number."""
        ...

    def last(self, topic: str) -> int:
        """Return the number of a topic's last event; nought if there is none."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Forget events that happened before a moment, at most so many; return how many."""
        ...
