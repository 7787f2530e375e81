"""A worker dies wherever something is kept: nothing is lost, and nothing is made twice."""

import pytest

PLACES = [
    "commit workflow_status",
    "commit events jobs",
    "commit events jobs steps",
    "commit operation_outputs",
    "commit jobs productions scenes",
    "commit calls",
    "commit takes",
    "commit balances entries events films jobs spending transfers",
    "voice.speak",
    "visual.picture",
    "music.track",
    "blobs.put",
    "blobs.take",
]
SIDES = [f"{side} {place}" for place in PLACES for side in ("before", "after")]
LATER = ["commit workflow_status#2", "commit calls#4", "commit operation_outputs#6"]
LATER += ["commit events jobs steps#12", "blobs.put#8", "blobs.take#3", "commit takes#2"]
POINTS = [*(f"{side}#1" for side in SIDES), *(f"before {place}" for place in LATER)]
CHAIN = ["after commit events jobs#1", "after visual.picture#1", "before blobs.take#1"]
CHAIN += ["after commit balances entries events films jobs spending transfers#1"]


def die(mill, fatal: str) -> None:
    """Hire a worker that dies at a place, and see that it did."""
    worker = mill.hire(CRASH_AT=fatal)
    mill.bury(worker, worker.ready())
    assert worker.returncode == -9, mill.log()


def test_film_outlives_every_worker(mill, whole):
    mill.accept()
    for fatal in CHAIN:
        die(mill, fatal)
    mill.hire()
    mill.wait()
    assert mill.states() == ["succeeded"]
    assert mill.films() == whole
    assert mill.broken(again=2) == []


@pytest.mark.slow
@pytest.mark.parametrize("fatal", POINTS)
def test_film_outlives_a_death(mill, whole, fatal):
    mill.accept()
    die(mill, fatal)
    mill.hire()
    mill.wait()
    assert mill.states() == ["succeeded"]
    assert mill.films() == whole
    assert mill.broken(again=2) == []  # as many calls as there are scenes under way


@pytest.mark.slow
def test_places_are_all_known(mill):
    """What a job writes, asks and keeps is on the list above: a new kind of place must go there."""
    mill.accept()
    mill.hire()
    mill.wait()
    reached = {point.partition("#")[0] for point in mill.points()}
    assert reached == set(SIDES)
