"""Productions: films in the making, and their storyboards."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from reelwright.api.kit.answers import Answer, IfMatch, IfNoneMatch, etag, known, unchanged
from reelwright.api.kit.auth import Reader, Writer
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.api.kit.paging import Page, Windowed
from reelwright.api.native.bearing import UNCHANGED, bearing
from reelwright.api.native.problems import BASE, failing
from reelwright.api.native.shapes.productions import (
    NewProduction,
    NewStoryboard,
    Plan,
    Production,
    ProductionChange,
)
from reelwright.model.errors import NotFound
from reelwright.ports.records import Records
from reelwright.ports.records import productions as rows
from reelwright.services import jobs, productions
from reelwright.services.productions import Label

ORIGIN = "native"

router = Router(prefix="/productions", tags=["productions"])


@router.post(
    "",
    operation_id="createProduction",
    status_code=201,
    response_model=Production,
    responses={**bearing(201, "Location", "ETag"), **failing("not_found")},
)
def create(body: NewProduction, who: Writer, desk: AtDesk, once: Idempotent) -> Response:
    """Keep a brief, to be planned and produced; or one with its storyboard, to be produced."""

    def work(records: Records) -> Answer:
        at, label = desk.clock(), Label(ORIGIN, body.title, body.project)
        made = productions.create(records, who.id, body.brief, label, at)
        if body.storyboard is not None:
            made = productions.adopt(records, made, body.storyboard, at)
        return _answer(made, 201, {"Location": f"{BASE}/productions/{made.id}"})

    return once.do(work)


@router.get(
    "",
    operation_id="listProductions",
    response_model=Page[Production],
    responses=bearing(200, "Link"),
)
def listed(
    who: Reader,
    desk: AtDesk,
    window: Windowed,
    project: Annotated[str | None, Query(description="Only those in this project.")] = None,
) -> Response:
    """List productions, the newest first."""
    with desk.store.read() as records:
        found = records.productions.of(who.id, window.fetch, window.after, project=project)
    return window.page(found, Production.of, lambda row: row.id).response()


@router.get(
    "/{production}",
    operation_id="getProduction",
    response_model=Production,
    responses={**bearing(200, "ETag"), **UNCHANGED, **failing("not_found")},
)
def get(production: str, who: Reader, desk: AtDesk, seen: IfNoneMatch = None) -> Response:
    """Return a production. Its ETag is its version, of which its scenes are a part."""
    with desk.store.read() as records:
        row = productions.get(records, who.id, production)
    if known(etag(row.version), seen):
        return Response(status_code=304, headers={"ETag": etag(row.version)})
    return _answer(row).response()


@router.patch(
    "/{production}",
    operation_id="changeProduction",
    response_model=Production,
    responses={**bearing(200, "ETag"), **failing("not_found", "precondition_failed", "conflict")},
)
def change(
    production: str, body: ProductionChange, who: Writer, desk: AtDesk, seen: IfMatch = None
) -> Response:
    """Call a production otherwise, or move it to another project."""
    with desk.store.write() as records:
        row = as_seen(records, who.id, production, seen)
        row = productions.change(
            records,
            row,
            title=row.title if body.title is None else body.title,
            project=body.project if "project" in body.model_fields_set else row.project_id,
            at=desk.clock(),
        )
    return _answer(row).response()


@router.delete(
    "/{production}",
    operation_id="deleteProduction",
    status_code=204,
    response_model=None,
    responses=failing("not_found", "precondition_failed"),
)
def delete(production: str, who: Writer, desk: AtDesk, seen: IfMatch = None) -> Response:
    """Forget a production with its scenes, jobs and films; what is at work on it is cancelled."""
    with desk.store.write() as records:
        row = as_seen(records, who.id, production, seen)
        ended = jobs.call_off(records, who.id, desk.clock(), production=row.id)
        productions.remove(records, who.id, row.id)
    for job in ended:
        desk.cancel(job.id)
    return Response(status_code=204)


@router.get(
    "/{production}/storyboard",
    operation_id="getStoryboard",
    response_model=Plan,
    responses={**bearing(200, "ETag"), **failing("not_found")},
)
def storyboard(production: str, who: Reader, desk: AtDesk) -> Response:
    """Return the storyboard as it is now, and what of it the last film does not show."""
    with desk.store.read() as records:
        return _planned(records, productions.get(records, who.id, production)).response()


@router.put(
    "/{production}/storyboard",
    operation_id="putStoryboard",
    response_model=Plan,
    responses={**bearing(200, "ETag"), **failing("not_found", "precondition_failed", "conflict")},
)
def put_storyboard(
    production: str, body: NewStoryboard, who: Writer, desk: AtDesk, seen: IfMatch = None
) -> Response:
    """Give a production a storyboard, in place of any it has."""
    with desk.store.write() as records:
        row = as_seen(records, who.id, production, seen)
        later = productions.adopt(records, row, body.storyboard, desk.clock())
        return _planned(records, later).response()


def as_seen(records: Records, account: str, production: str, tag: str | None) -> rows.Production:
    """Return a production to be changed, if it is as its owner has seen it."""
    row = productions.get(records, account, production)
    unchanged(etag(row.version), tag)
    return row


def _answer(
    row: rows.Production, status: int = 200, headers: dict[str, str] | None = None
) -> Answer:
    return Answer(status, Production.of(row), {"ETag": etag(row.version), **(headers or {})})


def _planned(records: Records, row: rows.Production) -> Answer:
    board = productions.storyboard(records, row)
    if board is None:
        raise NotFound("This production has no storyboard yet; plan it, or send one.")
    stands = productions.standing(records, row, board)
    plan = Plan(
        production=row.id,
        version=row.version,
        film=stands.film.id if stands.film else None,
        stale=list(stands.stale),
        reordered=stands.reordered,
        storyboard=board,
    )
    return Answer(200, plan, {"ETag": etag(row.version)})
