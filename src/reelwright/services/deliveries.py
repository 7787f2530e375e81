"""Deliveries: what is due at webhooks is sent, signed (Standard Webhooks), until it arrives.

Something may arrive twice, and out of order, but always with the same id. A process that dies
between sending and noting it leaves it due: another sends it again.
"""

import hmac
import json
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import groupby
from typing import Final

from standardwebhooks import Webhook

from reelwright.model.ids import seed_of
from reelwright.model.value import Json
from reelwright.ports.outside import Outside, Reply, Unreachable
from reelwright.ports.records import Records, Store
from reelwright.ports.records.webhooks import Delivery, DeliveryState, Endpoint, EndpointState
from reelwright.services import letters, webhooks

log: Final = logging.getLogger(__name__)

PAUSES: Final = tuple(
    timedelta(seconds=s) for s in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""How long after each failed attempt the next one is made, at least; after the last, none."""

LEASE: Final = timedelta(minutes=2)
"""After this an attempt of which nothing was heard is made again: longer than any takes."""

PATIENCE: Final = timedelta(days=3)
"""How long an endpoint may fail before it is disabled."""

LONGEST: Final = timedelta(days=1)
"""The longest rest that an endpoint may ask for."""

_WAVE: Final = timedelta(seconds=30)
_REST: Final = timedelta(minutes=5)
_SLOWING: Final = frozenset({429, 502, 503, 504})
_GONE: Final = 410
_ANSWER: Final = 1_024
"""Bytes of a challenge's answer that are looked at; of other answers none are."""


def send_due(
    store: Store, outside: Outside, key: bytes, clock: Callable[[], datetime], most: int = 200
) -> int:
    """Try what is due, at most so many, at several endpoints at once; return how many were tried.

    Any number of processes may do this at once. It takes a minute at most: an endpoint that is
    slow keeps the others waiting no longer.
    """
    with store.read() as records:
        waiting = records.webhooks.due(clock(), most)
    if not waiting:
        return 0
    courier = Courier(store, outside, key, clock)
    with ThreadPoolExecutor(16, thread_name_prefix="webhooks") as threads:
        return sum(threads.map(courier.deliver, _by_endpoint(waiting)))


def _by_endpoint(waiting: Sequence[Delivery]) -> list[tuple[Delivery, ...]]:
    ordered = sorted(waiting, key=lambda one: one.endpoint_id)
    return [tuple(batch) for _, batch in groupby(ordered, key=lambda one: one.endpoint_id)]


@dataclass(frozen=True, slots=True)
class Courier:
    """Delivers to one endpoint after the other; `key` is what secrets are derived from."""

    store: Store
    outside: Outside
    key: bytes
    clock: Callable[[], datetime]

    def deliver(self, batch: Sequence[Delivery]) -> int:
        """Try what is due at one endpoint, in order, until it fails or time is over."""
        end, tried = self.clock() + _WAVE, 0
        for one in batch:
            if self.clock() >= end:
                break
            tried += 1
            if not self._tried(one):
                break
        return tried

    def _tried(self, due: Delivery) -> bool:
        """Try one; say whether to go on with the next."""
        at = self.clock()
        with self.store.write() as records:
            taken = _taken(records, due, at)
        if taken is None:
            return True
        delivery, endpoint = taken
        reply = self._sent(delivery, endpoint, at)
        with self.store.write() as records:
            return _noted(records, delivery, reply, self.clock())

    def _sent(self, delivery: Delivery, endpoint: Endpoint, at: datetime) -> Reply | None:
        body = _body(delivery)
        signing = webhooks.secrets_of(endpoint, self.key, at)
        keep = _ANSWER if delivery.type == webhooks.CHALLENGE else 0
        try:
            headers = _headers(delivery.id, body, signing, at)
            return self.outside.post(endpoint.url, body.encode("ascii"), headers, keep)
        except Unreachable:
            return None


def _taken(records: Records, due: Delivery, at: datetime) -> tuple[Delivery, Endpoint] | None:
    """Take one to try; None if somebody else did, or nobody is to be told."""
    records.webhooks.lock(due.endpoint_id)
    endpoint = records.webhooks.by_id(due.endpoint_id)
    if endpoint is None or not records.webhooks.claim(due.id, at, at + LEASE):
        return None
    wanted = EndpointState.PENDING if due.type == webhooks.CHALLENGE else EndpointState.ENABLED
    if endpoint.state is not wanted:
        records.webhooks.save(replace(due, state=DeliveryState.FAILED, ended_at=at))
        return None
    taken = records.webhooks.delivery(due.endpoint_id, due.id)
    return None if taken is None else (taken, endpoint)


def _noted(records: Records, tried: Delivery, reply: Reply | None, at: datetime) -> bool:
    """Note what came of an attempt; say whether the endpoint is fit for the next.

    An attempt that somebody else made again meanwhile, or that the owner began anew, is not
    noted: theirs is.
    """
    records.webhooks.lock(tried.endpoint_id)
    now = records.webhooks.delivery(tried.endpoint_id, tried.id)
    endpoint = records.webhooks.by_id(tried.endpoint_id)
    if now is None or endpoint is None or now.state is not DeliveryState.DUE:
        return False
    if (now.attempts, now.due_at) != (tried.attempts, tried.due_at):
        return False
    answered = replace(now, status=None if reply is None else reply.status)
    if reply is not None and 200 <= reply.status < 300 and _solved(now, reply):
        _arrived(records, answered, endpoint, at)
        return True
    return _missed(records, answered, endpoint, reply, at)


def _solved(delivery: Delivery, reply: Reply) -> bool:
    """Say whether a challenge was answered with what it holds, plain or as JSON."""
    if delivery.type != webhooks.CHALLENGE:
        return True
    riddle = str(delivery.payload["challenge"]).encode("ascii")
    return hmac.compare_digest(_said(reply.body), riddle)


def _said(body: bytes) -> bytes:
    try:
        said: Json = json.loads(body)
    except (ValueError, RecursionError):
        return body.strip()
    answer = said.get("challenge") if isinstance(said, dict) else said
    return answer.encode("utf-8", "replace") if isinstance(answer, str) else b""


def _arrived(records: Records, delivery: Delivery, endpoint: Endpoint, at: datetime) -> None:
    records.webhooks.save(replace(delivery, state=DeliveryState.DELIVERED, ended_at=at))
    well = replace(endpoint, state=EndpointState.ENABLED, failing_since=None)
    if well != endpoint:
        records.webhooks.put(replace(well, updated_at=at))


def _missed(
    records: Records, delivery: Delivery, endpoint: Endpoint, reply: Reply | None, at: datetime
) -> bool:
    """Note a failed attempt; say whether the endpoint is fit for the next."""
    if delivery.attempts > len(PAUSES):
        records.webhooks.save(replace(delivery, state=DeliveryState.FAILED, ended_at=at))
    else:
        records.webhooks.save(replace(delivery, due_at=_again(delivery, reply, at)))
    failing = replace(endpoint, failing_since=endpoint.failing_since or at)
    if delivery.status == _GONE or at - (failing.failing_since or at) >= PATIENCE:
        webhooks.disable(records, failing, at)
        _lament(records, failing, at)
        return False
    if failing != endpoint:
        records.webhooks.put(failing)
    if reply is None or reply.status in _SLOWING:
        records.webhooks.postpone(endpoint.id, _rested(delivery, reply, at))
        return False
    return True


def _pause(delivery: Delivery) -> timedelta:
    """Return how long to wait after an attempt, up to a tenth longer: not all come back at once."""
    pause = PAUSES[min(delivery.attempts, len(PAUSES)) - 1]
    return pause * (1 + seed_of(delivery.id, delivery.attempts) % 1_000 / 10_000)


def _again(delivery: Delivery, reply: Reply | None, at: datetime) -> datetime:
    return max(at + _pause(delivery), _asked(reply, at))


def _rested(delivery: Delivery, reply: Reply | None, at: datetime) -> datetime:
    """Return when an endpoint that does not keep up is tried with anything else."""
    return max(at + min(_pause(delivery), _REST), _asked(reply, at))


def _asked(reply: Reply | None, at: datetime) -> datetime:
    """Return the moment that Retry-After names (RFC 9110, 10.2.3), a day from now at most."""
    text = ((reply and reply.retry_after) or "").strip()
    if text.isdecimal():
        return at + min(timedelta(seconds=min(int(text[:9]), 10**6)), LONGEST)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return at
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(aware.astimezone(UTC), at), at + LONGEST)


def _body(delivery: Delivery) -> str:
    moment = delivery.created_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told: dict[str, Json] = {
        "type": delivery.type,
        "timestamp": moment,
        "data": dict(delivery.payload),
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def _headers(name: str, body: str, signing: Sequence[str], at: datetime) -> dict[str, str]:
    """Return the headers of Standard Webhooks: the id, the attempt's time, and the signatures."""
    signed = " ".join(Webhook(secret).sign(name, at, body) for secret in signing)
    return {
        "Content-Type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": signed,
    }


def _lament(records: Records, endpoint: Endpoint, at: datetime) -> None:
    owner = records.accounts.get(endpoint.account_id)
    if owner is not None:
        letters.post(records, "webhook", owner.email, at, name=owner.name, url=endpoint.url)
    log.info("webhook %s was disabled", endpoint.id)
