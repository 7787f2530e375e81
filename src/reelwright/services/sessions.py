"""Sessions: a log-in to one audience, the tokens that prove it, and their end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from reelwright.model.errors import NotFound
from reelwright.model.ids import new_id
from reelwright.ports.records import Records, Store
from reelwright.ports.records.accounts import Account
from reelwright.ports.records.sessions import RefreshToken, Session
from reelwright.services import accounts, passwords
from reelwright.services.door import Door, Visitor
from reelwright.services.principal import EVERY, Principal, Unrecognised
from reelwright.services.tokens import Access, AccessTokens, digest, fresh

NATIVE: Final = "native"
"""The audience of our own API."""

GRACE: Final = timedelta(seconds=10)
"""For how long a used refresh token is taken once more, as its answer may have been lost."""

_WRONG: Final = "The e-mail address, user name or password is wrong."
_OVER: Final = "The refresh token is not valid; log in again."


class ShutOut(Unrecognised):
    """Whoever asks knows the password of an account that is shut out."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What somebody who logged in is given. Each time is when its token ends."""

    session: Session
    access: str
    access_until: datetime
    refresh: str | None = None
    refresh_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Login:
    """What somebody says to log in: an e-mail address or user name, a password, for what."""

    name: str
    password: str
    audience: str = NATIVE


def log_in(store: Store, door: Door, login: Login, visitor: Visitor, at: datetime) -> Pass:
    """Open a session for whoever knows an account's password.

    Raises `Unrecognised` in the same words, after the same work, whether there is no such account,
    it is shut out (`ShutOut`) or the password is wrong; `TooSoon` after some failures from one
    address.
    """
    with store.read() as records:
        account = accounts.found(records, login.name)
    who = account.id if account else digest(login.name.strip().casefold())
    right = passwords.known(door, account, who, login.password, visitor, at)
    if account is None or not right:
        raise Unrecognised(_WRONG)
    if not account.is_active:
        raise ShutOut(_WRONG)
    with store.write() as records:
        now = accounts.hold(records, account.id)
        if not now.is_active or now.password_hash != account.password_hash:
            raise Unrecognised("The account was changed just now; log in again.")
        return begin(records, door, account, login.audience, visitor, at)


def begin(
    records: Records, door: Door, account: Account, audience: str, visitor: Visitor, at: datetime
) -> Pass:
    """Open a session of an account that is let in."""
    span = door.span(audience)
    session = Session(
        id=new_id(at),
        account_id=account.id,
        audience=audience,
        user_agent=visitor.program[:300],
        address=visitor.address[:100],
        created_at=at,
        last_used_at=at,
        expires_at=at + min(span.refresh or span.whole, span.whole),
    )
    records.sessions.add(session)
    return _paired(records, door, session, at)


def refresh(store: Store, door: Door, token: str, audience: str, at: datetime) -> Pass:
    """Take a refresh token, once, and return another pair.

    Raises `Unrecognised` for one that is not good. One that was used before means that two have
    it: the session ends, unless it was used a moment ago (`GRACE`).
    """
    with store.write() as records:  # no error within: what ends here stays ended
        kept = records.sessions.refresh(digest(token))
        session = kept and _open(records, kept.session_id, audience, at)
        if kept and session and _taken(records, kept, at):
            return _paired(records, door, _extended(records, door, session, at), at)
    raise Unrecognised(_OVER)


def renew(records: Records, door: Door, principal: Principal, audience: str, at: datetime) -> Pass:
    """Return another access token of a session that has no refresh tokens."""
    session = _open(records, principal.session_id or "", audience, at)
    if session is None:
        raise Unrecognised("The session has ended; log in again.")
    records.sessions.touch(session.id, at)
    return _signed(door, session, at)


def authenticate(
    store: Store, tokens: AccessTokens, token: str, audience: str, at: datetime
) -> Principal:
    """Return whose access token this is; `Unrecognised` unless it, and its session, is good now."""
    access = tokens.read(token, audience, at)
    with store.read() as records:
        session = _open(records, access.session_id, audience, at)
        account = records.accounts.get(access.account_id)
    if session is None or account is None or session.account_id != account.id:
        raise Unrecognised("The session has ended; log in again.")
    if not account.is_active:
        raise Unrecognised("The account is shut out; ask whoever runs this server.")
    return Principal(account, EVERY, session_id=session.id)


def listed(records: Records, account: str, at: datetime) -> tuple[Session, ...]:
    """Return an account's sessions that are open, the newest first."""
    return tuple(one for one in records.sessions.of(account) if one.expires_at > at)


def end(records: Records, account: str, session: str, at: datetime) -> None:
    """Log a session out; `NotFound` where there is none, it has ended, or it is another's."""
    there = records.sessions.get(session)
    if there is None or there.account_id != account or there.expires_at <= at:
        raise NotFound(f"There is no session {session!r}.")
    if not records.sessions.revoke(session, at):
        raise NotFound(f"There is no session {session!r}.")


def _open(records: Records, session: str, audience: str, at: datetime) -> Session | None:
    """Return a session if it is open and for this audience."""
    there = records.sessions.get(session)
    if there is None or there.revoked_at or there.expires_at <= at or there.audience != audience:
        return None
    return there


def _taken(records: Records, token: RefreshToken, at: datetime) -> bool:
    """Use up a refresh token; where that was done before, by another, end the session."""
    account = _owner(records, token)
    if account is None or not account.is_active or token.expires_at <= at:
        return False
    if records.sessions.use_refresh(token.hash, at):
        return True
    used = records.sessions.refresh(token.hash)
    if used and used.used_at and at - used.used_at <= GRACE:
        return True
    records.sessions.revoke(token.session_id, at)
    return False


def _owner(records: Records, token: RefreshToken) -> Account | None:
    session = records.sessions.get(token.session_id)
    return records.accounts.get(session.account_id) if session else None


def _extended(records: Records, door: Door, session: Session, at: datetime) -> Session:
    span = door.span(session.audience)
    until = min(at + (span.refresh or span.whole), session.created_at + span.whole)
    records.sessions.touch(session.id, at)
    records.sessions.extend(session.id, until)
    return replace(session, last_used_at=at, expires_at=until)


def _paired(records: Records, door: Door, session: Session, at: datetime) -> Pass:
    signed = _signed(door, session, at)
    if door.span(session.audience).refresh is None:
        return signed
    token, until = fresh(), session.expires_at
    records.sessions.add_refresh(RefreshToken(digest(token), session.id, at, until))
    return replace(signed, refresh=token, refresh_until=until)


def _signed(door: Door, session: Session, at: datetime) -> Pass:
    until = min(at + door.span(session.audience).access, session.expires_at)
    access = Access(session.account_id, session.id, session.audience, session.created_at, until)
    return Pass(session, door.tokens.sign(access, at), until)
