"""Pages: every row once, and cursors that are good for nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from starlette.responses import Response
from starlette.testclient import TestClient

from reelwright.api.kit.face import Router
from reelwright.api.kit.failures import Rejected
from reelwright.api.kit.paging import Windowed, _opened

Serve = Callable[..., TestClient]
router = Router()
ROWS = tuple(range(25, 0, -1))


class Row(BaseModel):
    number: int


@router.get("/rows", operation_id="listRows")
def listed(window: Windowed, colour: str = "") -> Response:
    below = 99 if window.after is None else int(window.after)
    found = [number for number in ROWS if number < below][: window.fetch]
    return window.page(found, lambda number: Row(number=number), str).response()


def test_pages_have_every_row_once(serve: Serve) -> None:
    client, numbers = serve(router), []
    link: str | None = "/rows?limit=10&colour=red"
    sizes = []
    while link:
        answer = client.get(link)
        page = answer.json()
        numbers += [row["number"] for row in page["data"]]
        sizes.append((len(page["data"]), page["has_more"], page["next_cursor"] is not None))
        link = answer.links["next"]["url"] if "next" in answer.links else None
    assert tuple(numbers) == ROWS
    assert sizes == [(10, True, True), (10, True, True), (5, False, False)]


@pytest.mark.parametrize("limit", [25, 100])
def test_full_pages_need_no_next(serve: Serve, limit: int) -> None:
    page = serve(router).get("/rows", params={"limit": limit}).json()
    assert (len(page["data"]), page["has_more"], page["next_cursor"]) == (25, False, None)


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1e1", "9" * 30])
def test_odd_limits_are_refused(serve: Serve, limit: str) -> None:
    answer = serve(router).get("/rows", params={"limit": limit})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    ("name", "path"),
    [("ann", "/rows?colour=red&"), ("ann", "/rows?colour=&colour=red&"), ("bob", "/rows?")],
)
def test_cursors_fit_one_list(serve: Serve, name: str, path: str) -> None:
    cursor = serve(router).get("/rows").json()["next_cursor"]
    answer = serve(router, name=name).get(f"{path}cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


def test_every_letter_is_signed(serve: Serve) -> None:
    client = serve(router)
    cursor = client.get("/rows").json()["next_cursor"]
    for at in range(len(cursor) - 1):  # the last letter has bits to spare
        other = cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :]
        assert client.get("/rows", params={"cursor": other}).status_code == 400


@given(st.text())
def test_no_words_are_a_cursor(cursor: str) -> None:
    with pytest.raises(Rejected):
        _opened(cursor, "scope", b"secret")
