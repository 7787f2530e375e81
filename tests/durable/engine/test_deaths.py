"""What becomes of jobs when workers, or the database, die under them."""

import signal
import time
from pathlib import Path

import pytest

from reelwright.durable.state import State

SLOW = [pytest.param(at, marks=pytest.mark.slow) for at in ("first", "held", "last", "after-last")]


@pytest.mark.parametrize("where", ["after-first", *SLOW])
def test_no_done_step_runs_again(open_shop, where):
    shop = open_shop()
    shop.touch("go-hold-1")
    prefix, _, step = where.rpartition("-")
    shop.touch(f"die-{prefix}{'-' if prefix else ''}hold-1-{step}")
    shop.enqueue("hold-1")
    shop.hire().wait(30.0)
    shop.hire()
    shop.wait("hold-1")
    begun, done = shop.steps("begun", "hold-1"), shop.steps("done", "hold-1")
    again = [step] if prefix else []  # done, but not yet in the journal
    assert sorted(done) == sorted(["first", "held", "last", *again])
    assert sorted(begun) == sorted(["first", "held", "last", step])


@pytest.mark.slow
def test_pieces_outlive_their_worker(open_shop):
    shop = open_shop(pieces=1)
    shop.touch("die-film-1-scene-1-speak")
    shop.enqueue("film-1")
    shop.hire()
    shop.hire()
    shop.wait("film-1")
    assert shop.steps("done", "film-1") == ["plan", "cut"]
    places = [f"film-1/scene-{number}" for number in range(3)]
    assert [shop.steps("done", place) for place in places] == [["paint", "speak"]] * 3


@pytest.mark.slow
def test_dismissed_worker_is_followed_at_once(open_shop):
    shop = open_shop(beat=5.0, silence=60.0)
    shop.enqueue("hold-1")
    first = shop.hire()
    shop.until(lambda: "held" in shop.steps("begun", "hold-1"))
    shop.hire()
    shop.kill(first)
    shop.touch("go-hold-1")
    assert shop.queue.dismiss(first.name) == ["hold-1"]
    shop.wait("hold-1", seconds=10.0)
    assert shop.steps("done", "hold-1") == ["first", "held", "last"]


@pytest.mark.slow
def test_frozen_worker_is_fenced(open_shop):
    shop = open_shop()
    shop.enqueue("hold-1")
    first = shop.hire()
    shop.until(lambda: "held" in shop.steps("begun", "hold-1"))
    first.send_signal(signal.SIGSTOP)
    shop.hire()
    shop.until(lambda: shop.steps("begun", "hold-1").count("held") == 2)
    shop.touch("go-hold-1")
    shop.wait("hold-1")
    first.send_signal(signal.SIGCONT)
    shop.until(lambda: shop.steps("done", "hold-1").count("held") == 2)
    time.sleep(1.0)  # enough for it to go on, if it could
    assert shop.steps("done", "hold-1").count("last") == 1


@pytest.mark.slow
def test_poison_is_buried(open_shop):
    shop = open_shop(attempts=3)
    (shop.folder / "open").write_text("poison-1")
    shop.enqueue("poison-1")
    for _ in range(3):
        shop.hire().wait(30.0)
    shop.enqueue("plain-1")
    shop.hire()
    shop.wait("poison-1", state=State.BURIED)
    shop.wait("plain-1")
    shop.until(lambda: shop.ledger("buried", "poison-1"))
    assert shop.steps("begun", "poison-1") == ["sip", "kill", "kill", "kill"]


@pytest.mark.slow
def test_progress_clears_the_blame(open_shop):
    shop = open_shop(attempts=2)
    shop.touch("go-hold-1")
    shop.touch("die-hold-1-held")
    shop.touch("die-hold-1-last")
    shop.enqueue("hold-1")
    shop.hire().wait(30.0)
    shop.hire().wait(30.0)
    shop.hire()
    shop.wait("hold-1")
    assert shop.steps("begun", "hold-1") == ["first", "held", "held", "last", "last"]


def test_drain_hands_the_rest_on(open_shop):
    shop = open_shop(beat=5.0, silence=60.0, drain=1.0)
    shop.enqueue("hold-1", "child-1")
    first = shop.hire()
    shop.until(lambda: "held" in shop.steps("begun", "hold-1") and shop.ledger("child"))
    shop.hire()
    first.terminate()
    assert first.wait(20.0) == 0
    [child] = shop.ledger("child")[:1]
    assert not Path(f"/proc/{child['pid']}").exists()
    shop.touch("go-hold-1")
    shop.wait("hold-1", seconds=10.0)
    assert shop.steps("done", "hold-1") == ["first", "held", "last"]
    attempts = "SELECT recovery_attempts FROM {}workflow_status WHERE workflow_uuid = 'hold-1'"
    assert shop.ask(attempts.format(shop.schema)) == [(1,)]


@pytest.mark.slow
def test_drain_lets_a_step_end(open_shop):
    shop = open_shop(drain=20.0)
    shop.enqueue("hold-1")
    first = shop.hire()
    shop.until(lambda: "held" in shop.steps("begun", "hold-1"))
    first.terminate()
    time.sleep(0.3)
    shop.touch("go-hold-1")
    assert first.wait(20.0) == 0
    assert shop.steps("done", "hold-1") == ["first", "held"]
    shop.hire()
    shop.wait("hold-1")
    assert shop.steps("done", "hold-1") == ["first", "held", "last"]
