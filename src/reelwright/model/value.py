"""What every value of the model is: frozen, checked when made, equal by content, JSON both ways.

Faults found by the checker (pydantic) are retold here in plain sentences, all of them at once.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Self, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from reelwright.model.errors import Fault, Invalid, choices, unknown

T = TypeVar("T")

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


class Value(BaseModel):
    """A frozen value; a wrong one cannot be made (`Invalid`), and JSON round-trips exactly."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def __init__(self, **fields: Any) -> None:  # noqa: ANN401 - the checker judges the types
        try:
            super().__init__(**fields)
        except ValidationError as wrong:
            raise Invalid(faults_in(type(self), wrong)) from None

    # Nested values are checked from the outside, so that a fault carries its whole path: this flag
    # is how pydantic tells its own constructor from one it must call (pydantic/main.py).
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @classmethod
    def read(cls, data: object) -> Self:
        """Return the value that parsed JSON stands for, or raise `Invalid` with every fault."""
        try:
            return cls.model_validate(data)
        except ValidationError as wrong:
            raise Invalid(faults_in(cls, wrong)) from None

    @classmethod
    def read_json(cls, text: str | bytes) -> Self:
        """Return the value written in `text`, or raise `Invalid` with every fault."""
        return cls.read(parse(text))

    def write(self) -> dict[str, Any]:
        """Return the value as plain JSON data."""
        return self.model_dump(mode="json")

    def write_json(self) -> str:
        """Return the value as indented JSON text that `read_json` takes back."""
        return json.dumps(self.write(), ensure_ascii=False, indent=2)


def parse(text: str | bytes) -> Json:
    """Return the data in JSON `text`; `Invalid` for broken text, repeated keys, NaN or depth."""
    try:
        parsed: Json = json.loads(
            text, object_pairs_hook=_unrepeated, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as broken:
        place = f"line {broken.lineno}, column {broken.colno}"
        raise Invalid(f"This is not JSON: {broken.msg} at {place}.") from None
    except UnicodeDecodeError:
        raise Invalid("This is not JSON: the text is not UTF-8.") from None
    except (RecursionError, ValueError):  # Python's own guards: depth, and digits of an integer
        raise Invalid("This JSON is nested too deeply, or holds a number too long.") from None
    return parsed


def _unrepeated(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    keys = [key for key, _ in pairs]
    if repeated := [key for key in dict.fromkeys(keys) if keys.count(key) > 1]:
        raise Invalid(f"The key {repeated[0]!r} stands twice in one object; keep one of them.")
    return dict(pairs)


def _refuse_constant(name: str) -> Json:
    raise Invalid(f"JSON has no {name}; write a finite number.")


def faults_in(cls: type[BaseModel], wrong: ValidationError) -> tuple[Fault, ...]:
    """Return what the checker found in a value of `cls`, each as a place and a plain sentence."""
    details = wrong.errors(include_url=False)
    places = [one["loc"] for one in details]
    return tuple(
        Fault(_path(one["loc"]), _sentence(cls, one))
        for one in details
        # A list none of whose entries is right also counts as too short; that is no second fault.
        if not (one["type"] == "too_short" and _within(places, one["loc"]))
    )


def _within(places: Sequence[tuple[int | str, ...]], outer: tuple[int | str, ...]) -> bool:
    return any(len(place) > len(outer) and place[: len(outer)] == outer for place in places)


def _path(place: tuple[int | str, ...]) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).lstrip(".")


def _sentence(cls: type[BaseModel], one: ErrorDetails) -> str:
    kind, place = one["type"], one["loc"]
    if kind == "extra_forbidden":
        return unknown("field", str(place[-1]), _owner(cls, place).model_fields)
    if kind in {"enum", "literal_error"}:
        return _no_such(_noun(cls, place), one)
    tell = _SENTENCES.get(kind)
    return tell(one.get("ctx", {}), one.get("input")) if tell else f"{one['msg']}."


def _owner(cls: type[BaseModel], place: tuple[int | str, ...]) -> type[BaseModel]:
    """Return the class of the value that holds the field at `place`."""
    owner = cls
    for part in place[:-1]:
        field = owner.model_fields.get(str(part))
        owner = (_inside(field.annotation, BaseModel) if field else None) or owner
    return owner


def _noun(cls: type[BaseModel], place: tuple[int | str, ...]) -> str:
    """Return what the choices at `place` are called: `caption style` for a `CaptionStyle`."""
    names = [str(part) for part in place if isinstance(part, str)]
    field = _owner(cls, place).model_fields.get(names[-1]) if names else None
    choice = _inside(field.annotation, Enum) if field else None
    noun = choice.__name__ if choice else names[-1] if names else "choice"
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in noun).strip()


def _inside(annotation: object, kind: type[T]) -> type[T] | None:
    if isinstance(annotation, type) and issubclass(annotation, kind):
        return annotation
    inside = (_inside(argument, kind) for argument in get_args(annotation))
    return next((found for found in inside if found), None)


def _no_such(noun: str, one: ErrorDetails) -> str:
    names = str(one["ctx"]["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
    given = one["input"]
    return unknown(noun, given, names) if isinstance(given, str) else f"Choose {choices(names)}."


def _kind(name: str) -> Callable[[Mapping[str, Any], object], str]:
    return lambda _context, _given: f"This must be {name}."


def _figure(bound: float) -> str:
    return f"{bound:,}" if isinstance(bound, int) else f"{bound:g}"


_SENTENCES: dict[str, Callable[[Mapping[str, Any], Any], str]] = {
    "missing": lambda _context, _given: "This is missing; give it a value.",
    "string_type": _kind("text"),
    "string_unicode": _kind("text that UTF-8 can hold"),
    "int_type": _kind("a whole number"),
    "int_parsing": _kind("a whole number"),
    "int_from_float": _kind("a whole number"),
    "float_type": _kind("a number"),
    "float_parsing": _kind("a number"),
    "finite_number": _kind("a finite number"),
    "bool_type": _kind("true or false"),
    "bool_parsing": _kind("true or false"),
    "tuple_type": _kind("a list"),
    "dict_type": _kind("an object"),
    "model_type": _kind("an object"),
    "model_attributes_type": _kind("an object"),
    "none_required": _kind("null"),
    "string_too_short": lambda _context, _given: "This is empty; write something.",
    "string_too_long": lambda context, given: (
        f"This is too long: {len(given):,} characters, {context['max_length']:,} at most."
    ),
    "too_short": lambda _context, _given: "This list is empty; put something in it.",
    "too_long": lambda context, _given: (
        f"This has too many entries: {context['actual_length']:,}, "
        f"{context['max_length']:,} at most."
    ),
    "greater_than": lambda context, _given: f"This must be more than {_figure(context['gt'])}.",
    "greater_than_equal": lambda context, _given: (
        f"This must be at least {_figure(context['ge'])}."
    ),
    "less_than": lambda context, _given: f"This must be less than {_figure(context['lt'])}.",
    "less_than_equal": lambda context, _given: f"This must be at most {_figure(context['le'])}.",
    "multiple_of": lambda context, _given: f"This must be a multiple of {context['multiple_of']}.",
    "value_error": lambda context, _given: str(context["error"]),
}
