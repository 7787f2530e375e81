"""Whatever the document allows, and whatever it does not: no answer that it does not declare.

Drawn by schemathesis. What it misses (NaN, 1e999, surrogates, 64 bits, depth) is in
tests/unit/api/kit/test_json.py. That every drawn request is accepted is not asked for: of texts the
document cannot say that control characters are none, nor of cursors that they are signed.
"""

import pytest
from schemathesis.specs.openapi.checks import positive_data_acceptance

from shared.declared import operations, wrong


def all_wrong(shared, most: int) -> list[str]:
    document = shared.client().get("/openapi.json").json()
    headers = {"Authorization": f"Bearer {shared.keys['ann']}"}
    return [
        fault
        for operation in operations(shared.app, document, "http://testserver/reelwright/v1")
        for fault in wrong(operation, headers, most, [positive_data_acceptance])
    ]


def test_answers_are_as_declared(shared) -> None:
    assert all_wrong(shared, 2) == []


@pytest.mark.slow
def test_all_answers_are_as_declared(shared) -> None:
    assert all_wrong(shared, 300) == []
