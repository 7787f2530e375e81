"""The door: how an installation lets people in, and for how long."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reelwright.ports.passwords import Passwords
from reelwright.ports.throttle import Throttle
from reelwright.services.tokens import AccessTokens


@dataclass(frozen=True, slots=True)
class Span:
    """How long things last: an access token, a session without a refresh, a session in all.

    Without `refresh` there are no refresh tokens, and a session lasts as long as it may in all.
    """

    access: timedelta = timedelta(minutes=30)
    refresh: timedelta | None = timedelta(days=14)
    whole: timedelta = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a new account is given: credits; and everything, if it is the first of all."""

    first_is_admin: bool = False
    credits: int = 0


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where somebody comes from: the program he uses and his address, as far as known."""

    program: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Who somebody is elsewhere: a subject as `supabase:<id>`, with an e-mail address."""

    subject: str
    email: str
    verified: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """How an installation lets people in.

    `spans` are those of audiences that differ from `Span()`. `vouch` reads a token of somebody
    who is known elsewhere, None where nobody is believed. `reset_page` is the address to which a
    recovery token is added as a fragment, which no server sees.
    """

    tokens: AccessTokens
    passwords: Passwords
    throttle: Throttle
    reset_page: str
    welcome: Welcome = field(default_factory=Welcome)
    spans: Mapping[str, Span] = field(default_factory=dict)
    vouch: Callable[[str, datetime], Stranger] | None = None

    def span(self, audience: str) -> Span:
        """Return how long things last for an audience."""
        return self.spans.get(audience, Span())
