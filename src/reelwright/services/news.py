"""News: what happened is kept for whoever watches, and made due for whoever asked to be told."""

from collections.abc import Mapping
from datetime import datetime

from reelwright.model.ids import new_id
from reelwright.model.value import Json
from reelwright.ports.records import Records
from reelwright.ports.records.events import Event
from reelwright.ports.records.webhooks import Delivery, DeliveryState, EndpointState


def job_topic(job: str) -> str:
    """Return the topic of all that happens to one job."""
    return f"job:{job}"


def account_topic(account: str) -> str:
    """Return the topic of what begins and ends for one account."""
    return f"account:{account}"


def tell(
    records: Records, topic: str, kind: str, payload: Mapping[str, Json], at: datetime
) -> Event:
    """Keep that something happened, for those who watch its topic."""
    return records.events.append(topic, kind, payload, at)


def announce(
    records: Records, account: str, kind: str, payload: Mapping[str, Json], at: datetime
) -> None:
    """Keep that something began or ended for an account, and make it due at its endpoints."""
    tell(records, account_topic(account), kind, payload, at)
    for endpoint in records.webhooks.of(account):
        wanted = not endpoint.types or kind in endpoint.types
        if endpoint.state is EndpointState.ENABLED and wanted:
            records.webhooks.add(
                Delivery(
                    id=new_id(at),
                    endpoint_id=endpoint.id,
                    type=kind,
                    payload=payload,
                    state=DeliveryState.DUE,
                    created_at=at,
                    due_at=at,
                )
            )
