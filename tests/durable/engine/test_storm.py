"""Workers killed at random, in the middle of everything."""

import random
import signal
import time

import pytest

pytestmark = pytest.mark.slow

SEED = 20261122
DEATHS = 15


def test_storm_loses_nothing(open_shop):
    shop = open_shop(per_account=4, overall=10, per_worker=4, attempts=50)
    chance, jobs = random.Random(SEED), []
    team = [shop.hire() for _ in range(3)]
    for death in range(DEATHS):
        more = [f"film-{death}-{number}" for number in range(6)]
        for number, job in enumerate(more):
            shop.enqueue(job, account=f"account-{number % 3}")
        jobs += more
        time.sleep(chance.uniform(0.2, 1.2))
        unlucky = team.pop(chance.randrange(len(team)))
        unlucky.send_signal(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
        team.append(shop.hire())
    shop.wait(*jobs, seconds=240.0)
    twice = shop.ask(
        f"SELECT workflow_uuid, function_name FROM {shop.schema}operation_outputs "
        "WHERE function_name <> 'piece' "  # the sending off of one, three in each job
        "GROUP BY workflow_uuid, function_name HAVING count(*) > 1"
    )
    assert twice == []
    results = [one["result"] for job in jobs for one in shop.ledger("finished", job)[-1:]]
    assert results == [[["Pair", [0]], ["Pair", [1]], ["Pair", [2]]]] * len(jobs)
    done = [(one["job"], one["step"]) for one in shop.ledger("done")]
    assert len(set(done)) == 8 * len(jobs)
    assert len(done) - len(set(done)) <= 8 * DEATHS  # what was in hand, and not yet noted
