"""What an OpenAPI document declares, asked for in every way schemathesis draws."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.types import ASGIApp, Receive, Scope, Send

TOLERATED = (positive_data_acceptance, negative_data_rejection)
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


class Everywhere:
    """An application whose every request comes from another address: none is held up as a guess."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._hosts = app, count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["client"] = (f"host-{next(self._hosts)}", 1)
        await self._app(scope, receive, send)


def operations(app: ASGIApp, document: Mapping[str, Any], base: str) -> list[Any]:
    """Return all that a document describes, as what can be asked of an application at `base`."""
    described = schemathesis.openapi.from_dict(dict(document))
    described.app = Everywhere(app)
    described.config.update(base_url=base)
    return [found.ok() for found in described.get_all_operations()]


def wrong(
    operation: Any,
    headers: Mapping[str, str],
    most: int,
    tolerated: Sequence[Any] = TOLERATED,
) -> Iterator[str]:
    """Yield what is wrong with the answers to so many requests of an operation, in each mode.

    Checks of schemathesis that are `tolerated` may fail.
    """
    for mode in MODES:
        yield from _wrong(operation, mode, headers, most, tolerated)


def _wrong(
    operation: Any,
    mode: GenerationMode,
    headers: Mapping[str, str],
    most: int,
    tolerated: Sequence[Any],
) -> Iterator[str]:
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
            case.validate_response(answer, excluded_checks=list(tolerated))
        except FailureGroup as failures:
            found.append(f"{operation.label}: {failures.exceptions}")

    try:
        ask()
    except Unsatisfiable:
        return  # nothing about it can be wrong, as it takes nothing
    yield from found
