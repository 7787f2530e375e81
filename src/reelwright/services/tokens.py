"""Tokens: opaque ones that are kept as hashes, and access tokens that carry their own proof."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import jwt
from jwt.types import Options

from reelwright.model.errors import Invalid
from reelwright.model.ids import new_id
from reelwright.services.principal import Unrecognised

LEEWAY: Final = timedelta(seconds=30)
"""How far two machines' clocks may differ."""

_ALGORITHM: Final = "HS256"
_TYPE: Final = "at+jwt"  # RFC 9068, 2.1
_PERMIT: Final = "recovery+jwt"
_RECOVERY: Final = "recovery"
_CLAIMS: Final = ("iss", "sub", "aud", "exp", "iat", "jti", "sid", "auth_time")
_PERMITS: Final = ("iss", "sub", "aud", "exp", "iat", "jti", "scope", "stamp")

CHANGE: Final = "password:change"
"""What a permit lets its bearer do: choose another password. It is no scope of any session."""


def fresh() -> str:
    """Return a new token that nobody guesses: 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is kept of a token: its SHA-256, as it is too random to be guessed from that."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Access:
    """What an access token says: whose it is, for what audience, of which session, until when."""

    account_id: str
    session_id: str
    audience: str
    logged_in_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Permit:
    """What a permit says: whose password may be changed, as long as the account is as `stamp`."""

    account_id: str
    stamp: str


class AccessTokens:
    """Signs access tokens and permits, and reads them: JWT (RFC 9068), HMAC-SHA256, nothing else.

    `key` has 32 bytes at least, and signs nothing but these (RFC 8725, 3.5 and 3.8). One kind is
    never taken for the other: they differ in type and audience (3.11 and 3.12).
    """

    def __init__(self, key: bytes, issuer: str = "reelwright") -> None:
        if len(key) < 32:
            raise Invalid("The key of access tokens has fewer than 32 bytes; make one at random.")
        self._key, self._issuer = key, issuer

    def sign(self, access: Access, at: datetime) -> str:
        """Return a token that says this."""
        claims = {
            "sub": access.account_id,
            "aud": access.audience,
            "exp": int(access.expires_at.timestamp()),
            "sid": access.session_id,
            "auth_time": int(access.logged_in_at.timestamp()),
        }
        return self._signed(claims, _TYPE, at)

    def permit(self, permit: Permit, until: datetime, at: datetime) -> str:
        """Return a token that lets its bearer choose another password, and do nothing else."""
        claims = {
            "sub": permit.account_id,
            "aud": _RECOVERY,
            "exp": int(until.timestamp()),
            "scope": CHANGE,
            "stamp": permit.stamp,
        }
        return self._signed(claims, _PERMIT, at)

    def read(self, token: str, audience: str, at: datetime) -> Access:
        """Return what a token for this audience says; `Unrecognised` if it is not good now."""
        read = self._read(token, audience, _CLAIMS)
        if read["header"].get("typ") != _TYPE:
            raise Unrecognised("This is no access token; log in to get one.")
        return _access(timely(read["payload"], at), audience)

    def permitted(self, token: str, at: datetime) -> Permit:
        """Return what a permit says; `Unrecognised` if it is none, or is not good now."""
        read = self._read(token, _RECOVERY, _PERMITS)
        if (read["header"].get("typ"), read["payload"]["scope"]) != (_PERMIT, CHANGE):
            raise Unrecognised("This token is for something else than another password.")
        claims = timely(read["payload"], at)
        return Permit(claims["sub"], str(claims["stamp"]))

    def _signed(self, claims: Mapping[str, Any], kind: str, at: datetime) -> str:
        whole = {"iss": self._issuer, **claims, "iat": int(at.timestamp()), "jti": new_id(at)}
        return jwt.encode(whole, self._key, _ALGORITHM, headers={"typ": kind})

    def _read(self, token: str, audience: str, claims: Sequence[str]) -> dict[str, Any]:
        try:
            return jwt.decode_complete(
                token,
                self._key,
                [_ALGORITHM],
                options=demands(*claims),
                audience=audience,
                issuer=self._issuer,
            )
        except (jwt.InvalidTokenError, UnicodeEncodeError) as wrong:
            raise Unrecognised("The token is not valid here; log in again.") from wrong


def demands(*claims: str) -> Options:
    """Return what PyJWT is to demand of a token: these claims, and one audience.

    It leaves times to `timely`: it would ask the machine's clock, we are given the time.
    """
    return {
        "require": list(claims),
        "strict_aud": True,
        "verify_exp": False,
        "verify_iat": False,
        "verify_nbf": False,
    }


def timely(claims: Mapping[str, Any], at: datetime) -> Mapping[str, Any]:
    """Return a token's claims; `Unrecognised` unless now lies between its beginning and end."""
    times = [claims.get(name, 0) for name in ("exp", "iat", "nbf", "auth_time")]
    if not all(type(time) in (int, float) for time in times):
        raise Unrecognised("The token's times are not numbers; log in again.")
    now, leeway = at.timestamp(), LEEWAY.total_seconds()
    if claims.get("exp", 0) + leeway <= now:
        raise Unrecognised("The token has expired; log in again, or refresh it.")
    if max(claims.get("iat", 0), claims.get("nbf", 0)) > now + leeway:
        raise Unrecognised("The token is of the future; look at this machine's clock.")
    return claims


def _access(claims: Mapping[str, Any], audience: str) -> Access:
    return Access(
        account_id=claims["sub"],
        session_id=str(claims["sid"]),
        audience=audience,
        logged_in_at=datetime.fromtimestamp(claims["auth_time"], UTC),
        expires_at=datetime.fromtimestamp(claims["exp"], UTC),
    )
