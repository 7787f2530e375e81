"""Lists: bare arrays, the newest first, with how many there are in all told in headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final

from fastapi import Depends, Query, Request
from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.model.value import Json

MOST: Final = 100
FURTHEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list is asked for."""

    HEADERS: ClassVar[dict[int | str, dict[str, Any]]] = {
        200: {
            "headers": {
                "X-Total-Count": {
                    "description": "How many there are.",
                    "schema": {"type": "integer"},
                },
                "Link": {"description": "The next part, if any.", "schema": {"type": "string"}},
            }
        }
    }

    skip: int
    limit: int


def part(
    skip: Annotated[int, Query(ge=0, le=FURTHEST, description="How many to leave out.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many to return.")] = MOST,
) -> Slice:
    """Return the part of a list that is asked for."""
    return Slice(skip, limit)


Sliced = Annotated[Slice, Depends(part)]
"""The part of a list that is asked for."""


def listed(request: Request, told: Sequence[Json], asked: Slice, total: int) -> Response:
    """Return a part of a list of `total` things."""
    headers = {"X-Total-Count": str(total)}
    further = asked.skip + asked.limit
    if further < total:
        url = request.url.include_query_params(skip=further, limit=asked.limit)
        headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    return Answer(200, list(told), headers).response()
