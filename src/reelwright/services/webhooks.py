"""Webhooks: where an account wants to be told of its jobs, and what it was told."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from reelwright.model.errors import Conflict, Fault, Invalid, NotFound, OverQuota
from reelwright.model.ids import new_id
from reelwright.ports.records import Records
from reelwright.ports.records.webhooks import Delivery, DeliveryState, Endpoint, EndpointState

MOST: Final = 20
"""How many endpoints an account may have."""

LONGEST: Final = 2_000
"""Characters that an address may have."""

CHALLENGE: Final = "endpoint.challenge"
"""The type of what an endpoint must answer before it is told anything."""

OVERLAP: Final = timedelta(hours=24)
"""How long a secret goes on being used beside the one that came after it."""

_BAD: Final = set(' \\"<>@#')


class EventType(StrEnum):
    """What an endpoint can be told of."""

    ACCEPTED = "job.accepted"
    STARTED = "job.started"
    SUCCEEDED = "job.succeeded"
    FAILED = "job.failed"
    REJECTED = "job.rejected"
    CANCELLED = "job.cancelled"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to change of an endpoint; what is None stays."""

    url: str | None = None
    types: tuple[EventType, ...] | None = None
    enabled: bool | None = None


def create(
    records: Records, account: str, url: str, types: tuple[EventType, ...], at: datetime
) -> Endpoint:
    """Keep a new endpoint and return it; it is challenged at once, and told nothing before."""
    if len(records.webhooks.of(account)) >= MOST:
        raise OverQuota(f"An account has {MOST} webhooks at most; delete one.")
    endpoint = Endpoint(
        id=new_id(at),
        account_id=account,
        url=_checked(url),
        types=_ordered(types),
        salts=(_salt(),),
        state=EndpointState.PENDING,
        created_at=at,
        updated_at=at,
    )
    records.webhooks.put(endpoint)
    _challenge(records, endpoint, at)
    return endpoint


def get(records: Records, account: str, endpoint: str) -> Endpoint:
    """Return the account's endpoint; `NotFound` where there is none, or it is another's."""
    found = records.webhooks.get(account, endpoint)
    if found is None:
        raise NotFound(f"There is no webhook {endpoint!r}.")
    return found


def change(records: Records, account: str, endpoint: str, wish: Wish, at: datetime) -> Endpoint:
    """Change an endpoint and return it.

    At another address, or enabled again, it is challenged like a new one. What was due at an
    endpoint that is disabled has failed.
    """
    old = _locked(records, account, endpoint)
    new = replace(
        old,
        url=old.url if wish.url is None else _checked(wish.url),
        types=old.types if wish.types is None else _ordered(wish.types),
        updated_at=at,
    )
    on = old.state is not EndpointState.DISABLED if wish.enabled is None else wish.enabled
    if not on:
        return disable(records, new, at)
    if old.state is EndpointState.DISABLED or new.url != old.url:
        return _begin(records, new, at)
    records.webhooks.put(new)
    return new


def challenge(records: Records, account: str, endpoint: str, at: datetime) -> Endpoint:
    """Challenge an endpoint once more; until it answers it is told nothing."""
    return _begin(records, _locked(records, account, endpoint), at)


def rotate(records: Records, account: str, endpoint: str, at: datetime) -> Endpoint:
    """Give an endpoint another secret and return it; the last one is used beside it for a day."""
    old = _locked(records, account, endpoint)
    new = replace(old, salts=(_salt(), old.salts[0]), rotated_at=at, updated_at=at)
    records.webhooks.put(new)
    return new


def remove(records: Records, account: str, endpoint: str) -> None:
    """Forget an endpoint, and all that was or is to be delivered there."""
    records.webhooks.remove(get(records, account, endpoint).id)


def disable(records: Records, endpoint: Endpoint, at: datetime) -> Endpoint:
    """Tell an endpoint nothing more, not even what is due; whoever calls has locked it."""
    off = replace(endpoint, state=EndpointState.DISABLED, updated_at=at)
    records.webhooks.put(off)
    records.webhooks.give_up(off.id, at)
    return off


def secrets_of(endpoint: Endpoint, key: bytes, at: datetime) -> tuple[str, ...]:
    """Return the secrets that sign for an endpoint at a moment, the newest first.

    They are derived from the installation's `key`: whoever reads the database learns none.
    """
    both = endpoint.rotated_at is not None and at < endpoint.rotated_at + OVERLAP
    return tuple(_secret(key, endpoint.id, salt) for salt in endpoint.salts[: 2 if both else 1])


def delivery(records: Records, account: str, endpoint: str, delivery: str) -> Delivery:
    """Return what was or is to be delivered to an account's endpoint."""
    found = records.webhooks.delivery(get(records, account, endpoint).id, delivery)
    if found is None:
        raise NotFound(f"There is no delivery {delivery!r}.")
    return found


def redeliver(records: Records, account: str, endpoint: str, wanted: str, at: datetime) -> Delivery:
    """Deliver something at once and from the first attempt on, whatever became of it; return it.

    Its id stays, so that a receiver knows it again. Raises `Conflict` while the endpoint is not
    enabled.
    """
    there = _locked(records, account, endpoint)
    found = delivery(records, account, endpoint, wanted)
    if there.state is not EndpointState.ENABLED:
        raise Conflict(f"The webhook is {there.state.value}; enable it, and let it answer, first.")
    if found.type == CHALLENGE:
        raise Conflict("A challenge is not repeated; ask for another.")
    again = replace(
        found, state=DeliveryState.DUE, due_at=at, attempts=0, status=None, ended_at=None
    )
    records.webhooks.save(again)
    return again


def _locked(records: Records, account: str, endpoint: str) -> Endpoint:
    records.webhooks.lock(get(records, account, endpoint).id)
    return get(records, account, endpoint)


def _begin(records: Records, endpoint: Endpoint, at: datetime) -> Endpoint:
    """Start with an endpoint as if it were new: whoever answers now is not told what was due."""
    records.webhooks.give_up(endpoint.id, at)
    begun = replace(endpoint, state=EndpointState.PENDING, failing_since=None, updated_at=at)
    records.webhooks.put(begun)
    _challenge(records, begun, at)
    return begun


def _challenge(records: Records, endpoint: Endpoint, at: datetime) -> None:
    riddle = Delivery(
        id=new_id(at),
        endpoint_id=endpoint.id,
        type=CHALLENGE,
        payload={"challenge": secrets.token_urlsafe(24)},
        state=DeliveryState.DUE,
        created_at=at,
        due_at=at,
    )
    records.webhooks.add(riddle)


def _salt() -> str:
    return secrets.token_urlsafe(18)


def _secret(key: bytes, endpoint: str, salt: str) -> str:
    """Return a secret as Standard Webhooks writes it: `whsec_` and 32 bytes in base 64."""
    raw = hmac.new(key, f"webhook\n{endpoint}\n{salt}".encode(), hashlib.sha256).digest()
    return f"whsec_{base64.b64encode(raw).decode('ascii')}"


def _ordered(types: tuple[EventType, ...]) -> tuple[str, ...]:
    return tuple(topic.value for topic in EventType if topic in types)


def _checked(url: str) -> str:
    """Return an address that can be one of the web; whether it may be reached is seen later."""
    if not _fit(url):
        problem = "Write an address such as https://example.com/hooks, without a login or a #."
        raise Invalid([Fault("url", problem)])
    return url


def _fit(url: str) -> bool:
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or set(url) & _BAD:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
