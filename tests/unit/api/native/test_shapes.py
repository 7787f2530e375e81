"""The examples of requests and answers are what they are examples of."""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from types import ModuleType

import orjson
import pytest
from pydantic import BaseModel

from reelwright.api.kit.json import Body, Said
from reelwright.api.native import shapes


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(shapes.__path__, f"{shapes.__name__}."):
        yield importlib.import_module(found.name)


def examples() -> Iterator[tuple[type[BaseModel], object]]:
    for module in modules():
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                more = kind.model_config.get("json_schema_extra")
                if kind.__module__ == module.__name__ and isinstance(more, dict):
                    given = more["examples"]
                    assert isinstance(given, list)
                    yield from ((kind, one) for one in given)


EXAMPLES = list(examples())
HEARD = [(kind, one) for kind, one in EXAMPLES if issubclass(kind, Body)]
SAID = [(kind, one) for kind, one in EXAMPLES if not issubclass(kind, Body)]


def names(cases: Sequence[tuple[type[BaseModel], object]]) -> list[str]:
    return [kind.__name__ for kind, _ in cases]


@pytest.mark.parametrize(("kind", "example"), HEARD, ids=names(HEARD))
def test_what_is_heard_is_understood(kind: type[Body], example: object) -> None:
    understood = kind.model_validate(Said(orjson.dumps(example)))
    assert isinstance(understood, kind)


@pytest.mark.parametrize(("kind", "example"), SAID, ids=names(SAID))
def test_what_is_said_has_that_shape(kind: type[BaseModel], example: object) -> None:
    assert kind.model_validate(example).model_dump(mode="json") == example


def test_every_request_has_an_example() -> None:
    bodies = {
        kind.__name__
        for module in modules()
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Body) and kind.__module__ == module.__name__
    }
    assert bodies == {kind.__name__ for kind, _ in HEARD}
