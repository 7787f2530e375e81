"""Passwords: which are good enough, who knows one, and how an account gets another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Final

from reelwright.model.errors import Fault, Invalid, NotAllowed
from reelwright.ports.records import Records
from reelwright.ports.records.accounts import Account
from reelwright.services import letters
from reelwright.services.door import Door, Visitor
from reelwright.services.principal import TooSoon

SHORTEST: Final = 8
LONGEST: Final = 128
"""How many code points a password has; what they are is nobody's business."""


def faults(password: str, path: str = "password") -> Iterator[Fault]:
    """Say what is wrong with a new password: its length, or that everybody tries it first."""
    if not SHORTEST <= len(password) <= LONGEST:
        yield Fault(path, f"A password has {SHORTEST} to {LONGEST} characters.")
    elif password.casefold() in _common():
        yield Fault(path, "This is one of the passwords that are tried first; choose another.")


def hashed(door: Door, password: str) -> str:
    """Return what to keep of a new password; `Invalid` if it is not good enough.

    This is slow on purpose: outside of every transaction.
    """
    wrong = list(faults(password))
    if wrong:
        raise Invalid(wrong)
    return door.passwords.hash(password)


def known(
    door: Door, account: Account | None, who: str, password: str, visitor: Visitor, at: datetime
) -> bool:
    """Say whether this is the account's password; without an account no, after as much work.

    `who` is guessed at: after some failures from one address, `TooSoon` is raised for a while.
    """
    guessed = f"password:{who}:{visitor.address}"
    if wait := door.throttle.take(guessed, at):
        raise TooSoon(wait)
    right = door.passwords.verify(password, account.password_hash if account else None)
    if right:
        door.throttle.forgive(guessed)
    return right


def confirm(door: Door, account: Account, password: str, visitor: Visitor, at: datetime) -> None:
    """Raise `NotAllowed` unless this is the account's password; `TooSoon` after some failures."""
    if not known(door, account, account.id, password, visitor, at):
        raise NotAllowed("The current password is wrong.")


def change(
    records: Records, account: Account, kept: str, at: datetime, *, stays: str | None = None
) -> None:
    """Keep another password of an account that is held, already hashed, and end its sessions.

    One may stay. The account's owner is told by mail.
    """
    records.accounts.save(replace(account, password_hash=kept, updated_at=at))
    records.sessions.revoke_all(account.id, at, but=stays)
    records.sessions.void_recoveries(account.id, at)
    letters.post(records, "password", account.email, at, name=account.name)


@cache
def _common() -> frozenset[str]:
    """Return the thousand most common passwords of eight characters and more, in lower case."""
    text = resources.files(__package__).joinpath("passwords.txt").read_text("utf-8")
    return frozenset(text.splitlines())
