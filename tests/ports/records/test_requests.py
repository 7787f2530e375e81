"""What the rows promise of requests with idempotency keys."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.ports.records.requests import Keyed

HOUR = timedelta(hours=1)


@pytest.fixture
def request_(rows):
    return Keyed("ada", "POST /jobs", "k-1", "digest", rows.at)


def test_request_is_begun_once(records, request_):
    assert records.requests.begin(request_) is None
    assert records.requests.begin(replace(request_, digest="other")) == request_


@pytest.mark.parametrize("other", [{"principal": "bob"}, {"route": "POST /keys"}, {"key": "k-2"}])
def test_request_is_known_by_all_three(records, request_, other):
    records.requests.begin(request_)
    assert records.requests.begin(replace(request_, **other)) is None


def test_request_answered_gives_its_answer(records, request_):
    records.requests.begin(request_)
    answered = replace(request_, status=202, headers={"Location": "/x"}, body={"id": "1", "n": [2]})
    records.requests.answer(answered)
    assert records.requests.begin(request_) == answered


def test_request_forgotten_may_be_made_again(records, request_):
    records.requests.begin(request_)
    records.requests.forget(request_)
    assert records.requests.begin(request_) is None


def test_requests_are_swept_by_age(records, rows, request_):
    for number in range(3):
        records.requests.begin(
            replace(request_, key=f"k-{number}", created_at=rows.at + number * HOUR)
        )
    assert records.requests.sweep(rows.at + 2 * HOUR) == 2
    assert records.requests.begin(replace(request_, key="k-0")) is None
    assert records.requests.begin(replace(request_, key="k-2")) is not None


def test_request_is_begun_by_one_of_many(store, request_, together):
    def begin(number):
        with store.write() as records:
            return records.requests.begin(replace(request_, digest=f"{number}"))

    found = together(begin, range(16))
    assert found.count(None) == 1
    assert len(set(map(str, found))) == 2


def test_request_given_up_passes_to_another(store, request_, undone, together):
    """One that waits for another's end begins itself where that came to nothing."""

    def begin(number):
        opened = undone if number < 8 else store.write
        with opened() as records:
            return records.requests.begin(request_) is None

    assert any(together(begin, range(9)))
    with store.write() as records:
        assert records.requests.begin(request_) == request_
