"""What the rows promise of webhooks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.ports.records.webhooks import Delivery, DeliveryState, Endpoint, EndpointState

MINUTE = timedelta(minutes=1)


@pytest.fixture
def endpoint(rows):
    def made(account: str, **more) -> Endpoint:
        row = Endpoint(
            id=rows.id(),
            account_id=account,
            url="https://hooks.example/é",
            types=("job.succeeded", "job.failed"),
            salts=("whsec_b", "whsec_a"),
            state=EndpointState.ENABLED,
            created_at=rows.at,
            updated_at=rows.at,
        )
        return replace(row, **more)

    return made


@pytest.fixture
def hook(ada, records, endpoint):
    made = endpoint(ada.id)
    records.webhooks.put(made)
    return made


@pytest.fixture
def delivery(rows):
    def made(endpoint: str, minutes: int = 0) -> Delivery:
        due = rows.at + minutes * MINUTE
        state = DeliveryState.DUE
        return Delivery(rows.id(), endpoint, "job.failed", {"job": "1"}, state, rows.at, due)

    return made


def test_endpoint_comes_back_to_its_owner_alone(ada, bob, records, hook):
    found = [records.webhooks.get(ada.id, hook.id), records.webhooks.by_id(hook.id)]
    assert found == [hook, hook]
    strange = [records.webhooks.get(bob.id, hook.id), records.webhooks.by_id("none")]
    assert strange == [None, None]


def test_endpoint_put_again_is_changed(records, rows, hook):
    later = replace(
        hook,
        state=EndpointState.DISABLED,
        salts=("c", "b"),
        rotated_at=rows.at,
        failing_since=rows.at,
        types=(),
    )
    records.webhooks.put(later)
    assert records.webhooks.by_id(hook.id) == later


def test_endpoints_are_their_owners_the_oldest_first(ada, bob, records, endpoint, hook):
    second, hers = endpoint(ada.id), endpoint(bob.id)
    for one in (hers, second):
        records.webhooks.put(one)
    assert records.webhooks.of(ada.id) == (hook, second)
    assert records.webhooks.of(bob.id) == (hers,)


def test_endpoint_takes_its_deliveries_along(records, rows, hook, delivery):
    mine = delivery(hook.id)
    records.webhooks.add(mine)
    records.webhooks.remove(hook.id)
    assert records.webhooks.by_id(hook.id) is None
    assert records.webhooks.due(rows.at, 9) == ()


def test_delivery_is_its_endpoints_alone(ada, records, rows, endpoint, hook, delivery):
    other, mine = endpoint(ada.id), delivery(hook.id)
    records.webhooks.put(other)
    records.webhooks.add(mine)
    assert records.webhooks.delivery(hook.id, mine.id) == mine
    assert records.webhooks.delivery(other.id, mine.id) is None
    done = replace(mine, state=DeliveryState.DELIVERED, status=204, ended_at=rows.at, attempts=1)
    records.webhooks.save(done)
    assert records.webhooks.delivery(hook.id, mine.id) == done


def test_deliveries_are_listed_the_newest_first(records, hook, delivery):
    three = [delivery(hook.id) for _ in range(3)]
    for one in three:
        records.webhooks.add(one)
    assert records.webhooks.deliveries(hook.id, 2) == (three[2], three[1])
    assert records.webhooks.deliveries(hook.id, 2, older_than=three[1].id) == (three[0],)


def test_deliveries_due_come_the_oldest_first(records, rows, hook, delivery):
    late, early, ended = delivery(hook.id, 5), delivery(hook.id, 1), delivery(hook.id)
    for one in (late, early, replace(ended, state=DeliveryState.FAILED)):
        records.webhooks.add(one)
    due = [records.webhooks.due(rows.at + n * MINUTE, 9) for n in (0, 1, 5)]
    assert due == [(), (early,), (early, late)]
    assert records.webhooks.due(rows.at + 5 * MINUTE, 1) == (early,)


def test_delivery_claimed_is_due_again(records, rows, hook, delivery):
    mine = delivery(hook.id)
    records.webhooks.add(mine)
    claims = [records.webhooks.claim(mine.id, rows.at, rows.at + MINUTE) for _ in range(2)]
    assert claims == [True, False]
    [again] = records.webhooks.due(rows.at + MINUTE, 9)
    assert again == replace(mine, attempts=1, due_at=rows.at + MINUTE)


def test_delivery_has_one_sender(store, ada, rows, endpoint, delivery, together):
    hook = endpoint(ada.id)
    mine = delivery(hook.id)
    with store.write() as records:
        records.webhooks.put(hook)
        records.webhooks.add(mine)

    def claim(_number):
        with store.write() as records:
            return records.webhooks.claim(mine.id, rows.at, rows.at + MINUTE)

    assert sorted(together(claim, range(16))) == [False] * 15 + [True]


def test_deliveries_of_an_endpoint_are_postponed(ada, records, rows, endpoint, hook, delivery):
    other = endpoint(ada.id)
    records.webhooks.put(other)
    mine, theirs, ended = delivery(hook.id), delivery(other.id), delivery(hook.id)
    done = replace(ended, state=DeliveryState.DELIVERED, ended_at=rows.at)
    for one in (mine, theirs, done):
        records.webhooks.add(one)
    records.webhooks.postpone(hook.id, rows.at + MINUTE)
    assert records.webhooks.due(rows.at, 9) == (theirs,)
    assert records.webhooks.delivery(hook.id, mine.id).due_at == rows.at + MINUTE
    assert records.webhooks.delivery(hook.id, done.id) == done


def test_deliveries_given_up_have_failed(records, rows, hook, delivery):
    mine, ended = delivery(hook.id), delivery(hook.id)
    done = replace(ended, state=DeliveryState.DELIVERED, ended_at=rows.at)
    for one in (mine, done):
        records.webhooks.add(one)
    later = rows.at + MINUTE
    records.webhooks.give_up(hook.id, later)
    failed = replace(mine, state=DeliveryState.FAILED, ended_at=later)
    assert records.webhooks.deliveries(hook.id, 9) == (done, failed)


def test_deliveries_that_ended_are_forgotten(records, rows, hook, delivery):
    due, early, late = (delivery(hook.id) for _ in range(3))
    late = replace(late, state=DeliveryState.FAILED, ended_at=rows.at + MINUTE)
    early = replace(early, state=DeliveryState.FAILED, ended_at=rows.at)
    for one in (due, early, late):
        records.webhooks.add(one)
    assert records.webhooks.forget(rows.at + MINUTE, 9) == 1
    assert records.webhooks.deliveries(hook.id, 9) == (late, due)
