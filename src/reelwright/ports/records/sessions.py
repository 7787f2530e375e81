"""Sessions: each log-in, until it ends; and the refresh tokens that carry one on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Session:
    """A log-in to one audience (`native`, or a contract): no token outlives it."""

    id: str
    account_id: str
    audience: str
    user_agent: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A token that buys a new pair, once; kept as its SHA-256."""

    hash: str
    session_id: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecoveryToken:
    """A token mailed to somebody who forgot a password: once, soon, for that alone."""

    hash: str
    account_id: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Sessions(Protocol):
    """The sessions there are, and were."""

    def add(self, session: Session) -> None:
        """Keep a new session."""
        ...

    def get(self, session: str) -> Session | None:
        """Return the session with this id, ended or not."""
        ...

    def of(self, account: str) -> tuple[Session, ...]:
        """Return an account's sessions that have not ended by revocation, the newest first."""
        ...

    def touch(self, session: str, at: datetime) -> None:
        """Note that a session was used."""
        ...

    def extend(self, session: str, expires_at: datetime) -> None:
        """Let a session live until then."""
        ...

    def revoke(self, session: str, at: datetime) -> bool:
        """End a session; false if it had ended."""
        ...

    def revoke_all(self, account: str, at: datetime, but: str | None = None) -> int:
        """End all sessions of an account but one; return how many."""
        ...

    def add_refresh(self, token: RefreshToken) -> None:
        """Keep a new refresh token."""
        ...

    def refresh(self, digest: str) -> RefreshToken | None:
        """Return the refresh token with this hash."""
        ...

    def use_refresh(self, digest: str, at: datetime) -> bool:
        """Use up a refresh token; false if it was used before."""
        ...

    def add_recovery(self, token: RecoveryToken) -> None:
        """Keep a new recovery token."""
        ...

    def use_recovery(self, digest: str, at: datetime) -> RecoveryToken | None:
        """Use up a recovery token and return it; None if there is none, or it was used."""
        ...

    def void_recoveries(self, account: str, at: datetime) -> int:
        """Use up all recovery tokens of an account; return how many."""
        ...

    def recoveries_since(self, account: str, at: datetime) -> int:
        """Return how many recovery tokens an account was sent since then."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Forget sessions, and recovery tokens, that ended before a moment; return how many."""
        ...
