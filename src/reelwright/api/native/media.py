"""Media: the files of a film, for whoever has a link that is good."""

from fastapi import Request
from starlette.responses import Response

from reelwright.api.kit import films
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.native.problems import failing

router = Router(prefix="/media", tags=["media"])


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
    return await films.file(request, desk, film, name)
