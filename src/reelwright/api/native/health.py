"""Health: whether this process lives, whether it can serve, and what it finds wrong.

For load balancers and their like: anybody may ask, nothing here waits for the database, and nothing
is told but which part is well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel
from starlette.responses import Response

from reelwright.api.kit.answers import Answer, Moment
from reelwright.api.kit.face import Router

AGAIN: Final = {"Retry-After": "5"}
"""Seconds until it is worth asking again."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the parts of a process are: each with whether it is well, as last looked at.

    `serving` are the parts without which no request can be served; `draining` says that the process
    was told to stop.
    """

    serving: Mapping[str, bool]
    others: Mapping[str, bool]
    draining: bool = False

    @property
    def ready(self) -> bool:
        """Whether requests should be sent here."""
        return all(self.serving.values()) and not self.draining


class Alive(BaseModel):
    """The process answers."""

    status: Literal["alive"]


class Readiness(BaseModel):
    """Whether requests should be sent here, and which part says otherwise."""

    status: Literal["ready", "not ready"]
    checks: dict[str, bool]


class Health(BaseModel):
    """How the installation is: `degraded` works, but not all of it."""

    status: Literal["healthy", "degraded", "unavailable"]
    version: str
    timestamp: Moment
    checks: dict[str, bool]


def routes(pulse: Callable[[], Pulse], version: str, clock: Callable[[], datetime]) -> Router:
    """Return the addresses `/live`, `/ready` and `/health`; `pulse` must answer at once."""
    router = Router(tags=["server"])

    @router.get("/live", operation_id="isAlive", response_model=Alive)
    async def live() -> Response:
        """Say that the process answers."""
        return Answer(200, Alive(status="alive")).response()

    @router.get("/ready", operation_id="isReady", response_model=Readiness)
    async def ready() -> Response:
        """Say whether requests should be sent here."""
        found = pulse()
        checks = {**found.serving, "accepting": not found.draining}
        if not found.ready:
            return Answer(503, Readiness(status="not ready", checks=checks), AGAIN).response()
        return Answer(200, Readiness(status="ready", checks=checks)).response()

    @router.get("/health", operation_id="getHealth", response_model=Health)
    async def health() -> Response:
        """Say how the installation is, by its parts."""
        found = pulse()
        well = all(found.serving.values())
        whole = well and all(found.others.values())
        shown = Health(
            status="healthy" if whole else "degraded" if well else "unavailable",
            version=version,
            timestamp=clock(),
            checks={**found.serving, **found.others},
        )
        return Answer(200 if well else 503, shown, {} if well else AGAIN).response()

    return router
