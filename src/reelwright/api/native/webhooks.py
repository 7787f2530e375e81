"""Webhooks: being told of jobs instead of asking (Standard Webhooks).

Nothing is sent from here: what is due is a row, and workers send it.
"""

from fastapi import APIRouter
from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Reader, Writer
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.api.kit.paging import Page, Windowed
from reelwright.api.native.problems import BASE, failing
from reelwright.api.native.shapes.webhooks import (
    Challenged,
    Delivery,
    NewWebhook,
    Secret,
    Told,
    Webhook,
    WebhookChange,
)
from reelwright.ports.records import Records
from reelwright.ports.records.webhooks import Endpoint
from reelwright.services import webhooks
from reelwright.services.webhooks import Wish

router = Router(prefix="/webhooks", tags=["webhooks"])

sent = APIRouter(tags=["webhooks"])
"""What is sent to webhooks, for the `webhooks` of the description; nobody calls these here."""


@router.post(
    "",
    operation_id="createWebhook",
    status_code=201,
    response_model=Webhook,
    responses=failing("over_quota"),
)
def create(body: NewWebhook, who: Writer, desk: AtDesk, once: Idempotent) -> Response:
    """Name an address that is to be told of jobs; it is sent a challenge, and must answer it.

    What it is sent is signed: fetch its secret.
    """

    def work(records: Records) -> Answer:
        made = webhooks.create(records, who.id, body.url, tuple(body.types), desk.clock())
        return Answer(201, Webhook.of(made), {"Location": f"{BASE}/webhooks/{made.id}"})

    return once.do(work)


@router.get("", operation_id="listWebhooks", response_model=Page[Webhook])
def listed(who: Reader, desk: AtDesk) -> Response:
    """List all webhooks, the oldest first."""
    with desk.store.read() as records:
        rows = records.webhooks.of(who.id)
    page = Page[Webhook](data=[Webhook.of(row) for row in rows], has_more=False, next_cursor=None)
    return Answer(200, page).response()


@router.get(
    "/{webhook}",
    operation_id="getWebhook",
    response_model=Webhook,
    responses=failing("not_found"),
)
def get(webhook: str, who: Reader, desk: AtDesk) -> Response:
    """Return a webhook."""
    with desk.store.read() as records:
        row = webhooks.get(records, who.id, webhook)
    return Answer(200, Webhook.of(row)).response()


@router.patch(
    "/{webhook}",
    operation_id="changeWebhook",
    response_model=Webhook,
    responses=failing("not_found"),
)
def change(webhook: str, body: WebhookChange, who: Writer, desk: AtDesk) -> Response:
    """Change a webhook's address or what it is told of, disable it, or enable it again."""
    types = None if body.types is None else tuple(body.types)
    wish = Wish(body.url, types, body.enabled)
    with desk.store.write() as records:
        row = webhooks.change(records, who.id, webhook, wish, desk.clock())
    return Answer(200, Webhook.of(row)).response()


@router.delete(
    "/{webhook}",
    operation_id="deleteWebhook",
    status_code=204,
    response_model=None,
    responses=failing("not_found"),
)
def delete(webhook: str, who: Writer, desk: AtDesk) -> Response:
    """Forget a webhook, with all that is due there."""
    with desk.store.write() as records:
        webhooks.remove(records, who.id, webhook)
    return Response(status_code=204)


@router.post(
    "/{webhook}/challenge",
    operation_id="challengeWebhook",
    status_code=202,
    response_model=Webhook,
    responses=failing("not_found"),
)
def challenge(webhook: str, who: Writer, desk: AtDesk) -> Response:
    """Send another challenge; until it is answered the webhook is told nothing."""
    with desk.store.write() as records:
        row = webhooks.challenge(records, who.id, webhook, desk.clock())
    return Answer(202, Webhook.of(row)).response()


@router.get(
    "/{webhook}/secret",
    operation_id="getWebhookSecret",
    response_model=Secret,
    responses=failing("not_found"),
)
def secret(webhook: str, who: Writer, desk: AtDesk) -> Response:
    """Return the secret that deliveries are signed with."""
    with desk.store.read() as records:
        row = webhooks.get(records, who.id, webhook)
    return _secret(desk, row)


@router.post(
    "/{webhook}/secret",
    operation_id="rotateWebhookSecret",
    response_model=Secret,
    responses=failing("not_found"),
)
def rotate(webhook: str, who: Writer, desk: AtDesk) -> Response:
    """Make another secret and return it; for a day both sign, so that there is time to follow."""
    with desk.store.write() as records:
        row = webhooks.rotate(records, who.id, webhook, desk.clock())
    return _secret(desk, row)


@router.get(
    "/{webhook}/deliveries",
    operation_id="listDeliveries",
    response_model=Page[Delivery],
    responses=failing("not_found"),
)
def deliveries(webhook: str, who: Reader, desk: AtDesk, window: Windowed) -> Response:
    """List what a webhook was told, or is to be, the newest first."""
    with desk.store.read() as records:
        row = webhooks.get(records, who.id, webhook)
        found = records.webhooks.deliveries(row.id, window.fetch, window.after)
    return window.page(found, Delivery.of, lambda one: one.id).response()


@router.get(
    "/{webhook}/deliveries/{delivery}",
    operation_id="getDelivery",
    response_model=Delivery,
    responses=failing("not_found"),
)
def delivery(webhook: str, delivery: str, who: Reader, desk: AtDesk) -> Response:
    """Return one thing that a webhook was told, or is to be."""
    with desk.store.read() as records:
        row = webhooks.delivery(records, who.id, webhook, delivery)
    return Answer(200, Delivery.of(row)).response()


@router.post(
    "/{webhook}/deliveries/{delivery}/redelivery",
    operation_id="redeliver",
    status_code=202,
    response_model=Delivery,
    responses=failing("not_found", "conflict"),
)
def redeliver(webhook: str, delivery: str, who: Writer, desk: AtDesk) -> Response:
    """Deliver something again, at once and with the same id."""
    with desk.store.write() as records:
        row = webhooks.redeliver(records, who.id, webhook, delivery, desk.clock())
    return Answer(202, Delivery.of(row)).response()


def _secret(desk: Desk, row: Endpoint) -> Response:
    newest = webhooks.secrets_of(row, desk.secret, desk.clock())[0]
    return Answer(200, Secret(secret=newest), {"Cache-Control": "no-store"}).response()


@sent.post("job", operation_id="tellJob")
def job(body: Told) -> None:
    """Something happened to a job. Any 2xx says that it was taken; 410 that nothing more is."""


@sent.post("challenge", operation_id="askChallenge")
def riddle(body: Challenged) -> None:
    """Whoever wants to be told answers with the challenge first."""
