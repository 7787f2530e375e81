"""Bodies: what is read as JSON, and what is refused, by whom and how."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from starlette.responses import Response
from starlette.testclient import TestClient

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Who
from reelwright.api.kit.face import Router
from reelwright.api.kit.failures import Rejected
from reelwright.api.kit.json import DEPTH, FAULTS, Body, parse
from reelwright.model.errors import Invalid

Serve = Callable[..., TestClient]
JSON = {"Content-Type": "application/json"}
router = Router()


class Colour(StrEnum):
    RED = "red"


class Size(BaseModel):
    width: int = 0


class Thing(Body):
    name: str = ""
    count: int = 0
    ratio: float = 0.5
    done: bool = False
    colour: Colour = Colour.RED
    made: datetime | None = None
    sizes: tuple[Size, ...] = ()


@router.post("/things", operation_id="makeThing", status_code=201)
def make(body: Thing, who: Who) -> Response:
    return Answer(201, body).response()


@router.post("/plain", operation_id="plain", status_code=201)
def plain() -> Response:
    return Answer(201, {}).response()


def sent(client: TestClient, text: bytes, headers: dict[str, str] = JSON) -> tuple[int, str]:
    answer = client.post("/things", content=text, headers=headers)
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"{'name': 1}",
        b'{"name": "a"} trailing',
        b'{"ratio": NaN}',
        b'{"ratio": Infinity}',
        b'{"ratio": 1e999}',
        b'{"name": "\\ud800"}',
        b'{"name": "\xff"}',
        b'{"count": 9223372036854775808}',
        b'{"count": 1' + b"0" * 400 + b"}",
        b"[" * (DEPTH + 2) + b"]" * (DEPTH + 2),
        b"[" * 100_000,
        b'\xef\xbb\xbf{"name": "byte order mark"}',
    ],
)
def test_malformed_is_refused(text: bytes) -> None:
    with pytest.raises(Rejected) as refused:
        parse(text)
    assert refused.value.failure.code == "malformed"


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (b'{"a": 1.0}', {"a": 1}),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b"9223372036854775807", 2**63 - 1),
        (b"1e300", 1e300),
        ('"é\u2028\\n\\t"'.encode(), "é\u2028\n\t"),
        (b"[" * DEPTH + b"]" * DEPTH, orjson.loads(b"[" * DEPTH + b"]" * DEPTH)),
    ],
)
def test_sound_json_is_read(text: bytes, data: object) -> None:
    assert parse(text) == data


@pytest.mark.parametrize(
    ("text", "path"),
    [(b'{"a": ["x", "y\\u0000"]}', "a[1]"), (b'{"a": {"k\\r": 1}}', "a"), (b'"\\u001b"', "")],
)
def test_control_characters_are_faults(text: bytes, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(text)
    assert [fault.path for fault in refused.value.faults] == [path]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text("ab\n"),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("xy"), inner),
        max_leaves=20,
    )
)
def test_what_is_written_is_read(data: object) -> None:
    assert parse(orjson.dumps(data)) == data


def test_bodies_keep_json_types(serve: Serve) -> None:
    asked = {
        "name": "a",
        "count": 1.0,
        "ratio": 2,
        "done": True,
        "colour": "red",
        "made": "2026-11-22T12:30:00Z",
        "sizes": [{"width": 3}],
    }
    made = serve(router).post("/things", json=asked)
    assert (made.status_code, made.json()) == (201, {**asked, "count": 1, "ratio": 2.0})


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("count", "5", "This must be a whole number."),
        ("count", -(2**63) - 1, "This must be a whole number."),
        ("count", True, "This must be a whole number."),
        ("count", 1.5, "This must be a whole number."),
        ("count", None, "This must be a whole number."),
        ("done", 1, "This must be true or false."),
        ("done", "true", "This must be true or false."),
        ("name", 3, "This must be text."),
        ("ratio", "0.5", "This must be a number."),
        ("colour", "blue", "There is no colour 'blue'. Choose red."),
        (
            "nam",
            "a",
            "There is no field 'nam'. Did you mean 'name'? Choose name, count, ratio, done, colour, made or sizes.",
        ),
    ],
)
def test_faults_name_their_place(serve: Serve, field: str, value: object, sentence: str) -> None:
    answer = serve(router).post("/things", json={field: value})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "invalid")
    assert problem["errors"] == [{"pointer": f"/{field}", "detail": sentence}]


def test_all_faults_at_once(serve: Serve) -> None:
    answer = serve(router).post("/things", json={"count": "1", "sizes": [{}, {"width": "a"}]})
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/count", "/sizes/1/width"]


@pytest.mark.parametrize(
    "kind",
    ["application/json", "application/json; charset=latin-1", "application/merge-patch+json"],
)
def test_json_types_are_taken(serve: Serve, kind: str) -> None:
    assert sent(serve(router), b"{}", {"Content-Type": kind}) == (201, "")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/x-www-form-urlencoded"}],
)
def test_other_types_are_refused(serve: Serve, headers: dict[str, str]) -> None:
    assert sent(serve(router), b"{}", headers) == (415, "unsupported_media_type")


def test_nothing_may_say_anything(serve: Serve) -> None:
    assert serve(router).post("/plain", headers=JSON).status_code == 201


def test_missing_body_is_a_fault(serve: Serve) -> None:
    assert sent(serve(router), b"") == (422, "invalid")


def test_strangers_learn_no_faults(serve: Serve) -> None:
    assert sent(serve(router, name="nobody"), b"{") == (401, "unauthorized")


def test_large_bodies_are_refused(serve: Serve) -> None:
    assert sent(serve(router), b'"' + b"a" * (1 << 20) + b'"') == (413, "too_large")


def test_unannounced_bodies_are_counted(serve: Serve) -> None:
    pieces = (b"a" * 65_536 for _ in range(17))
    answer = serve(router).post("/things", content=pieces, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_many_keys_are_cheap(serve: Serve) -> None:
    text = orjson.dumps({f"k{number}": number for number in range(50_000)})
    answer = serve(router).post("/things", content=text, headers=JSON)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, FAULTS)
