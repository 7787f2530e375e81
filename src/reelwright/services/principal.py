"""Principals: who is asking, and what the credential he came with lets him do."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from reelwright.model.errors import NotAllowed, OverQuota
from reelwright.ports.records.accounts import Account, Role


class Scope(StrEnum):
    """What a credential is for. A session has all of them, an API key those it was made with."""

    READ = "read"  # see one's own things
    WRITE = "write"  # make and change projects, productions, uploads and webhooks
    PRODUCE = "produce"  # have films made, which may cost money
    ACCOUNT = "account"  # change the account, its sessions and keys


EVERY = frozenset(Scope)


class Unrecognised(NotAllowed):
    """Nobody is recognised by what came: no credential, or one that is wrong, old or revoked."""

    code = "unauthorized"


class TooSoon(OverQuota):
    """Too many attempts failed; `wait` is how many seconds until the next is looked at."""

    code = "rate_limited"
    retry_may_help = True

    def __init__(self, wait: float) -> None:
        self.wait = wait
        super().__init__(f"Too many attempts failed; try again in {ceil(wait)} seconds.")


@dataclass(frozen=True, slots=True)
class Principal:
    """An account that was recognised, by a session or by a key."""

    account: Account
    scopes: frozenset[Scope]
    session_id: str | None = None
    key_id: str | None = None

    @property
    def id(self) -> str:
        """The account's id."""
        return self.account.id

    @property
    def is_admin(self) -> bool:
        """Whether the account may do everything, and came with a session."""
        return self.account.role is Role.ADMIN and self.session_id is not None

    def needs(self, scope: Scope) -> None:
        """Raise `NotAllowed` unless the credential has a scope."""
        if scope not in self.scopes:
            raise NotAllowed(f"This key lacks the scope {scope.value!r}; make one that has it.")
