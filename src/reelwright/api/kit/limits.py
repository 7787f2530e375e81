"""How often somebody may ask: a bucket for each asker and limit, or for all that slide.

Most count by the generic cell rate algorithm; those that slide remember each request by itself.

Where the buckets are, the installation decides: in a database that several processes share, or in
the memory of the only one. The headers are those of the IETF draft `httpapi-ratelimit-headers`.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from fastapi import Request

from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.visit import visit
from reelwright.api.kit.windows import room
from reelwright.ports.buckets import Buckets, Window


@dataclass(frozen=True, slots=True)
class Policy:
    """A limit: `quota` requests at once, and as many again spread over `window` seconds.

    One that is `sliding` lets no more than `quota` through within any `window` seconds.
    """

    name: str
    quota: int
    window: int
    sliding: bool = False

    @property
    def size(self) -> timedelta:
        """How much its bucket holds."""
        return timedelta(seconds=self.window)

    @property
    def pace(self) -> timedelta:
        """What one request takes up of it; `quota` of them are never more than it holds."""
        return self.size // self.quota


Policies = Policy | tuple[Policy, ...]
"""One limit, or several that hold at once: so many a minute, and so many an hour."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit: so many requests; `seconds` until it is whole again.

    `wait` is how many seconds to wait for the next request, nought where it may come at once.
    """

    requests: int
    seconds: int
    wait: int = 0


class Limiter:
    """Counts requests to one contract by who asks. Threads may share it."""

    def __init__(self, buckets: Buckets, clock: Callable[[], datetime], contract: str) -> None:
        self._buckets, self._clock, self._contract = buckets, clock, contract

    def count(self, policies: Iterable[Policy], who: str) -> list[tuple[Policy, Left]]:
        """Count a request by every limit, if it may come; return what is left of each.

        Those that slide are asked together, and first; of the others the shortest, as what the
        longest allow must not go into requests that are refused anyway. After a refusal no more
        are asked.
        """
        every = sorted(policies, key=lambda one: one.window)
        told = self._slide([one for one in every if one.sliding], who)
        for policy in (one for one in every if not one.sliding):
            if any(left.wait for _, left in told):
                break
            told.append((policy, self._pour(policy, who)))
        return told

    def _slide(self, policies: list[Policy], who: str) -> list[tuple[Policy, Left]]:
        if not policies:
            return []
        windows, at = [Window(one.quota, one.size) for one in policies], self._clock()
        bucket = f"{self._contract}:{'+'.join(one.name for one in policies)}:{who}"
        entry = self._buckets.enter(bucket, windows, at)
        rooms = [room(window, entry, at) for window in windows]
        return [
            (policy, Left(one.requests, _seconds(one.whole), _seconds(one.wait)))
            for policy, one in zip(policies, rooms, strict=True)
        ]

    def _pour(self, policy: Policy, who: str) -> Left:
        bucket, size = f"{self._contract}:{policy.name}:{who}", policy.size
        level = self._buckets.pour(bucket, policy.pace, size, self._clock())
        if level > size:
            wait = _seconds(level - size)
            return Left(0, wait, wait)
        return Left((size - level) // policy.pace, _seconds(level))


def _seconds(length: timedelta) -> int:
    return math.ceil(length / timedelta(seconds=1))


def limit(request: Request, policies: Policies, who: str) -> None:
    """Count a request with the application's limiter, and tell what is left on its answer.

    `Rejected` (rate_limited) where nothing is left of one limit.
    """
    limiter: Limiter = request.app.state.limiter
    headers = visit(request).headers
    every = policies if isinstance(policies, tuple) else (policies,)
    told = limiter.count(every, who)
    for policy, left in told:
        _tell(headers, "RateLimit-Policy", f'"{policy.name}";q={policy.quota};w={policy.window}')
        _tell(headers, "RateLimit", f'"{policy.name}";r={left.requests};t={left.seconds}')
    policy, left = max(told, key=lambda one: one[1].wait)
    if left.wait:
        detail = f"{policy.quota} requests within {policy.window} seconds are the most."
        raise Rejected(Failure("rate_limited", detail, retry=left.wait))


def _tell(headers: dict[str, str], name: str, line: str) -> None:
    headers[name] = f"{headers[name]}, {line}" if name in headers else line


def address(request: Request) -> str:
    """Return where a request comes from; of an IPv6 address the network, as hosts have many."""
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host)
    except ValueError:
        return host
    if not isinstance(found, IPv6Address):
        return host
    # On a socket of both families, whoever comes by IPv4 has an address within ::ffff:0:0/96.
    mapped = found.ipv4_mapped
    return found.exploded[:19] if mapped is None else str(mapped)


def from_address(policies: Policies) -> Callable[[Request], None]:
    """Return a dependency that limits how often one address may ask, whoever it is."""

    def limited(request: Request) -> None:
        limit(request, policies, address(request))

    return limited
