"""Recovery: who forgot a password is sent a token; for it he gets a permit to choose another."""

from datetime import datetime, timedelta
from typing import Final

from reelwright.model.errors import Invalid
from reelwright.ports.records import Records, Store
from reelwright.ports.records.accounts import Account
from reelwright.ports.records.sessions import RecoveryToken
from reelwright.services import accounts, letters, names, passwords
from reelwright.services.door import Door, Visitor
from reelwright.services.names import Change
from reelwright.services.principal import TooSoon, Unrecognised
from reelwright.services.tokens import Permit, digest, fresh

LIFE: Final = timedelta(minutes=30)
"""How long a recovery token lives."""

PERMIT: Final = timedelta(minutes=10)
"""How long that lives for which it is exchanged."""

MOST: Final = 3
"""How many are sent to one account within an hour."""

_OVER: Final = "This token is not valid, or no longer; ask for another letter."


def ask(records: Records, door: Door, email: str, at: datetime) -> None:
    """Write a letter with a recovery token to an account's address.

    Where there is no such account, or enough letters, nothing is sent and nobody is told: not by
    the time it takes either. `Invalid` for what is no address at all.
    """
    if wrong := list(names.faults(Change(email=email))):
        raise Invalid(wrong)
    account = accounts.found(records, email)
    token, enough = fresh(), _enough(records, account.id if account else "", at)
    if account is None or not account.is_active or enough:
        records.sessions.use_recovery(digest(token), at)  # nobody's: it is for the time it takes
        letters.pretend(records, at)
        return
    records.sessions.add_recovery(RecoveryToken(digest(token), account.id, at, at + LIFE))
    minutes = str(LIFE // timedelta(minutes=1))
    parts = {"name": account.name, "minutes": minutes, "page": door.reset_page, "token": token}
    letters.post(records, "reset", account.email, at, **parts)


def exchange(store: Store, door: Door, token: str, visitor: Visitor, at: datetime) -> str:
    """Take the token of a letter, once, and return a permit to choose another password (`PERMIT`).

    Raises `Unrecognised` for a token that is not good, `TooSoon` after many tries from one address.
    """
    who = _guessing(door, visitor, at)
    with store.write() as records:
        spent = records.sessions.use_recovery(digest(token), at)
        account = records.accounts.hold(spent.account_id) if spent else None
        if spent is None or account is None or spent.expires_at <= at or not account.is_active:
            raise Unrecognised(_OVER)
    door.throttle.forgive(who)
    return door.tokens.permit(Permit(account.id, _stamp(account)), at + PERMIT, at)


def redeem(
    store: Store, door: Door, permit: str, password: str, visitor: Visitor, at: datetime
) -> None:
    """Take a permit and give its account a password; all sessions end.

    A permit is good for one password, and void once the account has another password or address.
    Raises `Unrecognised` for one that is not good, `Invalid` for a password that is not good
    enough (the permit then still is), `TooSoon` after many tries from one address.
    """
    who = _guessing(door, visitor, at)
    said = door.tokens.permitted(permit, at)
    kept = passwords.hashed(door, password)
    with store.write() as records:
        account = records.accounts.hold(said.account_id)
        if account is None or not account.is_active or _stamp(account) != said.stamp:
            raise Unrecognised(_OVER)
        passwords.change(records, accounts.prove(records, account, at), kept, at)
    door.throttle.forgive(who)


def _guessing(door: Door, visitor: Visitor, at: datetime) -> str:
    """Count one try from an address and return by what it is counted; `TooSoon` after many."""
    who = f"recovery:{visitor.address}"
    if wait := door.throttle.take(who, at):
        raise TooSoon(wait)
    return who


def _stamp(account: Account) -> str:
    """Return what is another once the account has another password or address: a hash of both."""
    return digest(f"{account.email}\n{account.password_hash}")


def _enough(records: Records, account: str, at: datetime) -> bool:
    return records.sessions.recoveries_since(account, at - timedelta(hours=1)) >= MOST
