"""Schemas of an OpenAPI document, read for people: what a field is, and how it may look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Node = Mapping[str, Any]

_DEEPEST: Final = 6
_BOUNDS: Final = {
    "minimum": "{} or more",
    "maximum": "{} at most",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "{} long or longer",
    "maxLength": "{} long at most",
    "minItems": "{} of them or more",
    "maxItems": "{} of them at most",
}
_SAMPLES: Final[Mapping[str, object]] = {
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "string": "…",
    "null": None,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its `kind` in words, `models` named there, bounds and choices as `notes`."""

    name: str
    kind: str
    models: tuple[str, ...]
    about: str
    notes: tuple[str, ...]
    required: bool


class Schemas:
    """The schemas of one document."""

    def __init__(self, document: Node) -> None:
        self._document = document

    def found(self, node: Node) -> Node:
        """Return what a node refers to, or itself."""
        if "$ref" not in node:
            return node
        found: Any = self._document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return self.found(found)

    def fields(self, node: Node) -> tuple[Field, ...]:
        """Return the fields of an object; none of anything else."""
        schema = self.found(node)
        required = schema.get("required", ())
        return tuple(
            self._field(name, one, required=name in required)
            for name, one in schema.get("properties", {}).items()
        )

    def kind(self, node: Node) -> str:
        """Say in words what a value is."""
        if "$ref" in node:
            return name_of(node)
        if "const" in node:
            return f"always {node['const']!r}"
        several = node.get("anyOf") or node.get("oneOf")
        if several:
            return " or ".join(dict.fromkeys(self.kind(one) for one in several))
        if node.get("type") == "array":
            return f"list of {self.kind(node.get('items', {}))}"
        if isinstance(more := node.get("additionalProperties"), Mapping) and more:
            return f"object of {self.kind(more)}"
        return str(node.get("format") or node.get("type") or "anything")

    def example(self, node: Node, depth: int = 0) -> Any:  # noqa: ANN401 - JSON of any shape
        """Return a value as it may look: the document's own example, or one made up."""
        schema = self.found(node)
        if "examples" in schema:
            return self._ordered(next(iter(schema["examples"])), schema)
        for name in ("example", "default", "const"):
            if name in schema:
                return schema[name]
        if "enum" in schema:
            return schema["enum"][0]
        several = schema.get("anyOf") or schema.get("oneOf")
        if several:
            return self.example(several[0], depth + 1)
        return self._made_up(schema, depth)

    def _ordered(self, value: Any, node: Node) -> Any:  # noqa: ANN401 - JSON of any shape
        """Return an example with its fields in the order of their definition."""
        schema = self.found(node)
        if isinstance(value, list):
            return [self._ordered(one, schema.get("items", {})) for one in value]
        if not isinstance(value, dict):
            return value
        known = schema.get("properties", {})
        several = [name for name in known if name in value]
        rest = [name for name in value if name not in known]
        return {name: self._ordered(value[name], known.get(name, {})) for name in several + rest}

    def _made_up(self, schema: Node, depth: int) -> Any:  # noqa: ANN401 - JSON of any shape
        if schema.get("type") == "array":
            return [self.example(schema.get("items", {}), depth + 1)] if depth < _DEEPEST else []
        if "properties" in schema and depth < _DEEPEST:
            every = schema["properties"].items()
            return {name: self.example(one, depth + 1) for name, one in every}
        if schema.get("format") == "date-time":
            return "2026-11-22T12:30:00.000Z"
        return _SAMPLES.get(str(schema.get("type")), {})

    def _field(self, name: str, node: Node, *, required: bool) -> Field:
        return Field(
            name=name,
            kind=self.kind(node),
            models=tuple(dict.fromkeys(self._models(node))),
            about=str(node.get("description", "")),
            notes=tuple(self._notes(node)),
            required=required,
        )

    def _models(self, node: Node) -> Iterator[str]:
        if "$ref" in node:
            yield name_of(node)
        for one in (*node.get("anyOf", ()), *node.get("oneOf", ())):
            yield from self._models(one)
        for inner in (node.get("items"), node.get("additionalProperties")):
            if isinstance(inner, Mapping):
                yield from self._models(inner)

    def _notes(self, node: Node) -> Iterator[str]:
        for one in (node, *node.get("anyOf", ())):
            for bound, words in _BOUNDS.items():
                if bound in one:
                    yield words.format(_number(one[bound]))
            if "enum" in one:
                yield "one of " + ", ".join(f"`{choice}`" for choice in one["enum"])
        if "const" not in node and node.get("default") not in (None, "", [], {}):
            yield f"`{node['default']}` unless given"


def name_of(node: Node) -> str:
    """Return the name of the schema that a node refers to."""
    return str(node["$ref"]).rpartition("/")[2]


def _number(bound: object) -> str:
    if isinstance(bound, int | float) and bound == int(bound):
        return f"{int(bound):,}"
    return str(bound)
