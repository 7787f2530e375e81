"""Password resets: a letter to somebody who forgot his password, and what it is good for."""

from starlette.responses import Response

from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.native.auth import STRANGER, Coming
from reelwright.api.native.problems import failing
from reelwright.api.native.shapes.accounts import Reset, ResetRequest
from reelwright.services import recovery

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
@router.put(
    "",
    operation_id="resetPassword",
    status_code=204,
    response_model=None,
    dependencies=STRANGER,
    responses=failing("unauthorized", "rate_limited"),
)
def redeem(body: Reset, desk: AtDesk, coming: Coming) -> Response:
    """Choose another password with the token of a letter. It works once; every session ends."""
    recovery.redeem(desk.store, desk.door, body.token, body.password, coming, desk.clock())
    return Response(status_code=204)
