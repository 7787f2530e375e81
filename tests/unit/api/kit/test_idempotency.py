"""Keys: a request is done once, however often and however fast it comes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import KEPT, Idempotent
from reelwright.api.kit.json import Body
from reelwright.api.native.problems import NATIVE
from reelwright.model.errors import Conflict
from reelwright.ports.records import Records
from reelwright.ports.records.requests import Keyed
from reelwright.services import projects

Serve = Callable[..., TestClient]
router = Router(prefix="/folders")
KEY = {"Idempotency-Key": '"one"'}


class NewFolder(Body):
    name: str
    broken: bool = False


@router.post("", operation_id="makeFolder", status_code=201)
def make(body: NewFolder, desk: AtDesk, once: Idempotent) -> Response:
    def work(records: Records) -> Answer:
        owner = once.keyed.principal if once.keyed else ANN
        made = projects.create(records, owner, body.name, "", origin="native", at=desk.clock())
        if body.broken:
            raise Conflict("It breaks after it was made.")
        return Answer(201, {"id": made.id, "name": made.name}, {"Location": f"/folders/{made.id}"})

    return once.do(work)


@router.post("/{folder}/open", operation_id="openFolder")
def open_(folder: str, once: Idempotent) -> Response:
    return once.do(lambda _records: Answer(200, {"folder": folder}))


ANN = "0193a5b0-0000-7000-8000-00000000000a"


def folders(desk: Desk, account: str = ANN) -> list[str]:
    with desk.store.read() as records:
        return [project.name for project in records.projects.of(account, 100)]


def told(answer: Any) -> tuple[int, object, str | None, str | None]:
    replayed = answer.headers.get("idempotency-replayed")
    return answer.status_code, answer.json(), answer.headers.get("location"), replayed


def kept(records: Records, desk: Desk) -> Keyed:
    found = records.requests.begin(Keyed(ANN, "native POST /folders", "one", "", desk.clock()))
    assert found is not None
    return found


def test_the_same_is_done_once(serve: Serve, desk: Desk) -> None:
    client = serve(router)
    first = client.post("/folders", json={"name": "a"}, headers=KEY)
    again = client.post("/folders", json={"name": "a"}, headers=KEY)
    assert told(again) == (*told(first)[:3], "true")
    assert (first.headers.get("idempotency-replayed"), folders(desk)) == (None, ["a"])


def test_spacing_is_no_difference(serve: Serve, desk: Desk) -> None:
    client = serve(router)
    headers = {**KEY, "Content-Type": "application/json"}
    for text in (b'{"name": "a", "broken": false}', b'{"broken":false,"name":"a"}'):
        assert client.post("/folders", content=text, headers=headers).status_code == 201
    assert folders(desk) == ["a"]


def test_without_keys_all_are_done(serve: Serve, desk: Desk) -> None:
    client = serve(router)
    for _ in range(2):
        client.post("/folders", json={"name": "a"})
    assert folders(desk) == ["a", "a"]


def test_other_words_are_refused(serve: Serve, desk: Desk) -> None:
    client = serve(router)
    client.post("/folders", json={"name": "a"}, headers=KEY)
    answer = client.post("/folders", json={"name": "b"}, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert folders(desk) == ["a"]


def test_other_things_are_refused(serve: Serve) -> None:
    client = serve(router)
    assert client.post("/folders/1/open", headers=KEY).json() == {"folder": "1"}
    assert client.post("/folders/2/open", headers=KEY).json()["code"] == "key_reused"


def test_keys_are_each_accounts_own(serve: Serve, desk: Desk) -> None:
    for name in ("ann", "bob"):
        serve(router, name=name).post("/folders", json={"name": name}, headers=KEY)
    assert (folders(desk), folders(desk, ANN[:-1] + "b")) == (["ann"], ["bob"])


def test_keys_are_each_contracts_own(serve: Serve, desk: Desk) -> None:
    both = serve(router), serve(router, contract=replace(NATIVE, name="other"))
    made = [one.post("/folders", json={"name": "a"}, headers=KEY) for one in both]
    assert [one.headers.get("idempotency-replayed") for one in made] == [None, None]
    assert folders(desk) == ["a", "a"]


def test_quotes_make_no_difference(serve: Serve, desk: Desk) -> None:
    client = serve(router)
    for key in ("one", '"one"'):
        client.post("/folders", json={"name": "a"}, headers={"Idempotency-Key": key})
    assert folders(desk) == ["a"]


def test_what_fails_may_come_again(serve: Serve, desk: Desk) -> None:
    client = serve(router)
    broken = client.post("/folders", json={"name": "a", "broken": True}, headers=KEY)
    assert (broken.status_code, folders(desk)) == (409, [])
    assert client.post("/folders", json={"name": "b"}, headers=KEY).status_code == 201


def test_what_is_invalid_may_come_again(serve: Serve) -> None:
    client = serve(router)
    assert client.post("/folders", json={"name": 3}, headers=KEY).status_code == 422
    assert client.post("/folders", json={"name": "a"}, headers=KEY).status_code == 201


@pytest.mark.parametrize("key", ["", '""', "a" * 256, "two words", '"open'])
def test_odd_keys_are_refused(serve: Serve, desk: Desk, key: str) -> None:
    answer = serve(router).post("/folders", json={"name": "a"}, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"], folders(desk)) == (400, "malformed", [])


def test_unanswered_keys_are_in_progress(serve: Serve, desk: Desk) -> None:
    client = serve(router)
    client.post("/folders", json={"name": "a"}, headers=KEY)
    with desk.store.write() as records:
        records.requests.answer(replace(kept(records, desk), status=None))
    answer = client.post("/folders", json={"name": "a"}, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (409, "in_progress")
    assert answer.headers["retry-after"] == "1"


def test_keys_are_kept_for_a_day(serve: Serve, desk: Desk) -> None:
    client = serve(router)
    client.post("/folders", json={"name": "a"}, headers=KEY)
    with desk.store.write() as records:
        before = desk.clock() - KEPT - timedelta(seconds=1)
        records.requests.answer(replace(kept(records, desk), created_at=before))
    assert client.post("/folders", json={"name": "b"}, headers=KEY).status_code == 201
    assert sorted(folders(desk)) == ["a", "b"]
