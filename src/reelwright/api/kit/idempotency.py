"""Idempotent POST: the same key with the same request is done once, and answered alike ever after.

The row of the key is written in the transaction that does the work, so that there is neither
without the other. The header is that of the IETF draft `httpapi-idempotency-key-header`: a quoted
string; a bare one is taken too.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated, Final

import orjson
from fastapi import Depends, Header, Request
from starlette.responses import Response
from starlette.types import Scope

from reelwright.api.kit.answers import Answer, written
from reelwright.api.kit.auth import Who
from reelwright.api.kit.contract import Contract
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.json import parse
from reelwright.api.kit.visit import visit
from reelwright.ports.records import Records
from reelwright.ports.records.requests import Keyed

KEPT: Final = timedelta(hours=24)
"""How long an answer can be had again."""

_KEY: Final = re.compile(
    r'"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255})'
)

Work = Callable[[Records], Answer]
"""What a request does, within one transaction."""


@dataclass(frozen=True, slots=True)
class Once:
    """One request that is to be done once. Without a key it is done each time it comes."""

    desk: Desk
    keyed: Keyed | None

    def do(self, work: Work) -> Response:
        """Do the work in one transaction, or answer as it was answered; return after the commit.

        Work that fails leaves no trace, and may be asked for again. `Rejected` where the key came
        with another request (key_reused), or with one that is still at work (in_progress).
        """
        with self.desk.store.write() as records:
            before = self._begin(records)
            if before is None:
                answer = work(records)
                self._keep(records, answer)
                return answer.response()
        return _again(before)

    def _begin(self, records: Records) -> Keyed | None:
        """Keep the key, or return what came with it before."""
        if self.keyed is None:
            return None
        before = records.requests.begin(self.keyed)
        if before is not None and before.created_at < self.keyed.created_at - KEPT:
            records.requests.forget(before)
            before = records.requests.begin(self.keyed)
        if before is not None and before.digest != self.keyed.digest:
            raise Rejected(Failure("key_reused", "This Idempotency-Key came with another request."))
        return before

    def _keep(self, records: Records, answer: Answer) -> None:
        if self.keyed is not None:
            done = replace(
                self.keyed,
                status=answer.status,
                headers=dict(answer.headers),
                # As text: PostgreSQL keeps JSON in an order of its own.
                body=answer.text(),
            )
            records.requests.answer(done)


def _again(before: Keyed) -> Response:
    if before.status is None:
        detail = "The request that first came with this Idempotency-Key is still at work."
        raise Rejected(Failure("in_progress", detail, retry=1))
    headers = {**(before.headers or {}), "Idempotency-Replayed": "true"}
    return written(before.status, headers, before.body if isinstance(before.body, str) else None)


async def once(
    request: Request,
    who: Who,
    desk: AtDesk,
    idempotency_key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            description="Makes repeating this request safe for a day: a quoted string.",
            json_schema_extra={"pattern": '^"[A-Za-z0-9_-]{1,255}"$'},
        ),
    ] = None,
) -> Once:
    """Return the request as one to be done once, if it has a key."""
    if idempotency_key is None:
        return Once(desk, None)
    found = _KEY.fullmatch(idempotency_key.strip())
    if found is None:
        raise Rejected(Failure("malformed", "An Idempotency-Key is 1 to 255 printable characters."))
    return Once(desk, _keyed(request, who.id, found[1] or found[2], await request.body(), desk))


def _keyed(request: Request, who: str, key: str, body: bytes, desk: Desk) -> Keyed:
    contract: Contract = request.app.state.contract
    route = f"{contract.name} {request.method} {visit(request).template}"
    return Keyed(who, route, key, _digest(_inner(request.scope), body), desk.clock())


def _inner(scope: Scope) -> str:
    """Return the path within the contract: a request is the same by every way that leads there."""
    return str(scope["path"]).removeprefix(str(scope.get("root_path", "")))


def _digest(path: str, body: bytes) -> str:
    """Return the hash of what is asked, however it is spaced and ordered."""
    plain = orjson.dumps(parse(body), option=orjson.OPT_SORT_KEYS) if body else b""
    return hashlib.sha256(path.encode() + b"\n" + plain).hexdigest()


Idempotent = Annotated[Once, Depends(once)]
"""The request as one to be done once."""
