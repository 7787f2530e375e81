"""Failures: what went wrong with a request, before any contract gives it a shape.

The table of codes is `failures.toml`; a contract may give a code another status, never another
meaning. Errors of the model become failures here, once for all contracts.
"""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Final

from starlette.exceptions import HTTPException

from reelwright.model.errors import Broken, Fault, Invalid, OverQuota, ReelwrightError, Unavailable
from reelwright.model.value import Json
from reelwright.services.principal import TooSoon

OURS: Final = "Something went wrong inside Reelwright; name the request id when you report it."
"""All that a caller is told of a bug."""

_AGAIN: Final = 5
"""Seconds after which what is away may be back."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to fail: its status (RFC 9110, RFC 6585), a title, and what to do about it."""

    code: str
    status: int
    title: str
    help: str


def _table() -> dict[str, Kind]:
    text = resources.files(__package__).joinpath("failures.toml").read_text("utf-8")
    return {code: Kind(code, **rest) for code, rest in tomllib.loads(text).items()}


KINDS: Final[Mapping[str, Kind]] = _table()


@dataclass(frozen=True, slots=True)
class Misgiven(Fault):
    """A fault of a parameter, which has a name and no place in the body."""

    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong: a code of `KINDS`, a sentence, and where in the request.

    `retry` is seconds after which the same request may succeed. `more` are members that a contract
    may add to its answer: figures, never texts from elsewhere.
    """

    code: str
    detail: str
    faults: tuple[Fault, ...] = ()
    retry: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Json] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """What this code means."""
        return KINDS[self.code]

    def fields(self) -> dict[str, str]:
        """Return the headers that an answer with this failure has in every contract."""
        challenge = {"WWW-Authenticate": "Bearer"} if self.code == "unauthorized" else {}
        waiting = {} if self.retry is None else {"Retry-After": str(self.retry)}
        return {**challenge, **waiting, **self.headers}


class Rejected(HTTPException):
    """Ends a request with a failure.

    It is Starlette's exception because FastAPI lets only that one through while it reads a body
    (fastapi/routing.py, get_request_handler).
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.kind.status, failure.detail)
        self.failure = failure


def failure_of(error: ReelwrightError) -> Failure:
    """Return what a caller is told of an error of ours."""
    code = _code(type(error))
    if isinstance(error, Broken) or code == "broken":
        return Failure("broken", OURS)
    failure = Failure(code, str(error))
    if isinstance(error, Invalid):
        return replace(failure, detail=_summary(error.faults), faults=error.faults)
    if isinstance(error, OverQuota):
        failure = replace(failure, more=error.figures)
    if isinstance(error, TooSoon):
        return replace(failure, retry=math.ceil(error.wait))
    if isinstance(error, Unavailable) or code == "busy":
        return replace(failure, retry=_AGAIN)
    return failure


def _code(kind: type[ReelwrightError]) -> str:
    """Return the code of a class of errors, or of its nearest parent that has one."""
    codes = (one.code for one in kind.__mro__ if issubclass(one, ReelwrightError))
    return next((code for code in codes if code in KINDS), "broken")


def _summary(faults: Sequence[Fault]) -> str:
    if len(faults) == 1:
        return str(faults[0])
    return f"{len(faults)} things are wrong with what was asked."


_STATUSES: Final = {
    400: Failure("malformed", "The request cannot be read."),
    401: Failure("unauthorized", "Send a credential."),
    403: Failure("not_allowed", "This is not allowed."),
    404: Failure("not_found", "There is nothing at this address."),
    405: Failure("method_not_allowed", "This address does not take this method."),
    413: Failure("too_large", "The request is too large."),
    415: Failure("unsupported_media_type", "Send JSON."),
}


def failure_at(status: int) -> Failure:
    """Return the failure that a status of the framework's own stands for."""
    return _STATUSES.get(status, Failure("broken" if status >= 500 else "malformed", OURS))


def pointer(path: str) -> str:
    """Return the JSON Pointer (RFC 6901) of a fault's place: `/scenes/2/visual`."""
    parts = re.findall(r"[^.\[\]]+", path)
    return "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in parts)
