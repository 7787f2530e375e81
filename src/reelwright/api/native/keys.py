"""API keys: made, listed and revoked by whom they belong to."""

from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Owner, Reader
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.kit.paging import Page, Windowed
from reelwright.api.native.problems import BASE, failing
from reelwright.api.native.shapes.keys import Key, MadeKey, NewKey
from reelwright.services import keys
from reelwright.services.keys import KeyWish

router = Router(prefix="/keys", tags=["keys"])


# No Idempotency-Key: the answer holds the secret, which is to be kept nowhere (decision 0016).
@router.post(
    "",
    operation_id="createKey",
    status_code=201,
    response_model=MadeKey,
    responses=failing("over_quota"),
)
def create(body: NewKey, who: Owner, desk: AtDesk) -> Response:
    """Make a key. It is shown this once; if the answer is lost, revoke it and make another."""
    wish = KeyWish(body.name, frozenset(body.scopes), body.expires_at)
    with desk.store.write() as records:
        key, secret = keys.create(records, who, wish, desk.clock())
    place = {"Location": f"{BASE}/keys/{key.id}"}
    return Answer(201, MadeKey.made(key, secret), place).response()


@router.get("", operation_id="listKeys", response_model=Page[Key])
def listed(who: Reader, desk: AtDesk, window: Windowed) -> Response:
    """List the keys of one's account that are not revoked, the newest first."""
    with desk.store.read() as records:
        rows = keys.listed(records, who.id)
    rest = [row for row in rows if window.after is None or row.id < window.after]
    return window.page(rest[: window.fetch], Key.of, lambda row: row.id).response()


@router.get("/{key}", operation_id="getKey", response_model=Key, responses=failing("not_found"))
def get(key: str, who: Reader, desk: AtDesk) -> Response:
    """Return a key, without its secret."""
    with desk.store.read() as records:
        return Answer(200, Key.of(keys.get(records, who.id, key))).response()


@router.delete(
    "/{key}",
    operation_id="revokeKey",
    status_code=204,
    response_model=None,
    responses=failing("not_found"),
)
def revoke(key: str, who: Owner, desk: AtDesk) -> Response:
    """Revoke a key: it is good for nothing from now on."""
    with desk.store.write() as records:
        keys.revoke(records, who.id, key, desk.clock())
    return Response(status_code=204)
