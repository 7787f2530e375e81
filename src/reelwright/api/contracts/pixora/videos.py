"""Pixora's videos."""

from typing import Annotated, Literal

from fastapi import Query
from starlette.responses import Response

from reelwright.api.contracts.pixora import asks, briefs, schema, shelf, translate
from reelwright.api.contracts.pixora.errors import failing
from reelwright.api.contracts.pixora.paging import Limit, Offset
from reelwright.api.contracts.pixora.translate import ORIGIN, STATES
from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Who, counted
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.ports.records import Records
from reelwright.services import jobs, productions
from reelwright.services.productions import Label

router = Router(prefix="/api/v1/videos", tags=["videos"], first=[counted("videos")])

_MISSING = failing("not_found")

_REMADE = frozenset({"style", "aspect_ratio", "duration"})
"""What a video cannot be given while it is being made."""


@router.get("", operation_id="listVideos", response_model=schema.Videos)
def listed(
    who: Who,
    desk: AtDesk,
    limit: Limit = 10,
    offset: Offset = 0,
    status: Annotated[
        schema.Status | None, Query(description="Only videos of this status.")
    ] = None,
    sort: Annotated[
        Literal["created_at", "-created_at"], Query(description="The newest first, or the oldest.")
    ] = "-created_at",
) -> Response:
    """List videos."""
    with desk.store.read() as records:
        total, rows = records.productions.page(
            who.id,
            ORIGIN,
            limit=limit,
            offset=offset,
            oldest_first=sort == "created_at",
            made=None if status is None else STATES[status],
        )
        found = [shelf.video_told(desk, shelf.standing(records, row)) for row in rows]
    return _told(200, schema.Videos(total=total, videos=found)).response()


@router.post("", operation_id="createVideo", status_code=201, response_model=schema.Video)
def create(body: asks.NewVideo, who: Who, desk: AtDesk, once: Idempotent) -> Response:
    """Keep a video to be made."""

    def work(records: Records) -> Answer:
        kept = briefs.details(body.model_dump())
        asked = briefs.brief(body.title, kept, _resolution(desk))
        label = Label(ORIGIN, body.title, details=kept)
        made = productions.create(records, who.id, asked, label, desk.clock())
        return _told(201, translate.video(made, None, translate.NOWHERE))

    return once.do(work)


@router.get("/{video_id}", operation_id="getVideo", response_model=schema.Video, responses=_MISSING)
def get(video_id: str, who: Who, desk: AtDesk) -> Response:
    """Return a video."""
    with desk.store.read() as records:
        stands = shelf.video(records, who.id, video_id)
    return _told(200, shelf.video_told(desk, stands, alone=True)).response()


@router.put(
    "/{video_id}",
    operation_id="updateVideo",
    response_model=schema.Video,
    responses=failing("not_found", "conflict"),
)
def change(video_id: str, body: asks.VideoChange, who: Who, desk: AtDesk) -> Response:
    """Change a video; while it is being made, its title and description alone."""
    given = body.given()
    with desk.store.write() as records:
        stands = shelf.video(records, who.id, video_id)
        if _REMADE & set(given):
            stands.idle()
        if given:
            row = stands.row
            kept = {**row.details, **briefs.details(given)}
            title = given.get("title", row.title)
            asked = briefs.brief(title, kept, _resolution(desk))
            label = Label(ORIGIN, title, details=kept)
            productions.revise(records, row, asked, label, desk.clock())
            stands = shelf.video(records, who.id, video_id)
    return _told(200, shelf.video_told(desk, stands, alone=True)).response()


@router.delete(
    "/{video_id}", operation_id="deleteVideo", response_model=schema.Told, responses=_MISSING
)
def delete(video_id: str, who: Who, desk: AtDesk) -> Response:
    """Forget a video with its scenes and files; a job that makes it is called off."""
    with desk.store.write() as records:
        row = shelf.video(records, who.id, video_id).row
        ended = jobs.call_off(records, who.id, desk.clock(), production=row.id)
        productions.remove(records, who.id, row.id)
    for job in ended:
        desk.cancel(job.id)
    return Answer(200, schema.Told(message="Video deleted successfully")).response()


def _resolution(desk: Desk) -> str:
    return str(desk.rules["resolution"])


def _told(status: int, told: schema.Video | schema.Videos) -> Answer:
    return Answer(status, told.model_dump(mode="json", exclude_none=True))
