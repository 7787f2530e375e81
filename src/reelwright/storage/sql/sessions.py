"""Sessions in the database, and the tokens that belong to them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from reelwright.ports.records.sessions import RecoveryToken, RefreshToken, Session
from reelwright.storage.sql.rows import fields, one, several
from reelwright.storage.sql.tables import recovery_tokens, refresh_tokens, sessions


class SqlSessions:
    """The sessions there are, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, session: Session) -> None:
        """Keep a new session."""
        self._connection.execute(sa.insert(sessions).values(**fields(session)))

    def get(self, session: str) -> Session | None:
        """Return the session with this id, ended or not."""
        return one(self._connection, Session, sa.select(sessions).where(sessions.c.id == session))

    def of(self, account: str) -> tuple[Session, ...]:
        """Return an account's sessions that have not ended by revocation, the newest first."""
        mine = sa.select(sessions).where(
            sessions.c.account_id == account, sessions.c.revoked_at.is_(None)
        )
        return several(self._connection, Session, mine.order_by(sessions.c.id.desc()))

    def touch(self, session: str, at: datetime) -> None:
        """Note that a session was used."""
        self._set(session, last_used_at=at)

    def extend(self, session: str, expires_at: datetime) -> None:
        """Let a session live until then."""
        self._set(session, expires_at=expires_at)

    def revoke(self, session: str, at: datetime) -> bool:
        """End a session; false if it had ended."""
        open_ = sa.and_(sessions.c.id == session, sessions.c.revoked_at.is_(None))
        return self._revoked(open_, at) == 1

    def revoke_all(self, account: str, at: datetime, but: str | None = None) -> int:
        """End all sessions of an account but one; return how many."""
        mine = sa.and_(sessions.c.account_id == account, sessions.c.revoked_at.is_(None))
        return self._revoked(mine if but is None else sa.and_(mine, sessions.c.id != but), at)

    def add_refresh(self, token: RefreshToken) -> None:
        """Keep a new refresh token."""
        self._connection.execute(sa.insert(refresh_tokens).values(**fields(token)))

    def refresh(self, digest: str) -> RefreshToken | None:
        """Return the refresh token with this hash."""
        mine = sa.select(refresh_tokens).where(refresh_tokens.c.hash == digest)
        return one(self._connection, RefreshToken, mine)

    def use_refresh(self, digest: str, at: datetime) -> bool:
        """Use up a refresh token; false if it was used before."""
        unused = sa.update(refresh_tokens).where(
            refresh_tokens.c.hash == digest, refresh_tokens.c.used_at.is_(None)
        )
        return self._connection.execute(unused.values(used_at=at)).rowcount == 1

    def add_recovery(self, token: RecoveryToken) -> None:
        """Keep a new recovery token."""
        self._connection.execute(sa.insert(recovery_tokens).values(**fields(token)))

    def use_recovery(self, digest: str, at: datetime) -> RecoveryToken | None:
        """Use up a recovery token and return it; None if there is none, or it was used."""
        unused = sa.update(recovery_tokens).where(
            recovery_tokens.c.hash == digest, recovery_tokens.c.used_at.is_(None)
        )
        if self._connection.execute(unused.values(used_at=at)).rowcount == 0:
            return None
        mine = sa.select(recovery_tokens).where(recovery_tokens.c.hash == digest)
        return one(self._connection, RecoveryToken, mine)

    def void_recoveries(self, account: str, at: datetime) -> int:
        """Use up all recovery tokens of an account; return how many."""
        mine = sa.update(recovery_tokens).where(
            recovery_tokens.c.account_id == account, recovery_tokens.c.used_at.is_(None)
        )
        return self._connection.execute(mine.values(used_at=at)).rowcount

    def recoveries_since(self, account: str, at: datetime) -> int:
        """Return how many recovery tokens an account was sent since then."""
        mine = sa.select(sa.func.count()).where(
            recovery_tokens.c.account_id == account, recovery_tokens.c.created_at >= at
        )
        return self._connection.scalar(mine) or 0

    def forget(self, before: datetime, limit: int) -> int:
        """Forget sessions, and recovery tokens, that ended before a moment; return how many."""
        spent = sa.delete(recovery_tokens).where(recovery_tokens.c.expires_at < before)
        self._connection.execute(spent)
        ended = sa.or_(sessions.c.expires_at < before, sessions.c.revoked_at < before)
        old = sa.select(sessions.c.id).where(ended).limit(limit)
        return self._connection.execute(sa.delete(sessions).where(sessions.c.id.in_(old))).rowcount

    def _set(self, session: str, **columns: Any) -> None:  # noqa: ANN401 - any column's value
        mine = sa.update(sessions).where(sessions.c.id == session)
        self._connection.execute(mine.values(**columns))

    def _revoked(self, which: "sa.ColumnElement[bool]", at: datetime) -> int:
        statement = sa.update(sessions).where(which).values(revoked_at=at)
        return self._connection.execute(statement).rowcount
