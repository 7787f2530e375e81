"""How people get in: registration, log-in, and refresh tokens that are good once."""

from typing import Annotated

from fastapi import Depends
from starlette.responses import Response

from reelwright.api.contracts.film import schema
from reelwright.api.contracts.film.errors import FILM, failing
from reelwright.api.contracts.film.translate import naive
from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Coming, counted
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.forms import described, either
from reelwright.model.errors import Conflict, Fault, Invalid
from reelwright.ports.records.accounts import Taken
from reelwright.services import accounts, sessions
from reelwright.services.accounts import Application
from reelwright.services.principal import Unrecognised
from reelwright.services.sessions import Login, Pass, ShutOut

router = Router(prefix="/api/v1/auth", tags=["auth"], first=[counted("every")])


@router.post(
    "/register",
    operation_id="register",
    status_code=201,
    response_model=schema.User,
    responses=failing("conflict", "invalid"),
)
def register(body: schema.Registration, desk: AtDesk) -> Response:
    """Register. The e-mail address and the user name must be nobody's yet."""
    wanted = Application(body.email, body.password, username=body.username)
    try:
        account = accounts.register(desk.store, desk.door, wanted, desk.clock())
    except Taken as taken:
        email = taken.what == "email"
        raise Conflict("Email already registered" if email else "Username already taken") from taken
    user = schema.User(
        id=account.number,
        email=account.email,
        username=body.username,
        is_active=account.is_active,
        created_at=naive(account.created_at),
    )
    return Answer(201, user).response()


@router.post(
    "/login",
    operation_id="login",
    response_model=schema.Tokens,
    responses=failing("unauthorized", "not_allowed", "invalid", "too_large", "malformed"),
    openapi_extra={"requestBody": described(schema.Credentials)},
)
def login(
    body: Annotated[schema.Credentials, Depends(either(schema.Credentials))],
    desk: AtDesk,
    came: Coming,
) -> Response:
    """Log in with an e-mail address, or a user name, and a password."""
    name = body.email if body.email is not None else body.username
    if name is None:
        raise Invalid([Fault("email", "Send the e-mail address you registered with.")])
    asked = Login(name, body.password, FILM.name)
    try:
        given = sessions.log_in(desk.store, desk.door, asked, came, desk.clock())
    except ShutOut as out:
        raise Rejected(Failure("not_allowed", "Inactive user")) from out
    except Unrecognised as wrong:
        raise Rejected(Failure("unauthorized", "Incorrect email or password")) from wrong
    return _tokens(given)


@router.post(
    "/refresh",
    operation_id="refresh",
    response_model=schema.Tokens,
    responses=failing("unauthorized", "invalid"),
)
def refresh(body: schema.Refresh, desk: AtDesk) -> Response:
    """Take a refresh token, which is then used up, and return the next pair.

    One that is used twice ends its session, unless the second time comes within ten seconds, as
    when an answer was lost.
    """
    given = sessions.refresh(desk.store, desk.door, body.refresh_token, FILM.name, desk.clock())
    return _tokens(given)


def _tokens(given: Pass) -> Response:
    tokens = schema.Tokens(access_token=given.access, refresh_token=given.refresh or "")
    return Answer(200, tokens).response()
