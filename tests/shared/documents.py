"""Contracts' documents, taken apart: every JSON block, with the operation it stands under.

Nothing is retyped: what tests send and compare with is what the document says.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "api" / "contracts" / "documents"

_OPERATION = re.compile(r"(GET|POST|PUT|PATCH|DELETE) (/\S+)")


@dataclass(frozen=True)
class Block:
    """A JSON block: its line, what is written above it, and its data.

    `operation` is as the document writes it (`POST /auth/register`), empty where it stands under
    none; `role` is the nearest line above that ends with a colon, in lower case.
    """

    line: int
    operation: str
    role: str
    data: Any


def blocks(name: str, patches: Mapping[int, tuple[str, str]] | None = None) -> tuple[Block, ...]:
    """Return the JSON blocks of a document; in those at a line of `patches` a text is replaced."""
    return tuple(_blocks((FOLDER / name).read_text("utf-8").splitlines(), patches or {}))


def operations(name: str) -> dict[str, tuple[int, int]]:
    """Return the operations of a document, each with the lines it is described in."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    named = [(at, one) for at, line in enumerate(lines, 1) if (one := _operation(line))]
    ends = [at for at, line in enumerate(lines, 1) if line.startswith("#")] + [len(lines) + 1]
    return {one: (at, min(end for end in ends if end > at) - 1) for at, one in named}


@cache
def block(name: str, operation: str, role: str) -> Any:
    """Return the data of the one block of an operation in a role."""
    (found,) = (one for one in blocks(name) if (one.operation, one.role) == (operation, role))
    return found.data


def shape(data: Any) -> Any:
    """Return the JSON types of data: of an object by its keys, of a list by its first entry."""
    if isinstance(data, Mapping):
        return {name: shape(one) for name, one in data.items()}
    if isinstance(data, list):
        return [shape(data[0])] if data else []
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}
    return kinds[type(data)]


def missing(example: Any, answer: Any, path: str = "") -> list[str]:
    """Return where an answer lacks a key of an example, or has another JSON type there."""
    if isinstance(example, Mapping) and isinstance(answer, Mapping):
        return [
            wrong
            for name, one in example.items()
            for wrong in (
                missing(one, answer[name], f"{path}.{name}")
                if name in answer
                else [f"{path}.{name} is not there"]
            )
        ]
    if isinstance(example, list) and isinstance(answer, list):
        shown = answer[:1] if example else []
        lacking = [f"{path} is empty"] if example and not answer else []
        return [
            *lacking,
            *(wrong for one in shown for wrong in missing(example[0], one, f"{path}[]")),
        ]
    same = shape(example) == shape(answer)
    return [] if same else [f"{path} is {shape(answer)!r}, not {shape(example)!r}"]


def _blocks(lines: Sequence[str], patches: Mapping[int, tuple[str, str]]) -> Iterator[Block]:
    operation, role, at = "", "", 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("#"):
            operation, role = "", ""
        operation = _operation(line) or operation
        role = line.rstrip(":").lower() if line.endswith(":") else role
        if line.strip() == "```json":
            stop = next(n for n in range(at + 1, len(lines)) if lines[n].strip() == "```")
            text = "\n".join(lines[at + 1 : stop])
            old, new = patches.get(at + 2, ("", ""))
            yield Block(at + 2, operation, role, json.loads(text.replace(old, new)))
            at = stop
        at += 1


def _operation(line: str) -> str:
    found = _OPERATION.fullmatch(line.strip())
    return f"{found[1]} {found[2]}" if found else ""
