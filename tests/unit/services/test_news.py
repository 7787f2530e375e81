"""The laws of news."""

from dataclasses import replace

import pytest

from reelwright.ports.records.events import Event
from reelwright.ports.records.webhooks import Delivery, DeliveryState, Endpoint, EndpointState
from reelwright.services import news


@pytest.fixture
def hook(records, rows):
    def put(account, **more) -> Endpoint:
        row = Endpoint(
            id=rows.id(),
            account_id=account.id,
            url="https://hooks.example/",
            types=(),
            salts=("a",),
            state=EndpointState.ENABLED,
            created_at=rows.at,
            updated_at=rows.at,
        )
        made = replace(row, **more)
        records.webhooks.put(made)
        return made

    return put


def test_news_told_is_its_topics_alone(ada, records, rows, hook):
    endpoint = hook(ada)
    told = news.tell(records, news.job_topic("1"), "job.progress", {"step": "plan"}, rows.at)
    assert told == Event("job:1", 1, "job.progress", {"step": "plan"}, rows.at)
    assert records.events.last(news.account_topic(ada.id)) == 0
    assert records.webhooks.deliveries(endpoint.id, 9) == ()


def test_news_announced_is_due_at_endpoints(ada, records, rows, hook):
    endpoint = hook(ada, types=("job.failed", "job.succeeded"))
    news.announce(records, ada.id, "job.failed", {"job": "1"}, rows.at)
    [event] = records.events.after(news.account_topic(ada.id), 0, 9)
    assert event == Event(f"account:{ada.id}", 1, "job.failed", {"job": "1"}, rows.at)
    [due] = records.webhooks.due(rows.at, 9)
    assert due == Delivery(
        id=due.id,
        endpoint_id=endpoint.id,
        type="job.failed",
        payload={"job": "1"},
        state=DeliveryState.DUE,
        created_at=rows.at,
        due_at=rows.at,
    )


def test_news_goes_to_whoever_asked_for_it(ada, bob, records, rows, hook):
    wanted = [hook(ada), hook(ada, types=("job.failed",))]
    for unwanted in (
        {"types": ("job.succeeded",)},
        {"state": EndpointState.DISABLED},
        {"account_id": bob.id},
    ):
        hook(ada, **unwanted)
    news.announce(records, ada.id, "job.failed", {}, rows.at)
    told = {delivery.endpoint_id for delivery in records.webhooks.due(rows.at, 9)}
    assert told == {endpoint.id for endpoint in wanted}
