"""Keys: credentials for programs, shown once, and what each of them may do."""

import secrets
import string
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from reelwright.model.errors import Fault, Invalid, NotFound, OverQuota, Unavailable
from reelwright.model.ids import new_id
from reelwright.ports.records import Records, Store
from reelwright.ports.records.keys import ApiKey
from reelwright.services.principal import Principal, Scope, Unrecognised
from reelwright.services.tokens import digest

PREFIX: Final = "rw_live_"
MOST: Final = 100
"""How many keys an account may have that are not revoked."""

LONGEST: Final = timedelta(days=3_653)
"""How long a key lasts at most, if it does not last for ever."""

_DIGITS: Final = string.digits + string.ascii_uppercase + string.ascii_lowercase
_SECRET, _CHECK = 30, 6  # 178 bits of chance, and room for 32 of checksum
_GRAIN: Final = timedelta(minutes=1)
_WRONG: Final = "The API key is not valid; look whether it was copied whole, or make another."


@dataclass(frozen=True, slots=True)
class KeyWish:
    """A key to be made: what it is called, what it may do, and when it ends, if it does."""

    name: str
    scopes: frozenset[Scope]
    expires_at: datetime | None = None


def create(records: Records, who: Principal, wish: KeyWish, at: datetime) -> tuple[ApiKey, str]:
    """Make a key of somebody's and return it, with the secret that is never seen again.

    Raises `Invalid` with all that is wrong, `NotAllowed` for a scope that his own credential
    lacks, `OverQuota` where he has enough keys.
    """
    _check(wish, at)
    for scope in Scope:
        if scope in wish.scopes:
            who.needs(scope)
    if len(listed(records, who.id)) >= MOST:
        raise OverQuota(f"An account has {MOST} keys at most; revoke one.")
    secret = minted()
    key = ApiKey(
        id=new_id(at),
        account_id=who.id,
        name=wish.name.strip(),
        hash=digest(secret),
        shown=f"{PREFIX}…{secret[-4:]}",
        scopes=tuple(scope.value for scope in Scope if scope in wish.scopes),
        created_at=at,
        expires_at=wish.expires_at and wish.expires_at.astimezone(UTC),
    )
    records.keys.add(key)
    return key, secret


def listed(records: Records, account: str) -> tuple[ApiKey, ...]:
    """Return an account's keys that are not revoked, the newest first."""
    return tuple(key for key in records.keys.of(account) if key.revoked_at is None)


def get(records: Records, account: str, key: str) -> ApiKey:
    """Return a key; `NotFound` where there is none, it was revoked, or it is another's."""
    there = records.keys.get(key)
    if there is None or there.account_id != account or there.revoked_at is not None:
        raise NotFound(f"There is no key {key!r}.")
    return there


def revoke(records: Records, account: str, key: str, at: datetime) -> None:
    """End a key; `NotFound` as in `get`."""
    if not records.keys.revoke(get(records, account, key).id, at):
        raise NotFound(f"There is no key {key!r}.")


def authenticate(store: Store, secret: str, at: datetime) -> Principal:
    """Return whose key this is; `Unrecognised` if it is nobody's, or has ended.

    A typing mistake is found without the database. The last use is noted to the minute.
    """
    if not is_key(secret):
        raise Unrecognised(_WRONG)
    with store.read() as records:
        key = records.keys.by_hash(digest(secret))
        account = records.accounts.get(key.account_id) if key else None
    if key is None or account is None or not account.is_active or _ended(key, at):
        raise Unrecognised(_WRONG)
    if key.last_used_at is None or at - key.last_used_at >= _GRAIN:
        _note(store, key, at)
    return Principal(account, frozenset(map(Scope, key.scopes)), key_id=key.id)


def minted() -> str:
    """Return a new secret: a prefix that scanners know, 30 characters of chance, 6 that check."""
    secret = PREFIX + "".join(secrets.choice(_DIGITS) for _ in range(_SECRET))
    return secret + _checksum(secret)


def looks_like(credential: str) -> bool:
    """Say whether a credential is meant to be a key."""
    return credential.startswith(PREFIX)


def is_key(secret: str) -> bool:
    """Say whether a key was copied whole: whether its last six characters check the others."""
    whole = len(PREFIX) + _SECRET + _CHECK
    if not looks_like(secret) or len(secret) != whole or not secret.isascii():
        return False
    return secret[-_CHECK:] == _checksum(secret[:-_CHECK])


def _checksum(text: str) -> str:
    """Return the CRC-32 of a text in six digits of base 62."""
    rest, digits = zlib.crc32(text.encode("ascii")), ""
    for _ in range(_CHECK):
        rest, digit = divmod(rest, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def _check(wish: KeyWish, at: datetime) -> None:
    wrong = []
    if not wish.name.strip() or len(wish.name) > 100:
        wrong.append(Fault("name", "Call the key something, in 100 characters at most."))
    if not wish.scopes:
        wrong.append(Fault("scopes", "A key needs one scope at least."))
    if wish.expires_at is not None and not at < wish.expires_at <= at + LONGEST:
        wrong.append(Fault("expires_at", "A key ends within ten years, or never: leave this out."))
    if wrong:
        raise Invalid(wrong)


def _ended(key: ApiKey, at: datetime) -> bool:
    return key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= at)


def _note(store: Store, key: ApiKey, at: datetime) -> None:
    # Worth having, not worth failing for: reading goes on while nothing can be written.
    with suppress(Unavailable), store.write() as records:
        records.keys.touch(key.id, at)
