"""Long lists, a page at a time: a signed cursor says after which row the next one begins."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar

from fastapi import Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.datastructures import URL

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Who
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.failures import Failure, Rejected

Row = TypeVar("Row")
T = TypeVar("T", bound=BaseModel)

MOST: Final = 100
_SIGNED: Final = 16
_OWN: Final = {"cursor", "limit"}


class Page(BaseModel, Generic[T]):
    """A part of a list. `next_cursor` is there as long as there is more."""

    data: list[T]
    has_more: bool
    next_cursor: str | None = Field(default=None, description="What to send as `cursor` next.")


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is asked for: `limit` rows, those after the row `after`."""

    limit: int
    after: str | None
    address: URL
    secret: bytes
    scope: str

    @property
    def fetch(self) -> int:
        """How many rows to fetch: one more than is shown tells whether there are more."""
        return self.limit + 1

    def page(
        self, rows: Sequence[Row], shown: Callable[[Row], BaseModel], place: Callable[[Row], str]
    ) -> Answer:
        """Return a page of rows that `fetch` brought; `place` is what `after` will be."""
        data = [shown(row).model_dump(mode="json") for row in rows[: self.limit]]
        if len(rows) <= self.limit:
            return Answer(200, {"data": data, "has_more": False, "next_cursor": None})
        cursor = _sealed(place(rows[self.limit - 1]), self.scope, self.secret)
        following = self.address.include_query_params(cursor=cursor)
        target = following.path + f"?{following.query}"
        return Answer(
            200,
            {"data": data, "has_more": True, "next_cursor": cursor},
            {"Link": f'<{target}>; rel="next"'},
        )


async def window(
    request: Request,
    who: Who,
    desk: AtDesk,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many to return.")] = 20,
    cursor: Annotated[str | None, Query(description="The `next_cursor` of a page.")] = None,
) -> Window:
    """Return the part of a list that is asked for; `Rejected` (bad_cursor) for a wrong one."""
    scope = _scope(request, who.id)
    after = None if cursor is None else _opened(cursor, scope, desk.secret)
    return Window(limit, after, request.url, desk.secret, scope)


def _scope(request: Request, who: str) -> str:
    """Return what a cursor is good for: one account's list, with the filters it began with."""
    filters = sorted(pair for pair in request.query_params.multi_items() if pair[0] not in _OWN)
    return f"{who} {request.url.path} {filters!r}"


def _sealed(place: str, scope: str, secret: bytes) -> str:
    raw = _signature(place, scope, secret) + place.encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _opened(cursor: str, scope: str, secret: bytes) -> str:
    raw = _decoded(cursor)
    place = raw[_SIGNED:].decode("utf-8", "replace")
    if not hmac.compare_digest(raw[:_SIGNED], _signature(place, scope, secret)):
        detail = "The cursor is not of this list as it is asked for; start again without one."
        raise Rejected(Failure("bad_cursor", detail))
    return place


def _decoded(cursor: str) -> bytes:
    plain = cursor.encode("ascii", "replace")
    try:
        return base64.urlsafe_b64decode(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return b""


def _signature(place: str, scope: str, secret: bytes) -> bytes:
    said = f"cursor\n{scope}\n{place}".encode()
    return hmac.new(secret, said, hashlib.sha256).digest()[:_SIGNED]


Windowed = Annotated[Window, Depends(window)]
"""The part of a list that is asked for."""
