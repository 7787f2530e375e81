"""Media: the files of a film, for whoever has a link that is good."""

from typing import Final

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.media import Grant, expiry, granted, link, send, void
from reelwright.api.native.problems import BASE, failing
from reelwright.model.errors import NotFound
from reelwright.ports.records.films import FilmRow
from reelwright.ports.shelf import Label

router = Router(prefix="/media", tags=["media"])

_TYPES: Final = {
    "film": ("video/mp4", ".mp4"),
    "preview": ("video/mp4", ".preview.mp4"),
    "poster": ("image/jpeg", ".jpg"),
    "sheet": ("image/jpeg", ".sheet.jpg"),
    "captions.srt": ("application/x-subrip; charset=utf-8", ".srt"),
    "captions.vtt": ("text/vtt; charset=utf-8", ".vtt"),
    "captions.ass": ("text/x-ssa; charset=utf-8", ".ass"),
    "waveform": ("application/json", ".waveform.json"),
}
"""The media type of each file of a film, and how its name ends when it is saved."""

_OTHER: Final = ("application/octet-stream", ".bin")


def links(desk: Desk, film: FilmRow) -> dict[str, str]:
    """Return addresses of a film's files by name, good for an hour."""
    expires = expiry(desk.clock())
    return {
        name: link(desk, BASE, Grant(film.id, name, key, film.epoch, expires))
        for name, key in film.blobs.items()
    }


@router.get(
    "/{film}/{name}",
    operation_id="getMedia",
    summary="A file of a film, by a link that was given out",
    response_class=Response,
    responses={
        200: {"description": "The file.", "content": {"*/*": {}}},
        206: {"description": "The parts of it that were asked for.", "content": {"*/*": {}}},
        304: {"description": "You have it already."},
        307: {"description": "It lies elsewhere: at the address in Location."},
        **failing("link_expired", "not_found", "range_not_satisfiable"),
    },
)
async def media(request: Request, film: str, name: str, desk: AtDesk) -> Response:
    """Send a file, or parts of it; the link alone says that it may be had."""
    grant = granted(request, desk, film, name)
    found = await run_in_threadpool(_film, desk, film)
    if found is None or found.blobs.get(name) != grant.key:
        raise NotFound("The film is no longer here.")
    if found.epoch != grant.epoch:
        raise void()
    kind, ending = _TYPES.get(name, _OTHER)
    return await send(request, desk, grant, Label(f"{_saved_as(found)}{ending}", kind))


def _film(desk: Desk, film: str) -> FilmRow | None:
    with desk.store.read() as records:
        return records.films.by_id(film)


def _saved_as(film: FilmRow) -> str:
    """Return a name for a file: of the title what every system takes, so that no path is in it."""
    letters = (one if one.isalnum() or one in " -_" else " " for one in film.title)
    return " ".join("".join(letters).split())[:80] or "film"
