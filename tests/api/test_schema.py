"""Whatever the document allows, and whatever it does not: no answer that it does not declare.

Drawn by schemathesis. What it misses (NaN, 1e999, surrogates, 64 bits, depth) is in
tests/unit/api/kit/test_json.py. That every drawn request is accepted is not asked for: of texts the
document cannot say that control characters are none, nor of cursors that they are signed.
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
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.types import ASGIApp, Receive, Scope, Send


class Everywhere:
    """An application whose every request comes from another address: none is held up as a guess."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._hosts = app, count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["client"] = (f"host-{next(self._hosts)}", 1)
        await self._app(scope, receive, send)


@pytest.fixture
def operations(shared) -> list[Any]:
    """Give all that the document describes, as what can be asked for."""
    described = schemathesis.openapi.from_dict(shared.client().get("/openapi.json").json())
    described.app = Everywhere(shared.app)
    described.config.update(base_url="http://testserver/reelwright/v1")
    return [found.ok() for found in described.get_all_operations()]


def wrong(operation: Any, mode: GenerationMode, key: str, most: int) -> Iterator[str]:
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
        answer = case.call(headers={"Authorization": f"Bearer {key}"})
        try:
            case.validate_response(answer, excluded_checks=[positive_data_acceptance])
        except FailureGroup as failures:
            found.append(f"{operation.label}: {failures.exceptions}")

    try:
        ask()
    except Unsatisfiable:
        return  # nothing about it can be wrong, as it takes nothing
    yield from found


def all_wrong(shared, operations: list[Any], most: int) -> list[str]:
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    return [
        fault
        for operation in operations
        for mode in modes
        for fault in wrong(operation, mode, shared.keys["ann"], most)
    ]


def test_answers_are_as_declared(shared, operations: list[Any]) -> None:
    assert all_wrong(shared, operations, 2) == []


@pytest.mark.slow
def test_all_answers_are_as_declared(shared, operations: list[Any]) -> None:
    assert all_wrong(shared, operations, 300) == []
