"""Films by link: the files of published films, for whoever has a link that is good."""

from typing import Final

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from reelwright.api.kit.desk import Desk
from reelwright.api.kit.media import granted, send, void
from reelwright.model.errors import NotFound
from reelwright.ports.records.films import FilmRow
from reelwright.ports.shelf import Label

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

_SUFFIXES: Final = {".mp4": "video/mp4", ".jpg": "image/jpeg", ".mp3": "audio/mpeg"}

_OTHER: Final = ("application/octet-stream", ".bin")


async def file(
    request: Request, desk: Desk, film: str, name: str, blob: str | None = None
) -> Response:
    """Return a file of a film, or parts of it; the link alone says that it may be had.

    `blob` is what the film calls it, where that is not its name in the address.
    `Rejected` (link_expired) for a link that is not good, `NotFound` where the film is gone.
    """
    grant = granted(request, desk, film, name)
    found = await run_in_threadpool(_film, desk, film)
    if found is None or found.blobs.get(blob or name) != grant.key:
        raise NotFound("The film is no longer here.")
    if found.epoch != grant.epoch:
        raise void()
    kind, ending = _typed(blob or name)
    return await send(request, desk, grant, Label(f"{_saved_as(found)}{ending}", kind))


def _typed(name: str) -> tuple[str, str]:
    """Return a file's media type and how its name ends: by its own name, else by its suffix."""
    suffix = f".{name.rpartition('.')[2]}"
    plain = (_SUFFIXES[suffix], suffix) if suffix in _SUFFIXES else _OTHER
    return _TYPES.get(name, plain)


def _film(desk: Desk, film: str) -> FilmRow | None:
    with desk.store.read() as records:
        return records.films.by_id(film)


def _saved_as(film: FilmRow) -> str:
    """Return a name for a file: of the title what every system takes, so that no path is in it."""
    letters = (one if one.isalnum() or one in " -_" else " " for one in film.title)
    return " ".join("".join(letters).split())[:80] or "film"
