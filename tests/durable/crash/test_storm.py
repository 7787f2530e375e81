"""Many jobs, many deaths."""

import pytest

from durable.crash.storm import Storm

SEED = 20261122


@pytest.mark.slow
def test_storm_breaks_no_promise(mill):
    storm = Storm(mill, jobs=300, kills=50, seed=SEED)
    assert storm.blow() == []
    assert mill.states() == ["succeeded"] * 300
    assert len(mill.films()) == 10
    assert [len(set(answers)) for answers in storm.answers.values()] == [1] * 300
