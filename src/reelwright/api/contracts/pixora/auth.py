"""Pixora's authentication: coming in, going out, and another password."""

from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.responses import Response

from reelwright.api.contracts.pixora import asks, schema
from reelwright.api.contracts.pixora.errors import PIXORA, failing
from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Coming, Who, bearer, counted_by_address, recognised
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.forms import described, either
from reelwright.api.kit.limits import limit
from reelwright.model.errors import Conflict, Fault, Invalid
from reelwright.services import accounts, exchange, passwords, recovery, sessions
from reelwright.services.accounts import Application
from reelwright.services.door import Visitor
from reelwright.services.principal import Principal, Unrecognised
from reelwright.services.sessions import Login, Pass, ShutOut

router = Router(prefix="/api/v1/auth", tags=["auth"], first=[counted_by_address("auth")])

AUDIENCE: Final = PIXORA.name


@router.post(
    "/register",
    operation_id="register",
    status_code=201,
    response_model=schema.Registered,
    responses=failing("conflict", "rate_limited"),
)
def register(body: asks.NewUser, desk: AtDesk) -> Response:
    """Make an account."""
    wanted = Application(body.email, body.password, body.name)
    try:
        made = accounts.register(desk.store, desk.door, wanted, desk.clock())
    except Conflict:
        raise Conflict("Email already registered") from None
    told = schema.Registered(
        id=made.id, email=made.email, name=made.name, created_at=made.created_at
    )
    return Answer(201, told).response()


@router.post(
    "/login",
    operation_id="login",
    response_model=schema.Token,
    openapi_extra={"requestBody": described(asks.Login)},
    responses=failing("malformed", "invalid", "unauthorized", "not_allowed", "rate_limited"),
)
def login(
    given: Annotated[asks.Login, Depends(either(asks.Login))], desk: AtDesk, came: Coming
) -> Response:
    """Log in with an e-mail address and a password, sent as JSON or as a form."""
    name = given.username or given.email
    if not name:
        raise Invalid([Fault("username", "Send the e-mail address of an account.")])
    asked = Login(name, given.password, AUDIENCE)
    try:
        return _let_in(sessions.log_in(desk.store, desk.door, asked, came, desk.clock()), desk)
    except ShutOut:
        raise Rejected(Failure("not_allowed", "")) from None
    except Unrecognised:
        raise Rejected(Failure("unauthorized", "Incorrect email or password")) from None


@router.post(
    "/exchange-token",
    operation_id="exchangeToken",
    response_model=schema.Token,
    responses=failing("malformed", "unauthorized", "rate_limited"),
)
def swap(body: asks.Exchange, desk: AtDesk, came: Coming) -> Response:
    """Log in with an access token of the Supabase project that this server believes."""
    if desk.door.vouch is None:
        raise Rejected(Failure("malformed", "Supabase authentication is not configured"))
    token = body.supabase_token
    given = exchange.swap(desk.store, desk.door, token, AUDIENCE, came, desk.clock())
    return _let_in(given, desk)


@router.post("/logout", operation_id="logout", response_model=schema.Told)
def logout(who: Who, desk: AtDesk) -> Response:
    """Log out: the token is good for nothing from now on."""
    with desk.store.write() as records:
        sessions.end(records, who.id, who.session_id or "", desk.clock())
    return _told("Successfully logged out")


@router.post(
    "/reset-password",
    operation_id="resetPassword",
    response_model=schema.Told,
    responses=failing("rate_limited"),
)
def reset(body: asks.Forgotten, desk: AtDesk) -> Response:
    """Have a letter sent to whoever forgot a password. The answer is the same for everybody."""
    with desk.store.write() as records:
        recovery.ask(records, desk.door, body.email, desk.clock())
    return _told("Password reset email sent")


@router.post(
    "/change-password",
    operation_id="changePassword",
    response_model=schema.Told,
    dependencies=[Depends(bearer)],
)
def change(body: asks.NewPassword, desk: AtDesk, request: Request, came: Coming) -> Response:
    """Choose another password, with an access token, or once with the permit of a letter."""
    found = recognised(request)
    if found is None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Rejected(Failure("unauthorized", "Send `Authorization: Bearer` with a token."))
        recovery.redeem(desk.store, desk.door, token.strip(), body.password, came, desk.clock())
    else:
        limit(request, PIXORA.rates["password changes"], found.id)
        _changed(body, found, desk, came)
    return _told("Password changed successfully")


def _changed(body: asks.NewPassword, who: Principal, desk: Desk, came: Visitor) -> None:
    account = who.account
    if desk.rules.get("require_current_password") and account.password_hash is not None:
        current, at = body.current_password or "", desk.clock()
        passwords.confirm(desk.door, account, current, came, at)
    kept = passwords.hashed(desk.door, body.password)
    with desk.store.write() as records:
        held, at = accounts.hold(records, account.id), desk.clock()
        passwords.change(records, held, kept, at, stays=who.session_id)


def _let_in(given: Pass, desk: Desk) -> Response:
    life = desk.door.span(AUDIENCE).access
    token = schema.Token(access_token=given.access, expires_in=int(life.total_seconds()))
    return Answer(200, token).response()


def _told(message: str) -> Response:
    return Answer(200, schema.Told(message=message)).response()
