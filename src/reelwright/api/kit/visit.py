"""A visit: what is known of one request besides its words, and what its answer will carry."""

from dataclasses import dataclass, field
from typing import Final

from starlette.requests import HTTPConnection
from starlette.types import Scope

_PLACE: Final = "reelwright.visit"


@dataclass(slots=True)
class Visit:
    """One request: its id, the template of its route (None where there is none), and its limits.

    `headers` go onto its answer, whatever becomes of it. `most` is how many bytes its body may
    have; a handler that takes more says so before it reads. `patience` is how many seconds the
    whole body may take. `head` says that only the answer's headers are wanted.
    """

    id: str
    template: str | None
    most: int
    patience: float
    head: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    principal: str | None = None


def visit(request: HTTPConnection) -> Visit:
    """Return the visit that a request is."""
    return of(request.scope)


def of(scope: Scope) -> Visit:
    """Return the visit that an ASGI scope belongs to."""
    found = scope[_PLACE]
    assert isinstance(found, Visit)  # noqa: S101 - tells the type checker what `within` put there
    return found


def within(scope: Scope, made: Visit) -> None:
    """Let a scope belong to a visit."""
    scope[_PLACE] = made
