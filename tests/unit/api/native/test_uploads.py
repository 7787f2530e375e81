"""Uploads over HTTP: whole or in pieces, up to where a worker looks at them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.api.native import uploads
from reelwright.model.errors import Invalid
from reelwright.model.ids import Key
from reelwright.services import receiving
from reelwright.services import uploads as rules
from reelwright.services.uploads import Bounds

AT = "2026-11-22T12:30:00.000Z"
CONTENT = b"0123456789"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Give a desk that takes pieces of 8 bytes, and files of 30."""
    return replace(desk, bounds=Bounds(picture=20, sound=25, video=30, account=50, piece=8))


@pytest.fixture
def ann(serve: Callable[..., TestClient]) -> TestClient:
    return serve(uploads.router)


@pytest.fixture
def bob(serve: Callable[..., TestClient]) -> TestClient:
    return serve(uploads.router, name="bob")


def announced(client: TestClient, size: int = 10, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = client.post(
        "/uploads", json={"name": "a.png", "size": size, **more}
    ).json()
    return made


def send(client: TestClient, upload: str, offset: int, content: bytes) -> Any:
    headers = {"Upload-Offset": str(offset)}
    return client.patch(f"/uploads/{upload}", content=content, headers=headers)


def test_file_is_announced_and_sent_in_pieces(ann, desk, queue):
    made = announced(ann, type="image/png")
    assert made == {
        "id": made["id"],
        "name": "a.png",
        "state": "receiving",
        "size": 10,
        "received": 0,
        "kind": None,
        "blob": None,
        "facts": {},
        "error": None,
        "created_at": AT,
        "updated_at": AT,
    }
    first = send(ann, made["id"], 0, CONTENT[:8])
    assert (first.status_code, first.json()) == (200, {**made, "received": 8})
    assert ann.head(f"/uploads/{made['id']}").headers["Upload-Offset"] == "8"
    assert queue.jobs == []
    last = send(ann, made["id"], 8, CONTENT[8:])
    assert last.json() == {**made, "received": 10, "state": "checking"}
    with desk.store.read() as records:
        row = records.uploads.get(records.jobs.by_id(queue.jobs[0]).account_id, made["id"])
    pieces = [desk.blobs._place(key).read_bytes() for key in rules.pieces(row)]
    assert b"".join(pieces) == CONTENT


def test_small_file_is_sent_whole(ann, queue):
    answer = ann.post(
        "/uploads/whole?name=b.png", content=b"12345", headers={"Content-Type": "image/png"}
    )
    made = answer.json()
    assert (answer.status_code, made["state"], made["size"], made["name"]) == (
        202,
        "checking",
        5,
        "b.png",
    )
    assert answer.headers["Location"] == f"/reelwright/v1/uploads/{made['id']}"
    assert len(queue.jobs) == 1


def test_type_that_curl_adds_says_nothing(ann):
    said = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = ann.post("/uploads/whole", content=b"12345", headers=said)
    assert (answer.status_code, answer.json()["state"]) == (202, "checking")


def test_forms_are_refused_with_what_to_do(ann):
    answer = ann.post("/uploads/whole", files={"file": b"12345"})
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "Send the file itself as the body, not a form with it in: no `curl -F`.",
    )


@pytest.mark.parametrize("offset", [0, 4, 9])
def test_piece_at_another_place_is_a_conflict(ann, offset):
    made = announced(ann)
    send(ann, made["id"], 0, CONTENT[:8])
    answer = send(ann, made["id"], offset, b"xx")
    assert answer.status_code == 409
    assert answer.json()["detail"] == (
        f"8 bytes of this upload are here; go on from there, not from {offset}."
    )
    assert ann.get(f"/uploads/{made['id']}").json()["received"] == 8


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 422), (b"x" * 9, 413), (b"x" * 4_000_000, 413)]
)
def test_piece_is_neither_empty_nor_too_large(ann, content, status):
    made = announced(ann, size=12)
    assert send(ann, made["id"], 0, content).status_code == status
    assert ann.get(f"/uploads/{made['id']}").json()["received"] == 0


def test_piece_beyond_the_end_is_refused(ann):
    made = announced(ann, size=5)
    answer = send(ann, made["id"], 0, b"123456")
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "A piece of 6 bytes was sent, but 5 are missing of this file.",
    )


def test_whole_upload_takes_no_more(ann):
    made = announced(ann, size=2)
    send(ann, made["id"], 0, b"ab")
    assert send(ann, made["id"], 2, b"c").status_code == 409


@pytest.mark.parametrize(
    ("size", "claim", "status"),
    [
        (20, "image/png", 201),
        (21, "image/png", 422),
        (25, "audio/wav", 201),
        (26, "audio/wav", 422),
        (30, "video/mp4", 201),
        (31, None, 422),
        (5, "image/svg+xml", 422),
        (5, "application/zip", 422),
        (0, None, 422),
        (-1, None, 422),
        (2**63, None, 400),
    ],
)
def test_sizes_have_bounds_by_kind(ann, size, claim, status):
    assert (
        ann.post("/uploads", json={"name": "a", "size": size, "type": claim}).status_code == status
    )


def test_account_has_a_quota(ann, bob):
    announced(ann, 30)
    full = ann.post("/uploads", json={"name": "a", "size": 21})
    assert full.status_code == 429
    assert "delete some" in full.json()["detail"]
    assert announced(bob, 21)["size"] == 21
    assert announced(ann, 20)["size"] == 20


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("GET", {}),
        ("DELETE", {}),
        ("PATCH", {"content": b"x", "headers": {"Upload-Offset": "0"}}),
    ],
)
def test_anothers_upload_is_not_there(ann, bob, method, more):
    mine = announced(ann)["id"]
    theirs, nobodys = (
        bob.request(method, f"/uploads/{one}", **more) for one in (mine, "x" * len(mine))
    )
    volatile = {"instance": "", "request_id": ""}
    assert theirs.status_code == nobodys.status_code == 404
    assert {**theirs.json(), **volatile, "detail": theirs.json()["detail"].replace(mine, "")} == {
        **nobodys.json(),
        **volatile,
        "detail": nobodys.json()["detail"].replace("x" * len(mine), ""),
    }
    assert ann.get(f"/uploads/{mine}").status_code == 200


def test_deleted_upload_is_gone(ann):
    made = announced(ann)
    assert ann.delete(f"/uploads/{made['id']}").status_code == 204
    assert ann.get(f"/uploads/{made['id']}").status_code == 404
    assert ann.get("/uploads").json()["data"] == []


def test_missing_offset_is_a_fault(ann):
    made = announced(ann)
    assert ann.patch(f"/uploads/{made['id']}", content=b"x").status_code == 422


def checked(desk: Desk, job: str, outcome: Callable[..., None]) -> None:
    with desk.store.write() as records:
        outcome(records, records.jobs.by_id(job))


def test_ready_upload_tells_what_it_is(ann, desk, queue):
    made = announced(ann, size=2)
    send(ann, made["id"], 0, b"ab")
    facts = {"width": 3, "height": 2}
    blob = Key("ab" * 32)
    checked(
        desk,
        queue.jobs[0],
        lambda records, job: receiving.keep(records, job, "picture", blob, facts, desk.clock()),
    )
    ready = ann.get(f"/uploads/{made['id']}").json()
    assert (ready["state"], ready["kind"], ready["blob"]) == ("ready", "picture", blob)
    assert (ready["facts"], ready["error"]) == (facts, None)
    with desk.store.read() as records:
        assert records.jobs.by_id(queue.jobs[0]).state == "succeeded"


def test_refused_upload_tells_why(ann, desk, queue):
    made = announced(ann, size=2)
    send(ann, made["id"], 0, b"ab")
    checked(
        desk,
        queue.jobs[0],
        lambda records, job: receiving.fail(
            records, job.id, Invalid("It is a poem."), desk.clock()
        ),
    )
    refused = ann.get(f"/uploads/{made['id']}").json()
    assert (refused["state"], refused["error"], refused["facts"]) == (
        "refused",
        "It is a poem.",
        {},
    )
    assert announced(ann, 30)["size"] == 30
    assert announced(ann, 20)["size"] == 20


def test_checks_are_waited_for_no_longer_than_asked(ann):
    made = announced(ann, size=2)
    headers = {"Upload-Offset": "0", "Prefer": "wait=1"}
    answer = ann.patch(f"/uploads/{made['id']}", content=b"ab", headers=headers)
    assert (answer.status_code, answer.json()["state"]) == (200, "checking")
    assert answer.headers["Preference-Applied"] == "wait=1"


def test_reader_may_look_only(serve):
    reader = serve(uploads.router, name="reader")
    assert reader.get("/uploads").status_code == 200
    assert reader.post("/uploads", json={"name": "a", "size": 1}).status_code == 403
    assert reader.post("/uploads/whole", content=b"x").status_code == 403
