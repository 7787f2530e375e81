"""API keys: credentials for programs, known here by their hashes alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key: `hash` is its SHA-256, `shown` its beginning and end, by which an owner knows it."""

    id: str
    account_id: str
    name: str
    hash: str
    shown: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


class Keys(Protocol):
    """The API keys there are, and were."""

    def add(self, key: ApiKey) -> None:
        """Keep a new key."""
        ...

    def get(self, key: str) -> ApiKey | None:
        """Return the key with this id."""
        ...

    def by_hash(self, digest: str) -> ApiKey | None:
        """Return the key with this hash."""
        ...

    def of(self, account: str) -> tuple[ApiKey, ...]:
        """Return an account's keys, the newest first, revoked ones too."""
        ...

    def touch(self, key: str, at: datetime) -> None:
        """Note that a key was used."""
        ...

    def revoke(self, key: str, at: datetime) -> bool:
        """End a key; false if it had ended."""
        ...
