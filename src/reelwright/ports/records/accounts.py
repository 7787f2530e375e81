"""Accounts: who may use this, and as what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol

from reelwright.model.errors import Conflict


class Taken(Conflict):
    """An e-mail address or a user name is another account's; `what` says which."""

    code = "taken"

    def __init__(self, message: str, what: Literal["email", "username"]) -> None:
        super().__init__(message)
        self.what = what


class Role(StrEnum):
    """What an account may do beyond its own things: nothing, or everything."""

    USER = "user"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Account:
    """A person or a program. `number` is its public integer, where a contract wants one.

    Its e-mail and user name are kept as given and unique whatever their case. Without a
    `password_hash` it logs in elsewhere; `subject` is who it is there, as `supabase:<id>`.
    `verified_at` is when somebody proved to read its mail, None if nobody did.
    """

    id: str
    number: int
    email: str
    username: str | None
    name: str
    role: Role
    created_at: datetime
    updated_at: datetime
    avatar_url: str | None = None
    is_active: bool = True
    password_hash: str | None = None
    subject: str | None = None
    verified_at: datetime | None = None


class Accounts(Protocol):
    """The accounts there are."""

    def add(self, account: Account) -> None:
        """Keep a new account; `Taken` where its e-mail or user name is another's."""
        ...

    def save(self, account: Account) -> None:
        """Keep what became of an account; `Taken` as in `add`, `NotFound` if there is none."""
        ...

    def get(self, account: str) -> Account | None:
        """Return the account with this id."""
        ...

    def hold(self, account: str) -> Account | None:
        """Return the account with this id, which nobody else changes while the transaction lasts.

        Whoever will save it asks for it so: otherwise he may undo what another saved meanwhile.
        """
        ...

    def by_email(self, email: str) -> Account | None:
        """Return the account with this e-mail address, in any case."""
        ...

    def by_username(self, username: str) -> Account | None:
        """Return the account with this user name, in any case."""
        ...

    def by_subject(self, subject: str) -> Account | None:
        """Return the account of somebody who logs in elsewhere."""
        ...

    def listed(self, limit: int, after: str | None = None) -> tuple[Account, ...]:
        """Return accounts, the oldest first, those after an id."""
        ...

    def count(self) -> int:
        """Return how many accounts there are."""
        ...

    def next_number(self) -> int:
        """Return a public integer nobody has."""
        ...
