"""JSON bodies, read strictly: what RFC 8259 allows, and what every part of us can hold.

Whole numbers written as `1.0` are whole numbers (JSON Schema, 6.1.1). Of repeated keys the last
one holds, as everywhere. A whole number beyond what 64 bits hold is none: it is refused, or read as
any other number is, which fields of whole numbers do not take.
"""

from collections.abc import Iterator
from typing import Final

import orjson
from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ValidationError,
    ValidatorFunctionWrapHandler,
)
from pydantic_core import CoreSchema, InitErrorDetails, core_schema

from reelwright.api.kit.failures import Failure, Rejected
from reelwright.model.errors import Fault, Invalid
from reelwright.model.value import Json, faults_in

DEPTH: Final = 64
"""How deep objects and lists may lie within each other."""

FAULTS: Final = 50
"""How many faults are told at once."""

_EXACT: Final = 2.0**53
_LEAST, _MOST = -(2**63), 2**63 - 1


_SAY_SO: Final = "Send JSON, and say so with `Content-Type: application/json`."


class Said(bytes):
    """A body that says it is JSON."""


class Body(BaseModel):
    """What a request's body must be: exactly these fields, of exactly these JSON types.

    A subclass for a contract with tolerant readers sets `extra="ignore"`. Faults are all found at
    once (`Invalid`); a body that is no JSON, or does not say so, is `Rejected`.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        # FastAPI hands over a body as a Python object, of which a strict model would refuse every
        # date and choice written as text, and every list. As JSON they are what they should be.
        checked = handler(source)
        return core_schema.json_or_python_schema(
            checked, core_schema.no_info_wrap_validator_function(cls._strictly, checked)
        )

    @classmethod
    def _strictly(cls, data: object, handler: ValidatorFunctionWrapHandler) -> object:
        if not isinstance(data, bytes):
            return handler(data)
        if not isinstance(data, Said):
            raise Rejected(Failure("unsupported_media_type", _SAY_SO))
        try:
            # Strictness in the config would not reach the values of the model within.
            return cls.model_validate_json(orjson.dumps(parse(data)), strict=True)
        except ValidationError as wrong:
            raise Invalid(faults_in(cls, _shortened(wrong))) from None


def _shortened(wrong: ValidationError) -> ValidationError:
    """Return the first faults: a body of a million bytes may have a hundred thousand."""
    found = wrong.errors(include_url=False)
    if len(found) <= FAULTS:
        return wrong
    lines = [
        InitErrorDetails(
            type=one["type"], loc=one["loc"], input=one["input"], ctx=one.get("ctx", {})
        )
        for one in found[:FAULTS]
    ]
    return ValidationError.from_exception_data(wrong.title, lines)


def parse(text: bytes) -> Json:
    """Return the data in JSON `text`.

    `Rejected` (malformed) for broken text, NaN, numbers out of range, lone surrogates, bad UTF-8
    or more than `DEPTH` levels; `Invalid` for control characters in a string.
    """
    try:
        parsed: Json = orjson.loads(bytes(text))  # orjson takes no subclass
    except orjson.JSONDecodeError as broken:
        place = f"line {broken.lineno}, column {broken.colno}"
        raise _malformed(f"This is not JSON that can be read, at {place}.") from None
    faults: list[Fault] = []
    plain = _plain(parsed, "", 0, faults)
    if faults:
        raise Invalid(faults)
    return plain


def _plain(data: Json, path: str, depth: int, faults: list[Fault]) -> Json:
    """Return the data with whole numbers whole; note what no field may hold."""
    if depth > DEPTH:
        raise _malformed(f"This JSON is nested more than {DEPTH} levels deep.")
    if isinstance(data, str):
        faults.extend(_controls(data, path))
    elif isinstance(data, float):
        return int(data) if data.is_integer() and abs(data) <= _EXACT else data
    elif isinstance(data, int) and not _LEAST <= data <= _MOST:
        raise _malformed("A whole number lies outside 64 bits.")
    elif isinstance(data, list):
        return [_plain(one, f"{path}[{at}]", depth + 1, faults) for at, one in enumerate(data)]
    elif isinstance(data, dict):
        for key in data:
            faults.extend(_controls(key, path))
        return {key: _plain(one, _inner(path, key), depth + 1, faults) for key, one in data.items()}
    return data


def _inner(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _controls(text: str, path: str) -> Iterator[Fault]:
    if any(letter < " " and letter not in "\n\t" for letter in text):
        yield Fault(path, "This holds control characters; keep only line breaks (\\n) and tabs.")


def _malformed(detail: str) -> Rejected:
    return Rejected(Failure("malformed", detail))
