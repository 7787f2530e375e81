"""Accounts: who is here, under which name, and with which password."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from reelwright.model.errors import Conflict, Invalid, NotFound
from reelwright.model.ids import new_id
from reelwright.ports.records import Records, Store
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.ledger import Unit
from reelwright.services import letters, names, passwords
from reelwright.services.credits import grant, open_purses
from reelwright.services.door import Door, Stranger, Welcome
from reelwright.services.names import Change

_OTHER: Final = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Application:
    """Who wants an account. Without a user name he is given one, and is called by it."""

    email: str
    password: str
    name: str = ""
    username: str | None = None


def register(store: Store, door: Door, wanted: Application, at: datetime) -> Account:
    """Keep a new account and return it; the first of all is an admin's where the door says so.

    Raises `Invalid` with all that is wrong, `Taken` for an e-mail or user name that is.
    """
    change = Change(email=wanted.email, username=wanted.username, name=wanted.name)
    wrong = [*names.faults(change), *passwords.faults(wanted.password)]
    if wrong:
        raise Invalid(wrong)
    kept = door.passwords.hash(wanted.password)  # slow, so before the transaction
    with store.write() as records:
        account = _new(records, wanted, door.welcome, at)
        return _opened(records, replace(account, password_hash=kept), door.welcome, at)


def invite(records: Records, stranger: Stranger, welcome: Welcome, at: datetime) -> Account:
    """Keep a new account of somebody who is known elsewhere, and has no password here."""
    name = names.shortened(stranger.name)
    wrong = list(names.faults(Change(email=stranger.email, name=name)))
    if wrong:
        raise Invalid(wrong)
    account = _new(records, Application(stranger.email, "", name), welcome, at)
    verified = at if stranger.verified else None
    account = replace(account, subject=stranger.subject, verified_at=verified)
    return _opened(records, account, welcome, at)


def found(records: Records, login: str) -> Account | None:
    """Return whose e-mail address or user name this is: only addresses have an @."""
    if "@" in login:
        email = names.address(login)
        return records.accounts.by_email(email) if email else None
    username = login.strip()
    return records.accounts.by_username(username) if names.USERNAME.fullmatch(username) else None


def get(records: Records, account: str) -> Account:
    """Return an account; `NotFound` where there is none."""
    there = records.accounts.get(account)
    if there is None:
        raise NotFound(f"There is no account {account!r}.")
    return there


def hold(records: Records, account: str) -> Account:
    """Return an account to be changed, as it is until we commit; `NotFound` where there is none."""
    there = records.accounts.hold(account)
    if there is None:
        raise NotFound(f"There is no account {account!r}.")
    return there


def change(records: Records, account: str, wanted: Change, at: datetime) -> Account:
    """Change an account and return it; the old e-mail address is told of a new one.

    Raises `Invalid` with all that is wrong, `Taken` for an e-mail or user name that is.
    """
    wrong = list(names.faults(wanted))
    if wrong:
        raise Invalid(wrong)
    old = hold(records, account)
    email = names.address(wanted.email or "") or old.email
    new = replace(
        old,
        email=email,
        username=old.username if wanted.username is None else wanted.username,
        name=old.name if wanted.name is None else wanted.name.strip(),
        avatar_url=old.avatar_url if wanted.avatar_url is None else wanted.avatar_url or None,
        verified_at=old.verified_at if email == old.email else None,
        updated_at=at,
    )
    records.accounts.save(new)
    if email != old.email:
        letters.post(records, "email", old.email, at, name=old.name, email=email)
        records.sessions.void_recoveries(account, at)
    return new


def prove(records: Records, account: Account, at: datetime) -> Account:
    """Return an account, held, whose mail somebody proved to read; it is for the caller to save.

    Where nobody had proved that before, whoever made the account may have been somebody else: his
    password, his log-in elsewhere, his sessions and keys end (decision 0016).
    """
    if account.verified_at is None:
        account = replace(account, password_hash=None, subject=None)
        records.sessions.revoke_all(account.id, at)
        for key in records.keys.of(account.id):
            records.keys.revoke(key.id, at)
    return replace(account, verified_at=at, updated_at=at)


def set_role(records: Records, account: str, role: Role, at: datetime) -> Account:
    """Make an account an admin's, or a user's."""
    changed = replace(hold(records, account), role=role, updated_at=at)
    records.accounts.save(changed)
    return changed


def activate(records: Records, account: str, at: datetime, *, active: bool = True) -> Account:
    """Let an account in again; or shut it out, which ends its sessions and stills its keys."""
    changed = replace(hold(records, account), is_active=active, updated_at=at)
    records.accounts.save(changed)
    if not active:
        records.sessions.revoke_all(account, at)
    return changed


def _new(records: Records, wanted: Application, welcome: Welcome, at: datetime) -> Account:
    # The number first: its counter is locked until we commit, so that of two registrations at
    # the same time the second counts the first.
    number = records.accounts.next_number()
    first = records.accounts.count() == 0
    email = names.address(wanted.email) or ""
    username = wanted.username or _derived(records, email, number)
    return Account(
        id=new_id(at),
        number=number,
        email=email,
        username=username,
        name=wanted.name.strip() or username,
        role=Role.ADMIN if first and welcome.first_is_admin else Role.USER,
        created_at=at,
        updated_at=at,
    )


def _opened(records: Records, account: Account, welcome: Welcome, at: datetime) -> Account:
    records.accounts.add(account)
    open_purses(records, account.id)
    if welcome.credits:
        gift, unit = welcome.credits, Unit.CREDITS
        grant(records, account.id, gift, memo="Welcome", at=at, unit=unit)
    return account


def _derived(records: Records, email: str, number: int) -> str:
    """Return a user name nobody has, made of what stands before the @."""
    local = _OTHER.sub("", email.partition("@")[0].casefold()).lstrip("._-")[:20] or "user"
    tries = [local, f"{local}-{number}", f"{local}-{secrets.token_hex(4)}"]
    fitting = (name for name in tries if names.USERNAME.fullmatch(name))
    free = (name for name in fitting if records.accounts.by_username(name) is None)
    name = next(free, None)
    if name is None:
        raise Conflict("No user name could be made of this e-mail address; send one.")
    return name
