"""Tokens: opaque ones that are kept as hashes, and access tokens that carry their own proof."""

import hashlib
import secrets
from collections.abc import Mapping
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
_CLAIMS: Final = ("iss", "sub", "aud", "exp", "iat", "jti", "sid", "auth_time")


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


class AccessTokens:
    """Signs access tokens and reads them: JWT (RFC 9068), HMAC-SHA256, nothing else.

    `key` has 32 bytes at least, and signs nothing but these (RFC 8725, 3.5 and 3.8).
    """

    def __init__(self, key: bytes, issuer: str = "reelwright") -> None:
        if len(key) < 32:
            raise Invalid("The key of access tokens has fewer than 32 bytes; make one at random.")
        self._key, self._issuer = key, issuer

    def sign(self, access: Access, at: datetime) -> str:
        """Return a token that says this."""
        claims = {
            "iss": self._issuer,
            "sub": access.account_id,
            "aud": access.audience,
            "exp": int(access.expires_at.timestamp()),
            "iat": int(at.timestamp()),
            "jti": new_id(at),
            "sid": access.session_id,
            "auth_time": int(access.logged_in_at.timestamp()),
        }
        return jwt.encode(claims, self._key, _ALGORITHM, headers={"typ": _TYPE})

    def read(self, token: str, audience: str, at: datetime) -> Access:
        """Return what a token for this audience says; `Unrecognised` if it is not good now."""
        try:
            read = jwt.decode_complete(
                token,
                self._key,
                [_ALGORITHM],
                options=demands(*_CLAIMS),
                audience=audience,
                issuer=self._issuer,
            )
        except (jwt.InvalidTokenError, UnicodeEncodeError) as wrong:
            raise Unrecognised("The access token is not valid here; log in again.") from wrong
        if read["header"].get("typ") != _TYPE:
            raise Unrecognised("This is no access token; log in to get one.")
        return _access(timely(read["payload"], at), audience)


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
