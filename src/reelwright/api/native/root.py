"""Where our own API begins: what it is, and where its description lies."""

from importlib import metadata

from pydantic import BaseModel, ConfigDict
from starlette.responses import RedirectResponse, Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.face import Router
from reelwright.api.native.problems import BASE

router = Router(tags=["server"])


class Root(BaseModel):
    """What this is, and where it is described: for programs (`openapi`) and for people (`docs`)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Reelwright",
                    "version": "0.1.0",
                    "openapi": f"{BASE}/openapi.json",
                    "docs": f"{BASE}/docs",
                }
            ]
        }
    )

    name: str
    version: str
    openapi: str
    docs: str


outside = Router(tags=["server"])
"""What lies at the root of the server itself."""


@outside.get("/", include_in_schema=False)
async def door() -> Response:
    """Show whoever comes with a browser what is served here."""
    return RedirectResponse(f"{BASE}/docs", 307)


@router.get("/", operation_id="root", summary="What this is", response_model=Root)
async def root() -> Response:
    """Say what this is, and where its description lies."""
    told = Root(
        name="Reelwright",
        version=metadata.version("reelwright"),
        openapi=f"{BASE}/openapi.json",
        docs=f"{BASE}/docs",
    )
    return Answer(200, told).response()
