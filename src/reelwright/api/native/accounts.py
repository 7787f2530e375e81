"""Accounts: one is made by whoever wants it, and changed by its owner."""

from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Coming, Owner, Reader
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.native.auth import STRANGER
from reelwright.api.native.problems import BASE, failing
from reelwright.api.native.shapes.accounts import (
    Account,
    AccountChange,
    NewAccount,
    PasswordChange,
)
from reelwright.ports.records import accounts as rows
from reelwright.services import accounts, passwords
from reelwright.services.accounts import Application
from reelwright.services.door import Visitor
from reelwright.services.names import Change

router = Router(prefix="/accounts", tags=["accounts"])

_ME = f"{BASE}/accounts/me"


@router.post(
    "",
    operation_id="createAccount",
    status_code=201,
    response_model=Account,
    dependencies=STRANGER,
    responses=failing("taken", "rate_limited"),
)
def create(body: NewAccount, desk: AtDesk) -> Response:
    """Make an account. On a server of one's own, the first one is an admin's."""
    wanted = Application(body.email, body.password, body.name, body.username)
    made = accounts.register(desk.store, desk.door, wanted, desk.clock())
    return Answer(201, Account.of(made), {"Location": _ME}).response()


@router.get("/me", operation_id="getAccount", response_model=Account)
def get(who: Reader) -> Response:
    """Return one's own account."""
    return Answer(200, Account.of(who.account)).response()


@router.patch(
    "/me",
    operation_id="changeAccount",
    response_model=Account,
    responses=failing("taken"),
)
def change(body: AccountChange, who: Owner, desk: AtDesk, coming: Coming) -> Response:
    """Change one's own account. The old e-mail address is told of a new one."""
    if body.email is not None and body.email != who.account.email:
        _confirmed(desk, who.account, body.current_password, coming)
    wanted = Change(body.email, body.username, body.name, body.avatar_url)
    with desk.store.write() as records:
        changed = accounts.change(records, who.id, wanted, desk.clock())
    return Answer(200, Account.of(changed)).response()


@router.put("/me/password", operation_id="changePassword", status_code=204, response_model=None)
def change_password(body: PasswordChange, who: Owner, desk: AtDesk, coming: Coming) -> Response:
    """Choose another password. Every session ends but the one this comes with."""
    _confirmed(desk, who.account, body.current_password, coming)
    kept = passwords.hashed(desk.door, body.password)
    with desk.store.write() as records:
        account, at = accounts.hold(records, who.id), desk.clock()
        passwords.change(records, account, kept, at, stays=who.session_id)
    return Response(status_code=204)


def _confirmed(desk: Desk, account: rows.Account, password: str | None, coming: Visitor) -> None:
    """Raise `NotAllowed` unless this is the account's password, or it has none."""
    if account.password_hash is not None:
        passwords.confirm(desk.door, account, password or "", coming, desk.clock())
