"""Failures as `{"detail": "…"}`, the shape that several published contracts share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from pydantic import BaseModel, Field
from starlette.responses import Response

from reelwright.api.kit.contract import Responses
from reelwright.api.kit.failures import KINDS, Failure, Misgiven
from reelwright.api.kit.visit import Visit
from reelwright.model.errors import Fault

TYPE: Final = "application/json"


class Wrong(BaseModel):
    """One thing that is wrong, and what to do: a field, as `scenes[2].duration`, or a parameter."""

    field: str
    message: str


class Detail(BaseModel):
    """A failure: what went wrong, as a sentence."""

    detail: str = Field(examples=["Error message"])
    errors: list[Wrong] | None = Field(default=None, description="Every fault, where told.")


@dataclass(frozen=True, slots=True)
class Plain:
    """How a contract tells failures.

    `statuses` are those of codes that differ from the usual, `texts` are said instead of ours.
    Where it is `itemised`, each fault is told by itself beside the sentence.
    """

    statuses: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    itemised: bool = False

    def status(self, code: str) -> int:
        """Return the status of a kind of failure."""
        return self.statuses.get(code, KINDS[code].status)

    def render(self, failure: Failure, _visit: Visit) -> Response:
        """Return a failure as an answer."""
        told: dict[str, Any] = {"detail": self.texts.get(failure.code, failure.detail)}
        if self.itemised and failure.faults:
            told["errors"] = [
                {"field": _place(fault), "message": fault.problem} for fault in failure.faults
            ]
        return Response(orjson.dumps(told), self.status(failure.code), failure.fields(), TYPE)

    def failing(self, *codes: str) -> Responses:
        """Describe failures of these kinds, for `responses=` of an operation."""
        found: Responses = {}
        for code in sorted(set(codes), key=lambda one: (self.status(one), one)):
            status = self.status(code)
            told = found.setdefault(status, {"description": "", "content": _content()})
            told["description"] += f"{'; ' if told['description'] else ''}{KINDS[code].title}"
            if status in _WAITING:
                told["headers"] = {"Retry-After": {"description": "Seconds.", "schema": _SECONDS}}
        return found


def _place(fault: Fault) -> str:
    return fault.parameter if isinstance(fault, Misgiven) else fault.path


def _content() -> dict[str, Any]:
    return {TYPE: {"schema": {"$ref": "#/components/schemas/Detail"}}}


_SECONDS: Final = {"type": "integer", "minimum": 0}
_WAITING: Final = (429, 503)
