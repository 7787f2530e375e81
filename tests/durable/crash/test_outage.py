"""The database dies under a worker, wherever it is: the job goes on when it is back."""

import time

import pytest

pytestmark = pytest.mark.slow

PLACES = [
    "before commit events jobs#1",
    "before commit jobs productions scenes#1",
    "before commit operation_outputs#3",
    "before commit calls#2",
    "before commit takes#1",
    "before visual.picture#1",
    "before blobs.take#1",
    "before commit balances entries events films jobs spending transfers#1",
    "after commit balances entries events films jobs spending transfers#1",
]


@pytest.mark.parametrize("kind", ["postgresql"])
@pytest.mark.parametrize("place", PLACES)
def test_film_outlives_its_database(kind, mill, postgres, whole, place):
    mill.accept()
    mill.hire(HALT_AT=place)
    halted = mill.halted()
    postgres.stop()
    halted.unlink()
    time.sleep(2.0)
    postgres.start()
    mill.wait()
    assert mill.states() == ["succeeded"]
    assert mill.films() == whole
    assert mill.broken(again=2) == []
