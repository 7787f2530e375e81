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
    assert most == [2, 2, 2]
    assert 4 <= busiest(shop) <= 5


def test_one_account_does_not_bar_another(open_shop):
    shop = open_shop(per_account=2, overall=3)
    shop.enqueue(*(f"hold-ada-{number}" for number in range(60)), account="ada")
    shop.hire()
    shop.until(lambda: len(shop.ledger("conducted")) == 2)
    shop.enqueue("plain-bob", account="bob")
    shop.wait("plain-bob")
    assert shop.queue.depth() == {("jobs", State.RUNNING): 2, ("jobs", State.QUEUED): 58}


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
