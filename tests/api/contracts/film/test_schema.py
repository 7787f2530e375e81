"""Whatever film's OpenAPI allows, and whatever not: no answer that it does not declare.

That all that is not allowed is refused is not asked for: fields and parameters that nobody knows are
left alone here, by decision.
"""

import pytest

from shared.declared import operations, wrong


@pytest.mark.parametrize("most", [2, pytest.param(50, marks=pytest.mark.slow)])
def test_answers_are_as_declared(ann, house, most):
    ann.job()
    document = house.client().get("/film/openapi.json").json()
    headers = {"Authorization": ann.client.headers["Authorization"]}
    found = [
        fault
        for operation in operations(house.app, document, "http://testserver/film")
        for fault in wrong(operation, headers, most)
    ]
    assert found == []
