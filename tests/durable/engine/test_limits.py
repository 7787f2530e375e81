"""How many jobs run at once, and whose."""

import pytest

from reelwright.durable.state import State


def busiest(shop, account: str = "") -> int:
    """Return the most naps of jobs of `account` that were ever taken at one time."""
    lines = [
        one
        for event in ("begun", "done")
        for one in shop.ledger(event)
        if one["job"].startswith(f"nap-{account}")
    ]
    changes = [1 if one["event"] == "begun" else -1 for one in sorted(lines, key=lambda o: o["at"])]
    return max(sum(changes[: end + 1]) for end in range(len(changes)))


def test_limits_hold_over_three_workers(open_shop):
    shop = open_shop(per_account=2, overall=5, per_worker=4)
    jobs = [f"nap-{account}-{number}" for number in range(5) for account in ("ada", "bob", "cy")]
    for _ in range(3):
        shop.hire()
    for job in jobs:
        shop.enqueue(job, account=job.split("-")[1])
    shop.wait(*jobs, seconds=60.0)
    most = [busiest(shop, account) for account in ("ada", "bob", "cy")]
    assert max(most) == 2
    assert 4 <= busiest(shop) <= 5


def test_one_account_does_not_bar_another(open_shop):
    shop = open_shop(per_account=2, overall=3)
    shop.enqueue(*(f"hold-ada-{number}" for number in range(60)), account="ada")
    shop.hire()
    shop.until(lambda: len(shop.ledger("conducted")) == 2)
    shop.enqueue("plain-bob", account="bob")
    shop.wait("plain-bob")
    assert shop.queue.depth() == {("jobs", State.RUNNING): 2, ("jobs", State.QUEUED): 58}


def test_quick_job_waits_for_no_long_one(open_shop):
    """Every place is taken, and the account has a backlog: what is quick begins all the same."""
    shop = open_shop(per_account=2, overall=2, per_worker=2)
    shop.enqueue(*(f"hold-ada-{number}" for number in range(9)))
    shop.hire()
    shop.until(lambda: len(shop.ledger("conducted")) == 2)
    shop.enqueue("plain-ada", quick=True)
    shop.wait("plain-ada")
    assert shop.queue.depth() == {("jobs", State.RUNNING): 2, ("jobs", State.QUEUED): 7}


def test_quick_jobs_have_limits_too(open_shop):
    shop = open_shop(per_account=2, overall=3, quick=3)
    shop.enqueue(*(f"hold-ada-{number}" for number in range(6)), account="ada", quick=True)
    shop.hire()
    shop.until(lambda: len(shop.ledger("conducted")) == 2)
    shop.enqueue("hold-bob-1", "hold-bob-2", account="bob", quick=True)
    shop.until(lambda: len(shop.ledger("conducted")) == 3)
    shop.enqueue("plain-cy", account="cy")
    shop.wait("plain-cy")
    assert shop.queue.depth() == {("quick", State.RUNNING): 3, ("quick", State.QUEUED): 5}


def test_quick_job_is_cancelled_as_any(open_shop):
    shop = open_shop()
    shop.hire()
    shop.enqueue("hold-1", quick=True)
    shop.until(lambda: shop.steps("begun", "hold-1") == ["first", "held"])
    shop.touch("unwanted-hold-1")
    shop.wait("hold-1", state=State.CANCELLED)


@pytest.mark.slow
def test_limits_hold_through_many_claims(open_shop):
    shop = open_shop(per_account=2, overall=5, per_worker=4)
    jobs = [f"nap-{account}-{number}" for number in range(25) for account in ("ada", "bob", "cy")]
    for _ in range(3):
        shop.hire()
    for job in jobs:
        shop.enqueue(job, account=job.split("-")[1])
    shop.wait(*jobs, seconds=240.0)
    assert max(busiest(shop, account) for account in ("ada", "bob", "cy")) == 2
    assert busiest(shop) <= 5
