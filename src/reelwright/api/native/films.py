"""Films that were published, their papers, and links to their files."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Reader, Writer
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.media import Grant, expiry, link
from reelwright.api.kit.paging import Page, Windowed
from reelwright.api.native.bearing import bearing
from reelwright.api.native.problems import BASE, failing
from reelwright.api.native.shapes.films import Film, Link
from reelwright.model.sidecar import Sidecar
from reelwright.ports.records.films import FilmRow
from reelwright.services import productions

router = Router(prefix="/films", tags=["films"])

_MISSING = failing("not_found")


@router.get("", operation_id="listFilms", response_model=Page[Film], responses=bearing(200, "Link"))
def listed(
    who: Reader,
    desk: AtDesk,
    window: Windowed,
    production: Annotated[str | None, Query(description="Only those of this production.")] = None,
) -> Response:
    """List films, the newest first."""
    with desk.store.read() as records:
        found = records.films.of(who.id, window.fetch, window.after, production)
    return window.page(found, lambda row: _film(row, desk), lambda row: row.id).response()


@router.get("/{film}", operation_id="getFilm", response_model=Film, responses=_MISSING)
def get(film: str, who: Reader, desk: AtDesk) -> Response:
    """Return a film with links to its files, good for an hour."""
    with desk.store.read() as records:
        row = productions.film(records, who.id, film)
    return Answer(200, _film(row, desk)).response()


@router.get(
    "/{film}/papers", operation_id="getFilmPapers", response_model=Sidecar, responses=_MISSING
)
def papers(film: str, who: Reader, desk: AtDesk) -> Response:
    """Return a film's papers: credits, degradations, report, and all it was made from."""
    with desk.store.read() as records:
        row = productions.film(records, who.id, film)
    return Answer(200, row.sidecar).response()


@router.post(
    "/{film}/links", operation_id="renewFilmLinks", response_model=Film, responses=_MISSING
)
def renew(film: str, who: Writer, desk: AtDesk) -> Response:
    """Void every link to a film's files, and return new ones."""
    with desk.store.write() as records:
        records.films.renew(productions.film(records, who.id, film).id)
        row = productions.film(records, who.id, film)
    return Answer(200, _film(row, desk)).response()


@router.delete(
    "/{film}",
    operation_id="deleteFilm",
    status_code=204,
    response_model=None,
    responses=_MISSING,
)
def delete(film: str, who: Writer, desk: AtDesk) -> Response:
    """Forget a film; links to it are void at once, and its files go soon."""
    with desk.store.write() as records:
        records.films.remove(productions.film(records, who.id, film).id)
    return Response(status_code=204)


def _film(row: FilmRow, desk: Desk) -> Film:
    expires = expiry(desk.clock())
    return Film.of(row, {name: _link(row, name, expires, desk) for name in sorted(row.blobs)})


def _link(row: FilmRow, name: str, expires: int, desk: Desk) -> Link:
    def address(*, attachment: bool) -> str:
        return link(
            desk, BASE, Grant(row.id, name, row.blobs[name], row.epoch, expires, attachment)
        )

    return Link(
        url=address(attachment=False),
        download=address(attachment=True),
        expires_at=datetime.fromtimestamp(expires, UTC),
    )
