"""Many jobs, many deaths: of workers, desks, machines, and of the database itself."""

from durable.crash.storm import DEATHS, Storm

SEED = 20261122
JOBS, FILMS, KILLS = 300, 6, 50


def test_storm_breaks_no_promise(mill, kind, request):
    server = request.getfixturevalue("postgres") if kind == "postgresql" else None
    storm = Storm(mill, JOBS, KILLS, SEED, server)
    assert storm.blow() == []
    assert storm.deaths == DEATHS
    assert mill.states() == ["succeeded"] * JOBS
    assert len(mill.films()) == FILMS
    # Each made, and each at work, and either asked for twice.
    assert [len(set(answers)) for answers in storm.answers.values()] == [1] * (2 * JOBS)
    assert {len(answers) for answers in storm.answers.values()} == {2}
