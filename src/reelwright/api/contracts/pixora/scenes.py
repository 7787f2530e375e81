"""Pixora's scenes: what a video says and shows, which is what its film says and shows."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import Query
from starlette.responses import Response

from reelwright.api.contracts.pixora import asks, briefs, schema, shelf, translate
from reelwright.api.contracts.pixora.errors import failing
from reelwright.api.contracts.pixora.paging import Limit, Offset
from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Who, counted
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.model.brief import Language
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.ports.records import Records
from reelwright.ports.records.productions import Production, SceneRow
from reelwright.services import productions
from reelwright.services.productions import SceneEdit

router = Router(prefix="/api/v1/scenes", tags=["scenes"], first=[counted("scenes")])

_MISSING = failing("not_found")
_CHANGING = failing("not_found", "conflict")


@router.get("", operation_id="listScenes", response_model=schema.Scenes, responses=_MISSING)
def listed(
    who: Who,
    desk: AtDesk,
    video_id: Annotated[str, Query(description="The video.")],
    limit: Limit = 10,
    offset: Offset = 0,
    sort: Annotated[
        Literal["created_at", "-created_at"] | None,
        Query(description="By when they were made; else in the order of the film."),
    ] = None,
) -> Response:
    """List the scenes of a video."""
    with desk.store.read() as records:
        found = shelf.scenes_told(records, desk, shelf.video(records, who.id, video_id))
    if sort is not None:
        found.sort(key=lambda one: (one.created_at, one.id), reverse=sort == "-created_at")
    told = schema.Scenes(total=len(found), scenes=found[offset : offset + limit])
    return Answer(200, told.model_dump(mode="json", exclude_none=True)).response()


@router.post(
    "",
    operation_id="createScene",
    status_code=201,
    response_model=schema.Scene,
    responses=_CHANGING,
)
def create(body: asks.NewScene, who: Who, desk: AtDesk, once: Idempotent) -> Response:
    """Put a new scene into a video."""

    def work(records: Records) -> Answer:
        row = shelf.video(records, who.id, body.video_id).idle().row
        made = _inserted(records, row, body, desk)
        return _told(records, desk, who.id, made.id, 201)

    return once.do(work)


@router.get("/{scene_id}", operation_id="getScene", response_model=schema.Scene, responses=_MISSING)
def get(scene_id: str, who: Who, desk: AtDesk) -> Response:
    """Return a scene."""
    with desk.store.read() as records:
        return _told(records, desk, who.id, scene_id).response()


@router.put(
    "/{scene_id}", operation_id="updateScene", response_model=schema.Scene, responses=_CHANGING
)
def change(scene_id: str, body: asks.SceneChange, who: Who, desk: AtDesk) -> Response:
    """Change a scene. The film shows it as it was until the video is generated again."""
    given = body.given()
    with desk.store.write() as records:
        stands, row = shelf.scene(records, who.id, scene_id)
        if given:
            stands.idle()
            _changed(records, stands.row, row, given, desk)
        return _told(records, desk, who.id, scene_id).response()


@router.delete(
    "/{scene_id}", operation_id="deleteScene", response_model=schema.Told, responses=_CHANGING
)
def delete(scene_id: str, who: Who, desk: AtDesk) -> Response:
    """Take a scene out of its video; the others keep their `order_index`."""
    with desk.store.write() as records:
        stands, row = shelf.scene(records, who.id, scene_id)
        video = stands.idle().row
        if len(_numbered(records, video)) == 1:
            productions.unplan(records, video, desk.clock())
        else:
            productions.take_out(records, video, row.name, desk.clock())
    return Answer(200, schema.Told(message="Scene deleted successfully")).response()


def _inserted(records: Records, video: Production, body: asks.NewScene, desk: Desk) -> SceneRow:
    asked, at = body.model_dump(), desk.clock()
    scene, before = briefs.scene(asked), _numbered(records, video)
    if before:
        made = productions.insert(records, video, scene, None, at)
    else:
        board = Storyboard(title=video.title, language=Language.ENGLISH, scenes=(scene,))
        productions.adopt(records, video, board, at)
        (made,) = records.productions.scenes(video.id)
    if asked["order_index"] is None:
        asked["order_index"] = max((translate.place(row) + 1 for row in before), default=0)
    made = replace(made, details={**made.details, **briefs.noted(asked)})
    records.productions.put_scene(made)
    _ordered(records, video, desk)
    return made


def _changed(
    records: Records, video: Production, row: SceneRow, given: dict[str, Any], desk: Desk
) -> None:
    _numbered(records, video)
    length = given.get("duration")
    edit = SceneEdit(
        narration=briefs.script(given["script"]) if "script" in given else None,
        visual=given.get("visual_description"),
        duration=None if length is None else Time.of(length),
    )
    changed = productions.edit(records, video, row.name, edit, desk.clock())
    noted = {**changed.details, **briefs.noted(given)}
    records.productions.put_scene(replace(changed, details=noted))
    if "order_index" in given:
        _ordered(records, video, desk)


def _numbered(records: Records, video: Production) -> tuple[SceneRow, ...]:
    """Return a video's scenes, each with the `order_index` it is to keep from now on."""
    for row in records.productions.scenes(video.id):
        if "order_index" not in row.details:
            fixed = {**row.details, "order_index": row.position}
            records.productions.put_scene(replace(row, details=fixed))
    return records.productions.scenes(video.id)


def _ordered(records: Records, video: Production, desk: Desk) -> None:
    """Put a video's scenes into the order of their `order_index`, then of their making."""
    rows = records.productions.scenes(video.id)
    wanted = sorted(rows, key=lambda row: (translate.place(row), row.created_at, row.id))
    if wanted != list(rows):
        now = productions.get(records, video.account_id, video.id)
        productions.reorder(records, now, [row.name for row in wanted], desk.clock())


def _told(records: Records, desk: Desk, account: str, scene: str, status: int = 200) -> Answer:
    stands, row = shelf.scene(records, account, scene)
    (found,) = shelf.scenes_told(records, desk, stands, only=row.id)
    if status == 201:
        found = found.model_copy(update={"updated_at": None})
    return Answer(status, found.model_dump(mode="json", exclude_none=True))
