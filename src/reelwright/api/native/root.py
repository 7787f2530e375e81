"""Where our own API begins: what it is, and where its description lies."""

from pydantic import BaseModel
from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.face import Router
from reelwright.api.native.problems import BASE

router = Router(tags=["root"])


class Root(BaseModel):
    """What this is, and the address of the OpenAPI document that describes it."""

    name: str
    openapi: str


@router.get("/", operation_id="root", summary="What this is", response_model=Root)
async def root() -> Response:
    """Say what this is, and where its description lies."""
    return Answer(200, Root(name="Reelwright", openapi=f"{BASE}/openapi.json")).response()
