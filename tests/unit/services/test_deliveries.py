"""The laws of delivering: at least once, signed, in good time, and to nobody who does not want it."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from standardwebhooks import Webhook

from reelwright.ports.outside import Reply, Unreachable
from reelwright.ports.records.webhooks import Delivery, DeliveryState, Endpoint, EndpointState
from reelwright.services import deliveries, news, webhooks
from reelwright.services.deliveries import LEASE, PATIENCE, PAUSES
from reelwright.services.webhooks import CHALLENGE

KEY = b"an installation's secret"
URL = "https://hooks.example/"
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


class Receiver:
    """A world outside with one server; `answers` is what it says next, the last for ever."""

    def __init__(self, *answers: Reply | Callable[[], Reply]) -> None:
        self.answers = list(answers)
        self.posts: list[tuple[str, bytes, Mapping[str, str]]] = []
        self._lock = threading.Lock()

    def post(self, url: str, body: bytes, headers: Mapping[str, str], keep: int = 0) -> Reply:
        with self._lock:
            self.posts.append((url, body, headers))
            said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return replace(reply := said if isinstance(said, Reply) else said(), body=reply.body[:keep])

    def fetch(self, url, into, most, owner):
        raise AssertionError(url)

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for _, _, headers in self.posts]


def nobody() -> Reply:
    raise Unreachable


class Bench:
    """An account with a webhook, a clock that is set by hand, and the loop that sends."""

    def __init__(self, store, rows, account) -> None:
        self.store, self.account = store, account
        self.now: datetime = rows.at
        self.hook = self.another(URL)

    def another(self, url: str) -> Endpoint:
        with self.store.write() as records:
            made = webhooks.create(records, self.account.id, url, (), self.now)
            records.webhooks.give_up(made.id, self.now)
            records.webhooks.put(replace(made, state=EndpointState.ENABLED))
            return records.webhooks.by_id(made.id)

    def announce(self, count: int = 1) -> None:
        with self.store.write() as records:
            for number in range(count):
                payload = {"job": str(number), "error": "naïve 🌊"}
                news.announce(records, self.account.id, "job.failed", payload, self.now)

    def send(self, receiver: Receiver) -> int:
        return deliveries.send_due(self.store, receiver, KEY, lambda: self.now)

    def endpoint(self) -> Endpoint:
        with self.store.read() as records:
            return records.webhooks.by_id(self.hook.id)

    def rows(self, endpoint: Endpoint | None = None) -> tuple[Delivery, ...]:
        with self.store.read() as records:
            found = records.webhooks.deliveries((endpoint or self.hook).id, 99)
        return tuple(one for one in found if one.type != CHALLENGE)[::-1]

    def letters(self) -> list[tuple[str, str]]:
        with self.store.read() as records:
            return [(one.to, one.subject) for one in records.letters.due(self.now, 9)]


@pytest.fixture
def bench(store, rows, ada) -> Bench:
    return Bench(store, rows, ada)


def test_nothing_due_is_nothing_sent(bench):
    assert bench.send(Receiver(Reply(204))) == 0


def test_delivery_is_signed_as_the_standard_says(bench):
    bench.announce()
    receiver = Receiver(Reply(204))
    assert bench.send(receiver) == 1
    [(url, body, headers)] = receiver.posts
    [secret] = webhooks.secrets_of(bench.endpoint(), KEY, bench.now)
    with time_machine.travel(bench.now, tick=False):
        told = Webhook(secret).verify(body, dict(headers))
    assert (url, told) == (
        URL,
        {
            "type": "job.failed",
            "timestamp": "2026-11-22T12:30:15.123Z",
            "data": {"job": "0", "error": "naïve 🌊"},
        },
    )
    [row] = bench.rows()
    assert (headers["webhook-id"], headers["Content-Type"]) == (row.id, "application/json")
    assert (row.state, row.status, row.attempts, row.ended_at) == (
        DeliveryState.DELIVERED,
        204,
        1,
        bench.now,
    )


def test_both_secrets_sign_after_a_change(bench):
    with bench.store.write() as records:
        rotated = webhooks.rotate(records, bench.account.id, bench.hook.id, bench.now)
    bench.announce()
    receiver = Receiver(Reply(200))
    bench.send(receiver)
    [(_, body, headers)] = receiver.posts
    assert len(headers["webhook-signature"].split(" ")) == 2
    with time_machine.travel(bench.now, tick=False):
        read = [
            Webhook(one).verify(body, dict(headers))["type"]
            for one in webhooks.secrets_of(rotated, KEY, bench.now)
        ]
    assert read == ["job.failed", "job.failed"]


def test_each_account_is_told_its_own(bench, bob, rows):
    theirs = Bench(bench.store, rows, bob)
    bench.announce()
    bench.send(Receiver(Reply(200)))
    assert (len(bench.rows()), theirs.rows()) == (1, ())


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_success_is_two_hundred_something(bench, status):
    bench.announce()
    bench.send(Receiver(Reply(status)))
    assert [(one.state, one.status) for one in bench.rows()] == [(DeliveryState.DELIVERED, status)]


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 404, 500])
def test_other_answers_are_tried_again(bench, status):
    bench.announce()
    bench.send(Receiver(Reply(status)))
    [row] = bench.rows()
    assert (row.state, row.status, row.attempts) == (DeliveryState.DUE, status, 1)
    assert 5 * SECOND <= row.due_at - bench.now <= 5.5 * SECOND
    assert bench.endpoint().failing_since == bench.now


def test_schedule_is_kept_with_one_id(bench):
    bench.announce()
    receiver, waits = Receiver(Reply(500)), []
    for _ in PAUSES:
        bench.send(receiver)
        [row] = bench.rows()
        waits.append(row.due_at - bench.now)
        bench.now = row.due_at
    assert all(least <= wait <= least * 1.1 for least, wait in zip(PAUSES, waits, strict=True))
    assert sum(PAUSES, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    assert receiver.ids == [row.id] * 9
    assert len({headers["webhook-timestamp"] for _, _, headers in receiver.posts}) == 9


def test_tenth_failure_is_the_last(bench):
    bench.announce()
    with bench.store.write() as records:
        records.webhooks.save(replace(bench.rows()[0], attempts=9))
    bench.send(Receiver(Reply(500)))
    [row] = bench.rows()
    assert (row.state, row.attempts, row.ended_at) == (DeliveryState.FAILED, 10, bench.now)
    assert bench.endpoint().state is EndpointState.ENABLED


def test_nothing_is_tried_early(bench):
    bench.announce()
    receiver = Receiver(Reply(500), Reply(200))
    bench.send(receiver)
    bench.now += 4 * SECOND
    assert bench.send(receiver) == 0
    bench.now += 2 * SECOND
    assert bench.send(receiver) == 1
    assert (bench.rows()[0].state, bench.endpoint().failing_since) == (
        DeliveryState.DELIVERED,
        None,
    )


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        ("90", 90 * SECOND),
        ("Sun, 22 Nov 2026 12:32:15 GMT", None),
        ("999999999999999999999", timedelta(days=1)),
        ("Sun, 22 Nov 2099 12:32:15 GMT", timedelta(days=1)),
    ],
)
@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_slowing_down_holds_for_the_whole_endpoint(bench, status, asked, waits):
    bench.announce(3)
    receiver = Receiver(Reply(status, asked))
    bench.send(receiver)
    wanted = bench.now + waits if waits else bench.now.replace(minute=32, microsecond=0)
    assert [one.due_at for one in bench.rows()] == [wanted] * 3
    assert len(receiver.posts) == 1


@pytest.mark.parametrize("asked", ["", "soon", "-5", "Sun, 22 Nov 1999 12:32:15 GMT", None])
def test_odd_retry_after_changes_nothing(bench, asked):
    bench.announce()
    bench.send(Receiver(Reply(503, asked)))
    assert 5 * SECOND <= bench.rows()[0].due_at - bench.now <= 5.5 * SECOND


def test_silence_spares_the_rest(bench):
    bench.announce(3)
    receiver = Receiver(nobody)
    assert bench.send(receiver) == 1
    first, *rest = bench.rows()
    assert (first.status, first.attempts) == (None, 1)
    assert [(one.attempts, one.due_at) for one in rest] == [(0, first.due_at)] * 2


def test_one_bad_event_does_not_hold_up_others(bench):
    bench.announce(3)
    bench.send(Receiver(Reply(400), Reply(200)))
    assert [one.state.value for one in bench.rows()] == ["due", "delivered", "delivered"]


def test_gone_disables_and_says_so(bench, ada):
    bench.announce(2)
    receiver = Receiver(Reply(410))
    bench.send(receiver)
    assert (bench.endpoint().state, len(receiver.posts)) == (EndpointState.DISABLED, 1)
    assert [one.state for one in bench.rows()] == [DeliveryState.FAILED] * 2
    assert bench.letters() == [(ada.email, "A webhook was switched off")]
    bench.announce()
    assert bench.send(receiver) == 0


def test_three_days_of_failure_disable(bench, ada):
    begun = bench.now
    receiver = Receiver(Reply(500))
    while bench.endpoint().state is EndpointState.ENABLED:
        bench.announce()
        bench.send(receiver)
        bench.now += timedelta(hours=12)
    assert bench.now - timedelta(hours=12) - begun == PATIENCE
    assert bench.letters() == [(ada.email, "A webhook was switched off")]
    assert {one.state for one in bench.rows()} == {DeliveryState.FAILED}


def test_success_ends_the_failing(bench):
    bench.announce()
    receiver = Receiver(Reply(500), Reply(200), Reply(500))
    bench.send(receiver)
    bench.now += timedelta(days=2)
    bench.send(receiver)
    bench.now += timedelta(days=2)
    bench.announce()
    bench.send(receiver)
    assert (bench.endpoint().state, bench.endpoint().failing_since) == (
        EndpointState.ENABLED,
        bench.now,
    )


def test_death_between_sending_and_noting_sends_again(bench):
    bench.announce()

    class Died(BaseException):
        pass

    def died() -> Reply:
        raise Died

    receiver = Receiver(died, Reply(200))
    with pytest.raises(Died):
        bench.send(receiver)
    assert bench.send(receiver) == 0
    bench.now += LEASE
    assert bench.send(receiver) == 1
    [row] = bench.rows()
    assert (row.state, row.attempts, receiver.ids) == (DeliveryState.DELIVERED, 2, [row.id] * 2)


def test_late_answer_does_not_undo_a_redelivery(bench):
    bench.announce()
    with bench.store.read() as records:
        [due] = records.webhooks.due(bench.now, 9)

    def meanwhile() -> Reply:
        with bench.store.write() as records:
            webhooks.redeliver(records, bench.account.id, bench.hook.id, due.id, bench.now)
        return Reply(500)

    bench.send(Receiver(meanwhile, Reply(200)))
    [row] = bench.rows()
    assert (row.state, row.attempts, row.due_at) == (DeliveryState.DUE, 0, bench.now)


def test_webhook_removed_meanwhile_is_let_go(bench):
    bench.announce(2)

    def removed() -> Reply:
        with bench.store.write() as records:
            webhooks.remove(records, bench.account.id, bench.hook.id)
        return Reply(200)

    bench.send(Receiver(removed))
    assert bench.rows() == ()


def test_endpoint_changed_meanwhile_stays_changed(bench):
    bench.announce()
    elsewhere = "https://other.example/"

    def changed() -> Reply:
        with bench.store.write() as records:
            wish = webhooks.Wish(url=elsewhere)
            webhooks.change(records, bench.account.id, bench.hook.id, wish, bench.now)
        return Reply(200)

    bench.send(Receiver(changed))
    found = bench.endpoint()
    assert (found.url, found.state) == (elsewhere, EndpointState.PENDING)
    assert [one.state for one in bench.rows()] == [DeliveryState.FAILED]


def test_slow_endpoint_keeps_no_other_waiting(bench):
    slow, quick = bench.hook, bench.another("https://quick.example/")
    bench.announce()
    met = threading.Barrier(2, timeout=10)

    def together() -> Reply:
        met.wait()
        return Reply(200)

    assert bench.send(Receiver(together)) == 2
    assert [one.state for end in (slow, quick) for one in bench.rows(end)] == [
        DeliveryState.DELIVERED
    ] * 2


def test_wave_ends_in_time(bench):
    bench.announce(5)

    def slowly() -> Reply:
        bench.now += 14 * SECOND
        return Reply(200)

    assert bench.send(Receiver(slowly)) == 3
    assert bench.send(Receiver(slowly)) == 2


def test_senders_share_the_work(bench, together):
    bench.announce(20)
    receiver = Receiver(Reply(200))
    tried = together(lambda _: bench.send(receiver), range(4))
    assert sorted(receiver.ids) == sorted(one.id for one in bench.rows())
    assert sum(tried) >= 20


@pytest.fixture
def pending(bench) -> Endpoint:
    bench.now += SECOND
    with bench.store.write() as records:
        return webhooks.challenge(records, bench.account.id, bench.hook.id, bench.now)


def solved(bench, wrap: Callable[[str], bytes]) -> EndpointState:
    """Have a challenge answered, and return what that makes of the endpoint."""
    with bench.store.read() as records:
        [riddle] = records.webhooks.due(bench.now, 9)
    bench.send(Receiver(Reply(200, body=wrap(str(riddle.payload["challenge"])))))
    return bench.endpoint().state


@pytest.mark.parametrize(
    "wrap",
    [
        lambda riddle: riddle.encode(),
        lambda riddle: f" {riddle}\r\n".encode(),
        lambda riddle: json.dumps(riddle).encode(),
        lambda riddle: json.dumps({"ok": True, "challenge": riddle}).encode(),
    ],
)
def test_right_answer_enables(bench, pending, wrap):
    assert solved(bench, wrap) is EndpointState.ENABLED
    bench.announce()
    assert bench.send(Receiver(Reply(204))) == 1


@pytest.mark.parametrize(
    "wrap",
    [
        lambda _: b"",
        lambda _: b"ok",
        lambda riddle: riddle[:-1].encode(),
        lambda riddle: json.dumps([riddle]).encode(),
        lambda _: json.dumps({"challenge": 1}).encode(),
        lambda _: b"[" * 1_024,
        lambda _: "é".encode("latin-1"),
        lambda riddle: b" " * 1_024 + riddle.encode(),
    ],
)
def test_wrong_answer_does_not_enable(bench, pending, wrap):
    assert solved(bench, wrap) is EndpointState.PENDING
    with bench.store.read() as records:
        [riddle, *_] = records.webhooks.deliveries(bench.hook.id, 9)
    assert (riddle.state, riddle.status) == (DeliveryState.DUE, 200)


def test_pending_endpoint_that_never_answers_is_disabled(bench, pending):
    receiver = Receiver(nobody)
    for _ in range(96):
        bench.send(receiver)
        bench.now += timedelta(hours=1)
    assert bench.endpoint().state is EndpointState.DISABLED
    assert set(receiver.ids) == {receiver.ids[0]}


def test_jitter_spreads_what_failed_together(bench):
    bench.announce(20)
    bench.send(Receiver(Reply(500)))
    assert len({one.due_at for one in bench.rows()}) > 15


def test_same_event_has_the_same_body_each_time(bench):
    bench.announce()
    receiver = Receiver(Reply(500), Reply(200))
    bench.send(receiver)
    bench.now += MINUTE
    bench.send(receiver)
    first, second = (body for _, body, _ in receiver.posts)
    assert first == second
