"""How often somebody may ask: the generic cell rate algorithm, in this process's memory.

Each process counts for itself, so an installation of n processes allows up to n times as much.
The headers are those of the IETF draft `httpapi-ratelimit-headers`.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

from fastapi import Request

from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.visit import visit

KNOWN: Final = 100_000
"""Of how many askers is remembered when they asked; those who asked longest ago are forgotten."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A limit: `quota` requests at once, and as many again spread over `window` seconds."""

    name: str
    quota: int
    window: int

    @property
    def pace(self) -> float:
        """Seconds that one request takes up."""
        return self.window / self.quota


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit: so many requests; `seconds` until it is whole again.

    `wait` is how many seconds to wait for the next request, nought where it may come at once.
    """

    requests: int
    seconds: int
    wait: int = 0


class Limiter:
    """Counts requests by who asks. Threads may share it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._due: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, policy: Policy, who: str) -> Left:
        """Count a request of somebody's, if it may come, and return what is left."""
        with self._lock:
            now = self._clock()
            due = max(now, self._due.get((policy.name, who), now))
            later = due + policy.pace
            over = later - now - policy.window
            # A billionth of a second is within what the sum of many paces rounds to.
            if over > 1e-9:
                return Left(0, math.ceil(over), math.ceil(over))
            self._due[policy.name, who] = later
            self._due.move_to_end((policy.name, who))
            if len(self._due) > KNOWN:
                self._due.popitem(last=False)
        room = (policy.window - (later - now)) / policy.pace
        return Left(math.floor(room + 1e-9), math.ceil(later - now))


def limit(request: Request, policy: Policy, who: str) -> None:
    """Count a request with the application's limiter, and tell what is left on its answer.

    `Rejected` (rate_limited) where nothing is left.
    """
    limiter: Limiter = request.app.state.limiter
    left = limiter.take(policy, who)
    headers = visit(request).headers
    headers["RateLimit-Policy"] = f'"{policy.name}";q={policy.quota};w={policy.window}'
    headers["RateLimit"] = f'"{policy.name}";r={left.requests};t={left.seconds}'
    if left.wait:
        detail = f"{policy.quota} requests within {policy.window} seconds are the most."
        raise Rejected(Failure("rate_limited", detail, retry=left.wait))


def address(request: Request) -> str:
    """Return where a request comes from; of an IPv6 address the network, as hosts have many."""
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host)
    except ValueError:
        return host
    if isinstance(found, IPv6Address):
        return found.exploded[:19]
    return host


def from_address(policy: Policy) -> Callable[[Request], None]:
    """Return a dependency that limits how often one address may ask, whoever it is."""

    def limited(request: Request) -> None:
        limit(request, policy, address(request))

    return limited
