"""Bodies that may come as a form as well as in JSON, and are alike from then on."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

import orjson
from fastapi import Request

from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.json import Body, Said

FORM: Final = "application/x-www-form-urlencoded"

_MOST: Final = 50
"""Fields of a form."""

B = TypeVar("B", bound=Body)


def either(model: type[B]) -> Callable[[Request], Awaitable[B]]:
    """Return a dependency that reads a body sent as JSON or as a form (WHATWG URL, 5.1).

    Of a field that is repeated the last one holds. `Rejected` (malformed, unsupported_media_type)
    and `Invalid` as for every body.
    """

    async def read(request: Request) -> B:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body()
        if kind == FORM:
            body = _as_json(body)
        elif kind != "application/json" and not kind.endswith("+json"):
            raise Rejected(
                Failure(
                    "unsupported_media_type", "Send JSON or a form, and say so in Content-Type."
                )
            )
        return model.model_validate(Said(body))

    return read


def described(model: type[Body]) -> dict[str, Any]:
    """Return a body that may be either, as OpenAPI describes it."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    kinds = ("application/json", FORM)
    return {"required": True, "content": {kind: {"schema": schema} for kind in kinds}}


def _as_json(body: bytes) -> bytes:
    try:
        pairs = parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST,
        )
        return orjson.dumps(dict(pairs))
    except ValueError:  # broken UTF-8, too many fields
        raise Rejected(Failure("malformed", "This is no form that can be read.")) from None
