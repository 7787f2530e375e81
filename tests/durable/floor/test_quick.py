"""Whoever waits for a plan waits for no film, not even for those of the same account."""

from reelwright.ports.records.jobs import JobState


def test_plan_goes_past_films(house):
    """Two films are all that one account may have made at once, and a third waits."""
    films = [house.make(f"A day in harbour number {number}", duration=20) for number in range(3)]
    house.until(lambda: [house.job(film).state for film in films].count(JobState.RUNNING) == 2)
    plan = house.end(house.accept(house.production("The sea"), "plan"))
    assert plan.state is JobState.SUCCEEDED
    assert [house.job(film).state for film in films].count(JobState.QUEUED) == 1
    for film in films:
        house.cancel(film)
