"""Pixora's users: who they are, and what they can spend."""

from typing import Annotated

from fastapi import Depends
from starlette.responses import Response

from reelwright.api.contracts.pixora import asks, schema, translate
from reelwright.api.contracts.pixora.errors import failing
from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Who, counted
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.model.errors import NotAllowed, NotFound
from reelwright.ports.records import Records
from reelwright.ports.records.accounts import Account
from reelwright.ports.records.ledger import Unit
from reelwright.services import accounts
from reelwright.services.credits import balance, grant
from reelwright.services.names import Change
from reelwright.services.principal import Principal

router = Router(prefix="/api/v1/users", tags=["users"], first=[counted("users")])


def _admin(who: Who) -> Principal:
    if not who.is_admin:
        raise NotAllowed("Insufficient permissions")
    return who


Admin = Annotated[Principal, Depends(_admin)]


@router.get("/me", operation_id="getCurrentUser", response_model=schema.User)
def me(who: Who, desk: AtDesk) -> Response:
    """Return one's own account."""
    with desk.store.read() as records:
        return _user(records, who.account).response()


@router.get("/credits", operation_id="getCredits", response_model=schema.Credits)
def spendable(who: Who, desk: AtDesk) -> Response:
    """Return what one can spend: what is set aside for jobs is not among it."""
    with desk.store.read() as records:
        return Answer(200, schema.Credits(credits=balance(records, who.id))).response()


@router.post(
    "/credits/add",
    operation_id="addCredits",
    response_model=schema.Added,
    responses=failing("not_allowed", "not_found"),
)
def add(who: Admin, body: asks.Gift, desk: AtDesk, once: Idempotent) -> Response:
    """Add credits, to an admin's own account or another's."""

    def work(records: Records) -> Answer:
        account = accounts.get(records, body.user_id or who.id).id
        memo, unit = body.description, Unit.CREDITS
        moved = grant(records, account, body.amount, memo=memo, at=desk.clock(), unit=unit)
        told = schema.Transaction(
            id=moved.id, amount=body.amount, description=memo, created_at=moved.created_at
        )
        return Answer(200, schema.Added(credits=balance(records, account), transaction=told))

    try:
        return once.do(work)
    except NotFound:
        raise NotFound("User not found") from None


@router.put(
    "/{user_id}",
    operation_id="updateUser",
    response_model=schema.User,
    responses=failing("not_allowed", "not_found"),
)
def change(user_id: str, body: asks.UserChange, who: Who, desk: AtDesk) -> Response:
    """Change the name or the picture of oneself; an admin, of anybody."""
    if user_id != who.id and not who.is_admin:
        raise NotAllowed("Insufficient permissions")
    given = body.given()
    picture = given["avatar_url"] or "" if "avatar_url" in given else None
    with desk.store.write() as records:
        if records.accounts.get(user_id) is None:
            raise NotFound("User not found")
        account = (
            accounts.change(
                records, user_id, Change(name=body.name, avatar_url=picture), desk.clock()
            )
            if given
            else accounts.get(records, user_id)
        )
        return _user(records, account, changed=True).response()


def _user(records: Records, account: Account, *, changed: bool = False) -> Answer:
    told = translate.user(account, balance(records, account.id), changed=changed)
    return Answer(200, told.model_dump(mode="json", exclude_none=True))
