"""Exchange: a session for somebody whom a Supabase project knows."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import jwt

from reelwright.model.errors import Invalid, Unavailable
from reelwright.ports.records import Records, Store
from reelwright.ports.records.accounts import Account
from reelwright.services import accounts, sessions
from reelwright.services.door import Door, Stranger, Visitor
from reelwright.services.principal import Unrecognised
from reelwright.services.sessions import Pass
from reelwright.services.tokens import demands, timely

AUDIENCE: Final = "authenticated"
"""The audience of every token of a Supabase user who is logged in (Supabase, "JWT fields")."""

_ASYMMETRIC: Final = ("ES256", "RS256")
_FRESH: Final = timedelta(minutes=10)
_PAUSE: Final = timedelta(seconds=30)
_WRONG: Final = "The Supabase token is not valid here; log in there again."


class Supabase:
    """Reads access tokens of one Supabase project.

    They are signed with the project's shared `secret`, or with keys that `keys` fetches (from
    `<url>/auth/v1/.well-known/jwks.json`, and from nowhere that a token names). What it fetched is
    kept for ten minutes; a key that is not among it is looked for at most every 30 seconds.

    `confirms` says that the project lets nobody in before he confirmed his e-mail address (its
    setting "Confirm email"); otherwise only a claim `email_verified` that its users cannot write
    themselves says so.
    """

    def __init__(
        self,
        url: str,
        *,
        secret: bytes | None = None,
        keys: Callable[[], Mapping[str, Any]] | None = None,
        confirms: bool = False,
    ) -> None:
        if secret is not None and len(secret) < 32:
            raise Invalid("The secret of the Supabase project has fewer than 32 bytes.")
        self._issuer = f"{url.rstrip('/')}/auth/v1"
        self._secret, self._confirms = secret, confirms
        self._ring = None if keys is None else _Ring(keys)

    def __call__(self, token: str, at: datetime) -> Stranger:
        """Return whose token this is; `Unrecognised` if it is not good now."""
        try:
            header = jwt.get_unverified_header(token)
            key, algorithm = self._key(header, at)
            claims = jwt.decode(
                token,
                key,
                [algorithm],
                options=demands("iss", "aud", "exp", "sub", "email"),
                audience=AUDIENCE,
                issuer=self._issuer,
            )
        except (jwt.PyJWTError, UnicodeEncodeError) as wrong:
            raise Unrecognised(_WRONG) from wrong
        return _stranger(timely(claims, at), self._confirms)

    def _key(self, header: Mapping[str, Any], at: datetime) -> tuple[Any, str]:
        """Return the key for a token: its `alg` chooses among ours, never what a key is for."""
        algorithm = header.get("alg")
        if algorithm == "HS256" and self._secret is not None:
            return self._secret, "HS256"
        if algorithm in _ASYMMETRIC and self._ring is not None:
            key = self._ring.find(str(header.get("kid")), at)
            if key is not None and key.algorithm_name == algorithm:
                return key.key, key.algorithm_name
        raise Unrecognised(_WRONG)


class _Ring:
    """The public keys of a project, as last fetched."""

    def __init__(self, fetch: Callable[[], Mapping[str, Any]]) -> None:
        self._fetch, self._lock = fetch, threading.Lock()
        self._keys: dict[str, jwt.PyJWK] = {}
        self._at: datetime | None = None

    def find(self, kid: str, at: datetime) -> jwt.PyJWK | None:
        """Return the key of this name, None if the project has none."""
        with self._lock:
            age = None if self._at is None else at - self._at
            if age is None or age > _FRESH or (kid not in self._keys and age > _PAUSE):
                self._load(at)
            return self._keys.get(kid)

    def _load(self, at: datetime) -> None:
        try:
            read = jwt.PyJWKSet.from_dict(dict(self._fetch()))
        except jwt.PyJWTError as broken:
            raise Unavailable("The Supabase project's keys cannot be read just now.") from broken
        self._keys = {str(key.key_id): key for key in read.keys}
        self._at = at


def swap(
    store: Store, door: Door, token: str, audience: str, visitor: Visitor, at: datetime
) -> Pass:
    """Open a session for somebody who is known elsewhere; he has an account here afterwards.

    Raises `Invalid` where nobody elsewhere is believed, `Unrecognised` for a token that is not
    good, or that says of an account's e-mail address no more than that somebody claims it.
    """
    if door.vouch is None:
        raise Invalid("Supabase is not set up here; log in with a password.")
    stranger = door.vouch(token, at)  # may ask the project for its keys, so before the transaction
    with store.write() as records:
        account = _account(records, door, stranger, at)
        if not account.is_active:
            raise Unrecognised(_WRONG)
        return sessions.begin(records, door, account, audience, visitor, at)


def _account(records: Records, door: Door, stranger: Stranger, at: datetime) -> Account:
    known = records.accounts.by_subject(stranger.subject)
    if known is not None:
        return known
    there = accounts.found(records, stranger.email)
    if there is None:
        return accounts.invite(records, stranger, door.welcome, at)
    account = accounts.hold(records, there.id)
    if not stranger.verified:
        raise Unrecognised(_WRONG)
    account = replace(accounts.prove(records, account, at), subject=stranger.subject)
    records.accounts.save(account)
    return account


def _stranger(claims: Mapping[str, Any], confirms: bool) -> Stranger:
    """Return who a token is about.

    `user_metadata` is what users write of themselves: a name is taken from there, never a proof.
    """
    app, user = (_part(claims, name) for name in ("app_metadata", "user_metadata"))
    verified = claims.get("email_verified") is True or app.get("email_verified") is True
    name, email = user.get("full_name") or user.get("name"), claims["email"]
    if not isinstance(email, str) or "@" not in email:  # who logs in by telephone has none
        raise Unrecognised("The Supabase token names no e-mail address; add one there.")
    return Stranger(
        subject=f"supabase:{claims['sub']}",
        email=email,
        verified=verified or confirms,
        name=name if isinstance(name, str) else "",
    )


def _part(claims: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = claims.get(name)
    return part if isinstance(part, Mapping) else {}
