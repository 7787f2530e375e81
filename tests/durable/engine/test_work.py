"""What a worker does with jobs, while nothing dies."""

import time
from pathlib import Path

import pytest

from reelwright.durable.state import State
from reelwright.model.errors import Invalid


def test_results_come_through_the_codec(shop):
    shop.enqueue("plain-1")
    shop.wait("plain-1")
    [told] = shop.ledger("finished", "plain-1")
    assert told["result"] == ["Pair", [1, 2], {"x": [1.5, None, "é"]}]
    assert shop.steps("done", "plain-1") == ["a", "b"]


def test_pieces_are_joined_in_order(shop):
    shop.enqueue("film-1")
    shop.wait("film-1")
    [told] = shop.ledger("finished", "film-1")
    assert told["result"] == [["Pair", [0]], ["Pair", [1]], ["Pair", [2]]]
    assert shop.steps("done", "film-1") == ["plan", "cut"]
    places = [f"film-1/scene-{number}" for number in range(3)]
    assert [shop.steps("done", place) for place in places] == [["paint", "speak"]] * 3


def test_piece_may_be_awaited_alone(shop):
    shop.enqueue("alone-1")
    shop.wait("alone-1")
    [told] = shop.ledger("finished", "alone-1")
    assert told["result"] == [[], [7]]


def test_failing_piece_stops_the_others(shop):
    shop.enqueue("broken-1")
    shop.wait("broken-1", state=State.FAILED)
    [told] = shop.ledger("failed", "broken-1")
    assert (told["step"], told["faults"]) == (
        "Invalid",
        ["scenes[1]: This is empty; write something.", "Two."],
    )
    shop.until(lambda: shop.steps("cancelled", "broken-1/scene-0") == ["wait"])
    others = [f"broken-1/scene-{number}" for number in (0, 2)]
    assert shop.queue.states(others) == dict.fromkeys(others, State.CANCELLED)


@pytest.mark.parametrize(
    ("job", "kind", "sentence"),
    [
        ("refused-1", "Conflict", "It was refused: That is not a story we tell; choose another."),
        ("flat-1", "VendorFailed", "The vendor did not answer; ask again."),
        (
            "bug-1",
            "Broken",
            "The engine met an error of a kind it does not know, KeyError: 'missing' "
            "Please report it with the server's log.",
        ),
        ("foreign-1", "Broken", "Only what this runner spawned can be joined."),
        (
            "beside-1",
            "Broken",
            "The step 's1' was begun while 's0' was under way; "
            "spawn what should run beside each other.",
        ),
    ],
)
def test_errors_keep_their_class(shop, job, kind, sentence):
    shop.enqueue(job)
    shop.wait(job, state=State.FAILED)
    [told] = shop.ledger("failed", job)
    assert (told["step"], told["sentence"]) == (kind, sentence)


def test_hopeful_steps_are_tried_again(shop):
    shop.enqueue("flaky-1", "flat-2", "refused-2")
    shop.wait("flaky-1")
    shop.wait("flat-2", "refused-2", state=State.FAILED)
    tried = [shop.steps("begun", job).count("ask") for job in ("flaky-1", "flat-2", "refused-2")]
    assert tried == [3, 3, 1]


def test_cancel_ends_a_step_and_its_process(shop):
    shop.enqueue("child-1")
    [child] = shop.until(lambda: shop.ledger("child", "child-1"))
    asked = time.time()
    shop.queue.cancel("child-1")
    [stopped] = shop.until(lambda: shop.ledger("cancelled", "child-1"))
    assert stopped["at"] - asked < 2.0 + shop.grace
    assert not Path(f"/proc/{child['pid']}").exists()
    shop.wait("child-1", state=State.CANCELLED)


def test_cancel_reaches_pieces(shop):
    shop.enqueue("stuck-1")
    shop.until(lambda: shop.steps("begun", "stuck-1/scene-2"))
    shop.queue.cancel("stuck-1")
    places = [f"stuck-1/scene-{number}" for number in range(3)]
    shop.until(lambda: [shop.steps("cancelled", place) for place in places] == [["wait"]] * 3)
    shop.wait("stuck-1", state=State.CANCELLED)


@pytest.mark.slow
def test_cancelled_job_never_begins(open_shop):
    shop = open_shop()
    shop.enqueue("plain-1", "plain-2")
    shop.queue.cancel("plain-1")
    shop.hire()
    shop.wait("plain-2")
    assert shop.queue.states(["plain-1"]) == {"plain-1": State.CANCELLED}
    assert shop.ledger("conducted", "plain-1") == []


def test_cancel_leaves_what_has_ended(shop):
    shop.enqueue("plain-4")
    shop.wait("plain-4")
    for job in ("plain-4", "nobody"):
        shop.queue.cancel(job)
    assert shop.queue.states(["plain-4", "nobody"]) == {"plain-4": State.DONE}


def test_enqueue_is_part_of_the_transaction(shop):
    with shop.engine.connect() as connection:
        shop.queue.enqueue(connection, "plain-gone", "ada", 1)
        connection.rollback()
        shop.queue.enqueue(connection, "plain-kept", "ada", 1)
        connection.commit()
    shop.wait("plain-kept")
    assert shop.queue.states(["plain-gone", "plain-kept"]) == {"plain-kept": State.DONE}


def test_job_enqueued_twice_runs_once(shop):
    shop.enqueue("plain-2", "plain-2")
    shop.enqueue("plain-2")
    shop.wait("plain-2")
    assert len(shop.ledger("conducted", "plain-2")) == 1


@pytest.mark.parametrize("priority", [0, -1, 2**31])
def test_priorities_have_bounds(shop, priority):
    with shop.engine.begin() as connection, pytest.raises(Invalid, match="from 1, the first, to"):
        shop.queue.enqueue(connection, "plain-3", "ada", priority)


@pytest.mark.slow
def test_priority_goes_first_then_the_earlier(open_shop):
    shop = open_shop(per_account=1, overall=1)
    for job, priority in [("plain-c", 5), ("plain-a", 1), ("plain-d", 5), ("plain-b", 3)]:
        shop.enqueue(job, priority=priority)
        time.sleep(0.01)  # two in one millisecond are of one age
    shop.hire()
    shop.wait("plain-a", "plain-b", "plain-c", "plain-d")
    order = [one["job"] for one in shop.ledger("conducted")]
    assert order == ["plain-a", "plain-b", "plain-c", "plain-d"]


@pytest.mark.slow
def test_depth_counts_what_waits(open_shop):
    shop = open_shop(per_account=1)
    shop.enqueue("hold-1", "hold-2", "hold-3")
    assert shop.queue.depth() == {("jobs", State.QUEUED): 3}
    shop.hire()
    shop.until(lambda: shop.ledger("begun"))
    assert shop.queue.depth() == {("jobs", State.QUEUED): 2, ("jobs", State.RUNNING): 1}


def test_owner_hears_what_became_of_its_jobs(open_shop):
    shop = open_shop()
    (shop.folder / "open").write_text("bug-1 nap-2 plain-lost hold-1")
    shop.enqueue("bug-1", "nap-2", "hold-1", "stuck-1")
    shop.queue.cancel("nap-2")
    shop.hire()
    shop.until(lambda: shop.ledger("ended", "bug-1") and shop.ledger("lost", "plain-lost"))
    assert {(one["job"], one["step"]) for one in shop.ledger("ended")} == {
        ("bug-1", "failed"),
        ("nap-2", "cancelled"),
    }
    assert shop.ledger("lost", "hold-1") == shop.ledger("buried") == []


@pytest.mark.slow
def test_unwanted_jobs_are_called_off(open_shop):
    shop = open_shop()
    shop.enqueue("stuck-1")
    shop.hire()
    shop.until(lambda: shop.steps("begun", "stuck-1/scene-0"))
    shop.touch("unwanted-stuck-1")
    shop.wait("stuck-1", state=State.CANCELLED)
    shop.until(lambda: shop.steps("cancelled", "stuck-1/scene-0") == ["wait"])


@pytest.mark.slow
def test_old_journals_are_cleared_away(open_shop):
    shop = open_shop(keep=1.0)
    shop.enqueue("film-1", "hold-1")
    shop.hire()
    shop.wait("film-1")
    jobs = ["film-1", "film-1/scene-0", "hold-1"]
    shop.until(lambda: shop.queue.states(jobs) == {"hold-1": State.RUNNING})
