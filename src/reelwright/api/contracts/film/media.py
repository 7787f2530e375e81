"""Media: a film, for whoever has the signed address it is at."""

from typing import Final

from fastapi import Request
from starlette.responses import Response

from reelwright.api.contracts.film.errors import FILM, failing
from reelwright.api.kit import films
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router

BASE: Final = f"{FILM.base}/api/v1"
"""The path under which signed addresses lie: the mount, which is there on every listener."""

router = Router(prefix="/api/v1/media", tags=["media"])


@router.get(
    "/{film}/{name}",
    operation_id="getMedia",
    summary="A film, by a signed URL",
    response_class=Response,
    responses={
        200: {"description": "The film.", "content": {"video/mp4": {}}},
        206: {"description": "The parts of it that were asked for.", "content": {"*/*": {}}},
        304: {"description": "You have it already."},
        307: {"description": "It lies elsewhere: at the address in Location."},
        **failing("link_expired", "not_found", "range_not_satisfiable"),
    },
)
async def media(request: Request, film: str, name: str, desk: AtDesk) -> Response:
    """Send a film, or parts of it; the address alone says that it may be had."""
    return await films.file(request, desk, film, name)
