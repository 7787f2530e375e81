"""Usage over HTTP: balances, caps and statements."""

import csv
import io
from typing import Any

import pytest
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.ports.records.ledger import Unit
from reelwright.services.credits import grant

AT = "2026-11-22T12:30:00.000Z"
NOUGHT = {"available": 0, "held": 0}


def test_usage_tells_what_is_there(ann: TestClient, production: Any) -> None:
    ann.post(f"/productions/{production()['id']}/produce")
    assert ann.get("/usage").json() == {
        "unit": "credits",
        "credits": {"available": 998, "held": 2},
        "micros": NOUGHT,
        "today": {"day": "2026-11-22", "micros": 9_380, "per_day": None, "per_job": None},
        "jobs": {"open": 1, "most": 100},
    }


def test_the_ledger_tells_every_movement(ann: TestClient, production: Any, clock: Any) -> None:
    clock.go()
    job = ann.post(f"/productions/{production()['id']}/produce").json()["id"]
    found = ann.get("/usage/ledger").json()
    held, granted = found["data"]
    assert found == {"data": [held, granted], "has_more": False, "next_cursor": None}
    assert held == {
        "id": held["id"],
        "kind": "hold",
        "at": "2026-11-22T12:30:01.000Z",
        "memo": "",
        "job": job,
        "credits": {"available": -2, "held": 2},
        "micros": NOUGHT,
    }
    assert granted == {
        "id": granted["id"],
        "kind": "grant",
        "at": AT,
        "memo": "",
        "job": None,
        "credits": {"available": 1_000, "held": 0},
        "micros": NOUGHT,
    }


def test_the_ledger_goes_page_by_page(ann: TestClient, desk: Desk, clock: Any) -> None:
    clock.go()
    with desk.store.write() as records:
        account = records.accounts.by_username("ann")
        assert account is not None
        grant(records, account.id, 5, memo="a gift", at=clock(), unit=Unit.MICROS)
    first = ann.get("/usage/ledger", params={"limit": 1}).json()
    second = ann.get("/usage/ledger", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert [one["micros"] for one in first["data"]] == [{"available": 5, "held": 0}]
    assert [one["micros"] for one in second["data"]] == [NOUGHT]
    assert (first["has_more"], second["has_more"]) == (True, False)


@pytest.mark.parametrize(
    ("memo", "written"), [("a gift", "a gift"), ('=HYPERLINK("x")', '\'=HYPERLINK("x")')]
)
def test_a_statement_is_csv(
    ann: TestClient, desk: Desk, clock: Any, memo: str, written: str
) -> None:
    clock.go()
    with desk.store.write() as records:
        account = records.accounts.by_username("ann")
        assert account is not None
        grant(records, account.id, 5, memo=memo, at=clock(), unit=Unit.MICROS)
    answer = ann.get("/usage/ledger", headers={"Accept": "text/csv"})
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="statement-2026-11-22.csv"'
    )
    assert rows == [
        [
            "id",
            "at",
            "kind",
            "job",
            "credits_available",
            "credits_held",
            "micros_available",
            "micros_held",
            "memo",
        ],
        [rows[1][0], "2026-11-22T12:30:01.000Z", "grant", "", "0", "0", "5", "0", written],
        [rows[2][0], AT, "grant", "", "1000", "0", "0", "0", ""],
    ]


def test_others_see_nothing_of_it(ann: TestClient, bob: TestClient, production: Any) -> None:
    ann.post(f"/productions/{production()['id']}/produce")
    assert bob.get("/usage").json()["credits"] == {"available": 1_000, "held": 0}
    assert [one["kind"] for one in bob.get("/usage/ledger").json()["data"]] == ["grant"]
