"""Pixora's files: films, posters, and what scenes look and sound like, by links that expire."""

from fastapi import Request
from starlette.responses import Response

from reelwright.api.contracts.pixora import shelf
from reelwright.api.kit import films
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router

router = Router(prefix="/media")


@router.get("/{film}/{name}", include_in_schema=False)
async def media(request: Request, film: str, name: str, desk: AtDesk) -> Response:
    """Send a file, or parts of it; the link alone says that it may be had."""
    return await films.file(request, desk, film, name, shelf.blob(name))
