"""Letters in the database."""

from datetime import datetime

import sqlalchemy as sa

from reelwright.ports.records.letters import Letter
from reelwright.storage.sql.rows import fields, several
from reelwright.storage.sql.tables import letters


class SqlLetters:
    """The mail there is, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, letter: Letter) -> None:
        """Keep a letter to be sent."""
        self._connection.execute(sa.insert(letters).values(**fields(letter)))

    def due(self, at: datetime, limit: int) -> tuple[Letter, ...]:
        """Return letters to be sent now, the oldest first."""
        waiting = sa.select(letters).where(letters.c.sent_at.is_(None), letters.c.due_at <= at)
        return several(self._connection, Letter, waiting.order_by(letters.c.id).limit(limit))

    def claim(self, letter: str, at: datetime, due_at: datetime) -> bool:
        """Take a due letter to send: it is due again then, if nothing is heard. False if taken."""
        mine = sa.update(letters).where(
            letters.c.id == letter, letters.c.sent_at.is_(None), letters.c.due_at <= at
        )
        taken = mine.values(due_at=due_at, attempts=letters.c.attempts + 1)
        return self._connection.execute(taken).rowcount == 1

    def sent(self, letter: str, at: datetime) -> None:
        """Note that a letter was sent; what it said is forgotten, as it may hold a token."""
        mine = sa.update(letters).where(letters.c.id == letter)
        self._connection.execute(mine.values(sent_at=at, text=""))

    def forget(self, before: datetime, limit: int) -> int:
        """Forget letters that were written before a moment, at most so many; return how many."""
        old = sa.select(letters.c.id).where(letters.c.created_at < before).limit(limit)
        return self._connection.execute(sa.delete(letters).where(letters.c.id.in_(old))).rowcount
