"""What was made before is found again, and no tale is told twice."""

from collections import Counter
from math import ceil

import pytest

from reelwright.ports.records.jobs import JobState

pytestmark = pytest.mark.parametrize(
    "kind",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)],
    indirect=True,
    scope="session",
)

NONE = {"picture": 0, "clip": 0, "speech": 0, "track": 0}


def test_retake_makes_one_picture_anew(house, retaken):
    production = house.production("amber teal")
    first = house.end(house.accept(production))
    before = Counter(house.asked())
    retaken(production, "scene-2")
    second = house.end(house.accept(production))
    assert second.result["made"] == {**NONE, "picture": 1, "clip": 1}
    assert second.result["reused"] == {"picture": 1, "clip": 1, "speech": 2, "track": 1}
    asked = Counter(house.asked()) - before
    assert sorted(kind for kind, _ in asked.elements()) == ["clip", "picture"]
    once = [("clip", 1), ("picture", 1), ("speech", 1)]
    assert house.takes(production.id) == {
        "scene-1": once,
        "scene-2": [("clip", 1), ("clip", 2), ("picture", 1), ("picture", 2), ("speech", 1)],
    }
    assert first.cost - second.cost == 1_000 + 2 * 50 + 70
    assert second.result["film"] != first.result["film"]


@pytest.mark.slow
def test_same_request_costs_nothing_twice(house):
    first = house.end(house.make("coral"))
    second = house.end(house.make("coral"))
    assert second.result["made"] == NONE
    assert second.result["reused"] == {"picture": 1, "clip": 1, "speech": 1, "track": 1}
    assert second.result["segments_reused"] == second.result["segments"]
    assert second.cost == ceil(house.film(second.id).duration)
    assert house.bytes(second.id) == house.bytes(first.id)


@pytest.mark.slow
def test_what_others_had_made_is_made_again(house):
    house.end(house.make("olive"))
    house.account = house.open_account()
    second = house.end(house.make("olive"))
    assert second.result["reused"] == NONE


@pytest.mark.slow
def test_lost_blob_is_made_again(house):
    first = house.make("khaki")
    house.end(first)
    [_memo, picture] = house.made(first, "illustrate/scene-1")
    house.blob(picture).unlink()
    second = house.end(house.make("khaki"))
    assert second.result["made"] == {**NONE, "picture": 1}


def test_no_tale_is_told_twice(house):
    boards = [house.production("tale tale") for _ in range(4)]
    ended = [house.end(job) for job in [house.accept(board, "plan") for board in boards]]
    assert [job.state for job in ended] == [JobState.SUCCEEDED] * 4
    told = [house.tale(board.id) for board in boards]
    assert sorted(set(told)) == ["crane", "heron", "otter"]
    assert Counter(told)["crane"] == 2


@pytest.mark.slow
def test_accounts_are_told_tales_apart(house):
    first = house.production("tale")
    house.end(house.accept(first, "plan"))
    tale = house.tale(first.id)
    house.account = house.open_account()
    second = house.production("tale")
    house.end(house.accept(second, "plan"))
    assert (tale, house.tale(second.id)) == ("crane", "crane")
