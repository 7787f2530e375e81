"""Answers: what handlers return, as JSON, and how a version of a thing is told and asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

import orjson
from fastapi import Header
from pydantic import BaseModel, PlainSerializer
from starlette.responses import Response

from reelwright.api.kit.failures import Failure, Rejected
from reelwright.model.value import Json


def rfc3339(moment: datetime) -> str:
    """Return a moment in UTC as JSON has it: `2026-11-22T14:30:00.123Z`, to the millisecond."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[datetime, PlainSerializer(rfc3339, return_type=str, when_used="json")]
"""A moment as a field of an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body and headers; None for no body."""

    status: int
    body: "BaseModel | Json" = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str | None:
        """Return the body as it is sent."""
        if self.body is None:
            return None
        if isinstance(self.body, BaseModel):
            return orjson.dumps(self.body.model_dump(mode="json")).decode()
        return orjson.dumps(self.body).decode()

    def response(self) -> Response:
        """Return it as the framework sends it."""
        return written(self.status, self.headers, self.text())


def written(status: int, headers: Mapping[str, str], text: str | None) -> Response:
    """Return an answer whose body is JSON already; without one, it says nothing of its type."""
    kind = None if text is None else "application/json"
    return Response(text, status, dict(headers), kind)


def etag(version: object) -> str:
    """Return the strong ETag of a version of a thing."""
    return f'"{version}"'


IfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag you have seen.")]
IfNoneMatch = Annotated[str | None, Header(alias="If-None-Match", description="The ETag you have.")]


def unchanged(current: str, seen: str | None) -> None:
    """Raise `Rejected` (precondition_failed) where If-Match names other versions than this one."""
    if seen is not None and not _among(current, seen):
        raise Rejected(Failure("precondition_failed", "It has changed since you fetched it."))


def known(current: str, seen: str | None) -> bool:
    """Say whether If-None-Match names this version, so that 304 is the answer."""
    return seen is not None and _among(current, seen.replace("W/", ""))


def _among(current: str, seen: str) -> bool:
    tags = [tag.strip() for tag in seen.split(",")]
    return "*" in tags or current in tags
