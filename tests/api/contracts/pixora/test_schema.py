"""Whatever pixora's OpenAPI allows, and whatever not: no answer that it does not declare (G-40).

That all that is not allowed is refused is not asked for: fields and parameters that nobody knows are
left alone here, by decision.
"""

import pytest

from shared.declared import operations, wrong


@pytest.mark.parametrize("most", [2, pytest.param(50, marks=pytest.mark.slow)])
def test_answers_are_as_declared(house, mill, newcomer, most) -> None:
    document = house.client("/pixora").get("/openapi.json").json()
    found = []
    with mill.planning():
        for operation in operations(house.app, document, "http://testserver/pixora"):
            person = newcomer()  # one of the operations logs out
            headers = {"Authorization": person.client.headers["Authorization"]}
            found += wrong(operation, headers, most)
    assert found == []
