"""Whatever pixora's OpenAPI allows, and whatever not: no answer that it does not declare (G-40).

That all that is not allowed is refused is not asked for: fields and parameters that nobody knows are
left alone here, by decision.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.types import ASGIApp, Receive, Scope, Send

TOLERATED = [positive_data_acceptance, negative_data_rejection]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


class Everywhere:
    """An application whose every request comes from another address: none is held up as a guess."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._hosts = app, count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["client"] = (f"host-{next(self._hosts)}", 1)
        await self._app(scope, receive, send)


@pytest.fixture
def operations(house, mill) -> Iterator[list[Any]]:
    """Give all that the document describes, as what can be asked for."""
    document = house.client("/pixora").get("/openapi.json").json()
    described = schemathesis.openapi.from_dict(document)
    described.app = Everywhere(house.app)
    described.config.update(base_url="http://testserver/pixora")
    with mill.planning():
        yield [found.ok() for found in described.get_all_operations()]


def wrong(operation: Any, mode: GenerationMode, headers: dict, most: int) -> Iterator[str]:
    """Yield what is wrong with the answers to so many requests of an operation."""
    found: list[str] = []

    @settings(
        max_examples=most,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        answer = case.call(headers=headers)
        try:
            case.validate_response(answer, excluded_checks=TOLERATED)
        except FailureGroup as failures:
            found.append(f"{operation.label}: {failures.exceptions}")

    try:
        ask()
    except Unsatisfiable:
        return  # nothing about it can be wrong, as it takes nothing
    yield from found


@pytest.mark.parametrize("most", [2, pytest.param(50, marks=pytest.mark.slow)])
def test_answers_are_as_declared(operations, newcomer, most) -> None:
    found = []
    for operation in operations:
        person = newcomer()  # one of the operations logs out
        headers = {"Authorization": person.client.headers["Authorization"]}
        found += [fault for mode in MODES for fault in wrong(operation, mode, headers, most)]
    assert found == []
