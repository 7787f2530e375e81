"""Events in the database."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from reelwright.model.value import Json
from reelwright.ports.records.events import Event
from reelwright.storage.sql import counters
from reelwright.storage.sql.rows import fields, several
from reelwright.storage.sql.tables import events


class SqlEvents:
    """What happened, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def append(self, topic: str, kind: str, payload: Mapping[str, Json], at: datetime) -> Event:
        """Keep that something happened, as the next of its topic."""
        # The counter's row is locked until the commit, so a topic's events commit in their order.
        event = Event(topic, counters.following(self._connection, topic), kind, payload, at)
        self._connection.execute(sa.insert(events).values(**fields(event)))
        return event

    def after(self, topic: str, seq: int, limit: int) -> tuple[Event, ...]:
        """Return events of a topic in order, those after a number."""
        mine = sa.select(events).where(events.c.topic == topic, events.c.seq > seq)
        return several(self._connection, Event, mine.order_by(events.c.seq).limit(limit))

    def last(self, topic: str) -> int:
        """Return the number of a topic's last event; nought if there is none."""
        return counters.last(self._connection, topic)

    def forget(self, before: datetime, limit: int) -> int:
        """Forget events that happened before a moment, at most so many; return how many."""
        key = sa.tuple_(events.c.topic, events.c.seq)
        old = sa.select(events.c.topic, events.c.seq).where(events.c.at < before).limit(limit)
        return self._connection.execute(sa.delete(events).where(key.in_(old))).rowcount
