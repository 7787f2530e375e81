"""Scenes: what a production says and shows, one after another, edited before it is filmed."""

from starlette.responses import Response

from reelwright.api.kit.answers import Answer, IfMatch, etag
from reelwright.api.kit.auth import Reader, Writer
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.api.native.bearing import bearing
from reelwright.api.native.problems import BASE, failing
from reelwright.api.native.productions import as_seen
from reelwright.api.native.shapes.scenes import (
    NewOrder,
    NewScene,
    ProductionScene,
    SceneChange,
    Scenes,
    Take,
    Takes,
)
from reelwright.model.errors import Conflict, NotFound
from reelwright.model.ids import Key
from reelwright.model.storyboard import Scene
from reelwright.ports.records import Records
from reelwright.ports.records.productions import Production, SceneRow
from reelwright.services import productions
from reelwright.services.productions import SceneEdit

router = Router(prefix="/productions/{production}/scenes", tags=["scenes"])

_CHANGING = failing("not_found", "precondition_failed", "conflict")


@router.get(
    "",
    operation_id="listScenes",
    response_model=Scenes,
    responses={**bearing(200, "ETag"), **failing("not_found")},
)
def listed(production: str, who: Reader, desk: AtDesk) -> Response:
    """List the scenes in their order; none before there is a storyboard."""
    with desk.store.read() as records:
        return _all(records, productions.get(records, who.id, production)).response()


@router.get(
    "/{scene}",
    operation_id="getScene",
    response_model=ProductionScene,
    responses={**bearing(200, "ETag"), **failing("not_found")},
)
def get(production: str, scene: str, who: Reader, desk: AtDesk) -> Response:
    """Return a scene. The ETag is the version of its production."""
    with desk.store.read() as records:
        row = productions.get(records, who.id, production)
        return _one(records, row, scene).response()


@router.post(
    "",
    operation_id="insertScene",
    status_code=201,
    response_model=ProductionScene,
    responses={**bearing(201, "Location", "ETag"), **_CHANGING},
)
def insert(
    production: str,
    body: NewScene,
    who: Writer,
    desk: AtDesk,
    once: Idempotent,
    seen: IfMatch = None,
) -> Response:
    """Put a new scene into the film."""

    def work(records: Records) -> Answer:
        row = as_seen(records, who.id, production, seen)
        if row.storyboard is None:
            raise Conflict("This production has no storyboard yet; plan it, or send one.")
        made = productions.insert(records, row, _planned(body), body.position, desk.clock())
        where = {"Location": f"{BASE}/productions/{row.id}/scenes/{made.name}"}
        return _one(records, _again(records, row), made.name, 201, where)

    return once.do(work)


@router.patch(
    "/{scene}",
    operation_id="changeScene",
    response_model=ProductionScene,
    responses={**bearing(200, "ETag"), **_CHANGING},
)
def change(
    production: str,
    scene: str,
    body: SceneChange,
    who: Writer,
    desk: AtDesk,
    seen: IfMatch = None,
) -> Response:
    """Change what a scene says or shows, its camera or its length."""
    with desk.store.write() as records:
        row = as_seen(records, who.id, production, seen)
        productions.edit(records, row, scene, _edit(body), desk.clock())
        return _one(records, _again(records, row), scene).response()


@router.delete(
    "/{scene}",
    operation_id="deleteScene",
    status_code=204,
    response_model=None,
    responses={**bearing(204, "ETag"), **_CHANGING},
)
def delete(
    production: str, scene: str, who: Writer, desk: AtDesk, seen: IfMatch = None
) -> Response:
    """Take a scene out of the film; its last one stays."""
    with desk.store.write() as records:
        row = as_seen(records, who.id, production, seen)
        productions.take_out(records, row, scene, desk.clock())
    return Response(status_code=204, headers={"ETag": etag(row.version + 1)})


@router.put(
    "/order",
    operation_id="orderScenes",
    response_model=Scenes,
    responses={**bearing(200, "ETag"), **_CHANGING},
)
def order(
    production: str, body: NewOrder, who: Writer, desk: AtDesk, seen: IfMatch = None
) -> Response:
    """Put the scenes into another order."""
    with desk.store.write() as records:
        row = as_seen(records, who.id, production, seen)
        productions.reorder(records, row, body.order, desk.clock())
        return _all(records, _again(records, row)).response()


@router.post(
    "/{scene}/retake",
    operation_id="retakeScene",
    response_model=ProductionScene,
    responses={**bearing(200, "ETag"), **_CHANGING},
)
def retake(
    production: str,
    scene: str,
    who: Writer,
    desk: AtDesk,
    once: Idempotent,
    seen: IfMatch = None,
) -> Response:
    """Have another picture of the same words made, when the film is produced again."""

    def work(records: Records) -> Answer:
        row = as_seen(records, who.id, production, seen)
        old = _row(records, row, scene)
        if old.picture is not None:
            raise Conflict("This scene shows a picture of yours; take that away to have one made.")
        productions.edit(records, row, scene, SceneEdit(another_picture=True), desk.clock())
        return _one(records, _again(records, row), scene)

    return once.do(work)


@router.get(
    "/{scene}/takes",
    operation_id="listTakes",
    response_model=Takes,
    responses=failing("not_found"),
)
def takes(production: str, scene: str, who: Reader, desk: AtDesk) -> Response:
    """List all that was made of a scene: every picture, line and clip, the newest first."""
    with desk.store.read() as records:
        row = _row(records, productions.get(records, who.id, production), scene)
        found = [Take.of(one) for one in records.productions.takes(row.id)]
    return Answer(200, Takes(data=found)).response()


def _again(records: Records, row: Production) -> Production:
    return productions.get(records, row.account_id, row.id)


def _planned(body: NewScene) -> Scene:
    return Scene.read(
        {
            "id": "new",
            "narration": body.narration,
            "visual": body.visual,
            "picture": body.picture,
            "camera": body.camera,
            "duration": body.duration,
            "exact": body.exact,
        }
    )


def _edit(body: SceneChange) -> SceneEdit:
    taken_away = "picture" in body.model_fields_set and body.picture is None
    return SceneEdit(
        narration=body.narration,
        visual=body.visual,
        camera=body.camera,
        duration=body.duration,
        exact=body.exact,
        picture=Key("") if taken_away else body.picture,
        picture_take=body.picture_take,
    )


def _row(records: Records, row: Production, scene: str) -> SceneRow:
    for found in records.productions.scenes(row.id):
        if found.name == scene:
            return found
    raise NotFound(f"There is no scene {scene!r} in this production.")


def _stale(records: Records, row: Production) -> frozenset[str]:
    board = productions.storyboard(records, row)
    return frozenset(productions.standing(records, row, board).stale if board else ())


def _one(
    records: Records,
    row: Production,
    scene: str,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Answer:
    found = _row(records, row, scene)
    shown = ProductionScene.of(found, stale=found.name in _stale(records, row))
    return Answer(status, shown, {"ETag": etag(row.version), **(headers or {})})


def _all(records: Records, row: Production) -> Answer:
    stale = _stale(records, row)
    found = records.productions.scenes(row.id)
    shown = [ProductionScene.of(one, stale=one.name in stale) for one in found]
    return Answer(200, Scenes(version=row.version, data=shown), {"ETag": etag(row.version)})
