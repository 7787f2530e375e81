"""Numbers given out in order: one row a counter, locked while its transaction lasts."""

import sqlalchemy as sa

from reelwright.storage.sql.rows import added
from reelwright.storage.sql.tables import counters


def following(connection: sa.Connection, name: str) -> int:
    """Return the next number of a counter, from 1; it is given back if the transaction fails."""
    added(connection, counters, {"name": name, "last": 0}, ["name"])
    number = connection.scalar(
        sa.update(counters)
        .where(counters.c.name == name)
        .values(last=counters.c.last + 1)
        .returning(counters.c.last)
    )
    return int(number or 0)


def last(connection: sa.Connection, name: str) -> int:
    """Return the last number a counter gave out; nought if none."""
    found = connection.scalar(sa.select(counters.c.last).where(counters.c.name == name))
    return int(found or 0)
