"""What the rows promise of deliveries that wait, end and are forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.ports.records.webhooks import Delivery, DeliveryState, Endpoint, EndpointState

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hook(store, rows, ada):
    def made() -> Endpoint:
        state = EndpointState.ENABLED
        row = Endpoint(rows.id(), ada.id, "https://h.example/", (), ("a",), state, rows.at, rows.at)
        with store.write() as records:
            records.webhooks.put(row)
        return row

    return made


@pytest.fixture
def told(store, rows):
    def made(endpoint: Endpoint, minutes: int = 0, **more) -> Delivery:
        due = rows.at + minutes * MINUTE
        row = Delivery(rows.id(), endpoint.id, "job.failed", {}, DeliveryState.DUE, rows.at, due)
        row = replace(row, **more)
        with store.write() as records:
            records.webhooks.add(row)
        return row

    return made


def test_postponing_spares_what_is_later_or_elsewhere(records_of, rows, hook, told):
    mine, other = hook(), hook()
    soon, late, theirs = told(mine), told(mine, 9), told(other)
    ended = told(mine, state=DeliveryState.FAILED)
    later = rows.at + 5 * MINUTE
    records_of(lambda webhooks: webhooks.postpone(mine.id, later))
    found = records_of(lambda webhooks: webhooks.deliveries(mine.id, 9))
    assert found == (ended, late, replace(soon, due_at=later))
    assert records_of(lambda webhooks: webhooks.deliveries(other.id, 9)) == (theirs,)


def test_giving_up_ends_what_is_due_at_one(records_of, rows, hook, told):
    mine, other = hook(), hook()
    waiting, theirs = told(mine, 9), told(other)
    done = told(mine, state=DeliveryState.DELIVERED, status=204, ended_at=rows.at)
    end = rows.at + MINUTE
    records_of(lambda webhooks: webhooks.give_up(mine.id, end))
    assert records_of(lambda webhooks: webhooks.deliveries(mine.id, 9)) == (
        done,
        replace(waiting, state=DeliveryState.FAILED, ended_at=end),
    )
    assert records_of(lambda webhooks: webhooks.due(end, 9)) == (theirs,)


def test_old_deliveries_are_forgotten_some_at_a_time(records_of, rows, hook, told):
    mine = hook()
    for _ in range(3):
        told(mine, state=DeliveryState.FAILED, ended_at=rows.at)
    kept = told(mine, state=DeliveryState.FAILED, ended_at=rows.at + MINUTE)
    waiting = told(mine)
    before = rows.at + MINUTE
    counts = [records_of(lambda webhooks: webhooks.forget(before, 2)) for _ in range(3)]
    assert counts == [2, 1, 0]
    assert records_of(lambda webhooks: webhooks.deliveries(mine.id, 9)) == (waiting, kept)


def test_locked_endpoint_is_changed_by_one_at_a_time(store, hook, told, together):
    mine = hook()

    def lengthen(_number: int) -> None:
        with store.write() as records:
            records.webhooks.lock(mine.id)
            now = records.webhooks.by_id(mine.id)
            records.webhooks.put(replace(now, salts=(*now.salts, "x")))

    together(lengthen, range(12))
    with store.read() as records:
        assert len(records.webhooks.by_id(mine.id).salts) == 13


@pytest.fixture
def records_of(store):
    """Do something with webhooks in a transaction of its own."""

    def done(work):
        with store.write() as records:
            return work(records.webhooks)

    return done
