"""Sessions: logging in, staying in, and logging out, here or elsewhere."""

from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Coming, Owner, Reader, Who
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.kit.paging import Page, Windowed
from reelwright.api.native.auth import STRANGER
from reelwright.api.native.problems import BASE, failing
from reelwright.api.native.shapes.sessions import Exchange, NewSession, Refresh, Session, Tokens
from reelwright.services import exchange, sessions
from reelwright.services.sessions import NATIVE, Login

router = Router(prefix="/sessions", tags=["sessions"])

_REFUSED = failing("unauthorized", "rate_limited")


@router.post(
    "",
    operation_id="createSession",
    status_code=201,
    response_model=Tokens,
    dependencies=STRANGER,
    responses=_REFUSED,
)
def create(body: NewSession, desk: AtDesk, coming: Coming) -> Response:
    """Log in."""
    at, login = desk.clock(), Login(body.login, body.password)
    given = sessions.log_in(desk.store, desk.door, login, coming, at)
    place = {"Location": f"{BASE}/sessions/{given.session.id}"}
    return Answer(201, Tokens.of(given, at), place).response()


@router.post(
    "/refresh",
    operation_id="refreshSession",
    response_model=Tokens,
    dependencies=STRANGER,
    responses=_REFUSED,
)
def refresh(body: Refresh, desk: AtDesk) -> Response:
    """Trade a refresh token for another pair. Used twice, it ends the session."""
    at = desk.clock()
    given = sessions.refresh(desk.store, desk.door, body.refresh_token, NATIVE, at)
    return Answer(200, Tokens.of(given, at)).response()


@router.post(
    "/exchange",
    operation_id="exchangeSession",
    status_code=201,
    response_model=Tokens,
    dependencies=STRANGER,
    responses=failing("unauthorized", "conflict", "taken", "rate_limited"),
)
def swap(body: Exchange, desk: AtDesk, coming: Coming) -> Response:
    """Log in with an access token of the Supabase project that this server believes."""
    at = desk.clock()
    given = exchange.swap(desk.store, desk.door, body.supabase_token, NATIVE, coming, at)
    place = {"Location": f"{BASE}/sessions/{given.session.id}"}
    return Answer(201, Tokens.of(given, at), place).response()


@router.get("", operation_id="listSessions", response_model=Page[Session])
def listed(who: Reader, desk: AtDesk, window: Windowed) -> Response:
    """List the sessions of one's account that are open, the newest first."""
    with desk.store.read() as records:
        rows = sessions.listed(records, who.id, desk.clock())
    rest = [row for row in rows if window.after is None or row.id < window.after]
    return window.page(
        rest[: window.fetch], lambda row: Session.of(row, who.session_id), lambda row: row.id
    ).response()


@router.delete(
    "/current",
    operation_id="endCurrentSession",
    status_code=204,
    response_model=None,
    responses=failing("not_found"),
)
def leave(who: Who, desk: AtDesk) -> Response:
    """Log out. A key has no session."""
    with desk.store.write() as records:
        sessions.end(records, who.id, who.session_id or "current", desk.clock())
    return Response(status_code=204)


@router.delete(
    "/{session}",
    operation_id="endSession",
    status_code=204,
    response_model=None,
    responses=failing("not_found"),
)
def end(session: str, who: Owner, desk: AtDesk) -> Response:
    """Log out elsewhere: the session's tokens are good for nothing from now on."""
    with desk.store.write() as records:
        sessions.end(records, who.id, session, desk.clock())
    return Response(status_code=204)
