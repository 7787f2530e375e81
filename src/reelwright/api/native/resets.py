"""Password resets: a letter to somebody who forgot his password, and what it is good for."""

from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Coming
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.native.auth import STRANGER
from reelwright.api.native.problems import failing
from reelwright.api.native.shapes.accounts import Mailed, Permission, Reset, ResetRequest
from reelwright.services import recovery
from reelwright.services.tokens import CHANGE

router = Router(
    prefix="/password-resets",
    tags=["accounts"],
)


@router.post(
    "",
    operation_id="requestPasswordReset",
    status_code=202,
    response_model=None,
    dependencies=STRANGER,
    responses=failing("rate_limited"),
)
def ask(body: ResetRequest, desk: AtDesk) -> Response:
    """Have a letter sent with a token. The answer is the same for an address nobody has here."""
    with desk.store.write() as records:
        recovery.ask(records, desk.door, body.email, desk.clock())
    return Response(status_code=202)


# The token is in the body, not in the address: addresses are logged on the way.
@router.post(
    "/exchange",
    operation_id="exchangeResetToken",
    response_model=Permission,
    dependencies=STRANGER,
    responses=failing("unauthorized", "rate_limited"),
)
def exchange(body: Mailed, desk: AtDesk, coming: Coming) -> Response:
    """Trade the token of a letter, once, for one that lets its bearer choose another password."""
    given = recovery.exchange(desk.store, desk.door, body.token, coming, desk.clock())
    life = int(recovery.PERMIT.total_seconds())
    return Answer(200, Permission(access_token=given, expires_in=life, scope=CHANGE)).response()


@router.put(
    "",
    operation_id="resetPassword",
    status_code=204,
    response_model=None,
    dependencies=STRANGER,
    responses=failing("unauthorized", "rate_limited"),
)
def redeem(body: Reset, desk: AtDesk, coming: Coming) -> Response:
    """Choose another password with what a letter's token was exchanged for; every session ends."""
    recovery.redeem(desk.store, desk.door, body.token, body.password, coming, desk.clock())
    return Response(status_code=204)
