"""API keys in the database."""

from datetime import datetime

import sqlalchemy as sa

from reelwright.ports.records.keys import ApiKey
from reelwright.storage.sql.rows import fields, one, several
from reelwright.storage.sql.tables import keys


class SqlKeys:
    """The API keys there are, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, key: ApiKey) -> None:
        """Keep a new key."""
        self._connection.execute(sa.insert(keys).values(**fields(key)))

    def get(self, key: str) -> ApiKey | None:
        """Return the key with this id."""
        return one(self._connection, ApiKey, sa.select(keys).where(keys.c.id == key))

    def by_hash(self, digest: str) -> ApiKey | None:
        """Return the key with this hash."""
        return one(self._connection, ApiKey, sa.select(keys).where(keys.c.hash == digest))

    def of(self, account: str) -> tuple[ApiKey, ...]:
        """Return an account's keys, the newest first, revoked ones too."""
        mine = sa.select(keys).where(keys.c.account_id == account).order_by(keys.c.id.desc())
        return several(self._connection, ApiKey, mine)

    def touch(self, key: str, at: datetime) -> None:
        """Note that a key was used."""
        self._connection.execute(sa.update(keys).where(keys.c.id == key).values(last_used_at=at))

    def revoke(self, key: str, at: datetime) -> bool:
        """End a key; false if it had ended."""
        mine = sa.update(keys).where(keys.c.id == key, keys.c.revoked_at.is_(None))
        return self._connection.execute(mine.values(revoked_at=at)).rowcount == 1
