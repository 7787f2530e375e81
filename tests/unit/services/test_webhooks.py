"""The laws of webhooks, as their owners see them."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.model.errors import Conflict, Invalid, NotFound, OverQuota
from reelwright.ports.records.webhooks import Delivery, DeliveryState, Endpoint, EndpointState
from reelwright.services import news, webhooks
from reelwright.services.webhooks import CHALLENGE, OVERLAP, EventType, Wish

KEY = b"an installation's secret"
URL = "https://hooks.example/reelwright?a=1"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def hook(records, ada, rows) -> Endpoint:
    return webhooks.create(records, ada.id, URL, (), rows.at)


@pytest.fixture
def enabled(records, hook) -> Endpoint:
    records.webhooks.put(replace(hook, state=EndpointState.ENABLED))
    return records.webhooks.by_id(hook.id)


@pytest.fixture
def told(records, ada, rows, enabled) -> Delivery:
    news.announce(records, ada.id, "job.failed", {"job": "1"}, rows.at)
    found = records.webhooks.deliveries(enabled.id, 9)
    return next(one for one in found if one.type != CHALLENGE)


def due(records, at) -> list[str]:
    return [one.type for one in records.webhooks.due(at, 99)]


def test_new_webhook_is_challenged(records, ada, rows):
    made = webhooks.create(records, ada.id, URL, (EventType.FAILED, EventType.ACCEPTED), rows.at)
    assert (made.url, made.types, made.state) == (
        URL,
        ("job.accepted", "job.failed"),
        EndpointState.PENDING,
    )
    [riddle] = records.webhooks.due(rows.at, 9)
    assert (riddle.endpoint_id, riddle.type) == (made.id, CHALLENGE)
    assert len(riddle.payload["challenge"]) == 32


def test_pending_webhook_is_told_nothing(records, ada, rows, hook):
    news.announce(records, ada.id, "job.failed", {}, rows.at)
    assert due(records, rows.at) == [CHALLENGE]


@pytest.mark.parametrize(
    "url",
    [
        *("hooks.example", "ftp://hooks.example/", "https://", "https:///x", "https://a b/"),
        *("https://ann:x@hooks.example/", "https://hooks.example/#x", "https://hooks.example:0/"),
        *("https://hooks.example:99999/", "https://[::1/", "https://hooks.example\\x", ""),
        *("https://hööks.example/", "https://hooks.example/\n", "javascript:alert(1)"),
        "https://hooks.example/" + "x" * 2_000,
    ],
)
def test_odd_address_is_refused(records, ada, rows, hook, url):
    with pytest.raises(Invalid, match="^url: Write an address such as https://"):
        webhooks.create(records, ada.id, url, (), rows.at)
    with pytest.raises(Invalid, match="^url: "):
        webhooks.change(records, ada.id, hook.id, Wish(url=url), rows.at)


def test_account_has_twenty_at_most(records, ada, bob, rows):
    for _ in range(20):
        webhooks.create(records, ada.id, URL, (), rows.at)
    with pytest.raises(OverQuota, match="20 webhooks at most; delete one"):
        webhooks.create(records, ada.id, URL, (), rows.at)
    assert webhooks.create(records, bob.id, URL, (), rows.at).account_id == bob.id


def test_foreign_webhook_is_missing(records, bob, rows, hook, told):
    for verb in (
        lambda: webhooks.get(records, bob.id, hook.id),
        lambda: webhooks.change(records, bob.id, hook.id, Wish(), rows.at),
        lambda: webhooks.challenge(records, bob.id, hook.id, rows.at),
        lambda: webhooks.rotate(records, bob.id, hook.id, rows.at),
        lambda: webhooks.remove(records, bob.id, hook.id),
        lambda: webhooks.delivery(records, bob.id, hook.id, told.id),
        lambda: webhooks.redeliver(records, bob.id, hook.id, told.id, rows.at),
    ):
        with pytest.raises(NotFound, match=f"^There is no webhook '{hook.id}'.$"):
            verb()


def test_types_change_without_a_challenge(records, ada, rows, enabled, told):
    later = rows.at + MINUTE
    changed = webhooks.change(records, ada.id, enabled.id, Wish(types=(EventType.FAILED,)), later)
    assert changed == replace(enabled, types=("job.failed",), updated_at=later)
    assert records.webhooks.by_id(enabled.id) == changed


def test_other_address_is_challenged_and_owed_nothing(records, ada, rows, enabled, told):
    other = "https://other.example/"
    changed = webhooks.change(records, ada.id, enabled.id, Wish(url=other), rows.at)
    assert changed == replace(enabled, url=other, state=EndpointState.PENDING)
    assert due(records, rows.at) == [CHALLENGE]
    assert webhooks.delivery(records, ada.id, enabled.id, told.id) == replace(
        told, state=DeliveryState.FAILED, ended_at=rows.at
    )


def test_same_address_is_not_challenged(records, ada, rows, enabled):
    records.webhooks.give_up(enabled.id, rows.at)
    assert webhooks.change(records, ada.id, enabled.id, Wish(url=URL), rows.at) == enabled
    assert due(records, rows.at) == []


def test_disabled_webhook_is_challenged_when_enabled(records, ada, rows, enabled, told):
    failing = replace(enabled, failing_since=rows.at)
    records.webhooks.put(failing)
    off = webhooks.change(records, ada.id, enabled.id, Wish(enabled=False), rows.at)
    assert (off, due(records, rows.at)) == (replace(failing, state=EndpointState.DISABLED), [])
    still = webhooks.change(records, ada.id, enabled.id, Wish(url="http://x.example/"), rows.at)
    assert (still.state, due(records, rows.at)) == (EndpointState.DISABLED, [])
    on = webhooks.change(records, ada.id, enabled.id, Wish(enabled=True), rows.at)
    assert on == replace(enabled, url="http://x.example/", state=EndpointState.PENDING)
    assert due(records, rows.at) == [CHALLENGE]


def test_challenge_can_be_asked_for_again(records, ada, rows, hook):
    [first] = records.webhooks.due(rows.at, 9)
    webhooks.challenge(records, ada.id, hook.id, rows.at)
    [second] = records.webhooks.due(rows.at, 9)
    assert first.payload != second.payload
    assert records.webhooks.delivery(hook.id, first.id).state is DeliveryState.FAILED


def test_secret_is_a_standard_one(rows, hook):
    [secret] = webhooks.secrets_of(hook, KEY, rows.at)
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32


def test_secret_depends_on_everything(records, ada, rows, hook):
    other = webhooks.create(records, ada.id, URL, (), rows.at)
    found = {
        webhooks.secrets_of(hook, KEY, rows.at),
        webhooks.secrets_of(other, KEY, rows.at),
        webhooks.secrets_of(hook, b"another installation's", rows.at),
        webhooks.secrets_of(replace(hook, salts=("x",)), KEY, rows.at),
        webhooks.secrets_of(replace(hook, id=other.id), KEY, rows.at),
    }
    assert len(found) == 5
    assert webhooks.secrets_of(hook, KEY, rows.at) in found


def test_old_secret_lasts_a_day_longer(records, ada, rows, hook):
    [old] = webhooks.secrets_of(hook, KEY, rows.at)
    rotated = webhooks.rotate(records, ada.id, hook.id, rows.at)
    new, beside = webhooks.secrets_of(rotated, KEY, rows.at + OVERLAP - MINUTE)
    assert (beside, new != old) == (old, True)
    assert webhooks.secrets_of(rotated, KEY, rows.at + OVERLAP) == (new,)
    again = webhooks.rotate(records, ada.id, hook.id, rows.at)
    assert webhooks.secrets_of(again, KEY, rows.at)[1] == new
    assert len(again.salts) == 2


def test_webhook_removed_is_gone(records, ada, rows, enabled, told):
    webhooks.remove(records, ada.id, enabled.id)
    assert (records.webhooks.of(ada.id), due(records, rows.at)) == ((), [])


def test_redelivery_is_due_at_once_with_the_same_id(records, ada, rows, enabled, told):
    ended = replace(told, state=DeliveryState.DELIVERED, attempts=3, status=204, ended_at=rows.at)
    records.webhooks.save(ended)
    later = rows.at + MINUTE
    again = webhooks.redeliver(records, ada.id, enabled.id, told.id, later)
    assert again == replace(told, due_at=later)
    assert records.webhooks.delivery(enabled.id, told.id) == again


def test_redelivery_needs_an_enabled_webhook(records, ada, rows, enabled, told):
    webhooks.change(records, ada.id, enabled.id, Wish(enabled=False), rows.at)
    with pytest.raises(Conflict, match="^The webhook is disabled; enable it"):
        webhooks.redeliver(records, ada.id, enabled.id, told.id, rows.at)


def test_challenge_is_not_redelivered(records, ada, rows, enabled):
    [riddle] = records.webhooks.due(rows.at, 9)
    with pytest.raises(Conflict, match="ask for another"):
        webhooks.redeliver(records, ada.id, enabled.id, riddle.id, rows.at)


def test_missing_delivery_is_missing(records, ada, rows, enabled):
    with pytest.raises(NotFound, match="^There is no delivery 'none'.$"):
        webhooks.redeliver(records, ada.id, enabled.id, "none", rows.at)
