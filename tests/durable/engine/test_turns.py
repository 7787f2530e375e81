"""Whose job is next: nobody has more than another who waits, and nobody is passed over."""

from collections import Counter
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from reelwright.durable.limits import Limits
from reelwright.durable.names import JOBS
from reelwright.durable.turns import Turns, shared

NAMES = st.sampled_from("abcdef")
COUNTS = st.dictionaries(NAMES, st.integers(0, 4))
MOMENTS = st.dictionaries(NAMES, st.tuples(st.integers(0, 9), st.integers(0, 9)))


def test_fewest_running_goes_first():
    assert shared(["a", "b", "c"], {"a": 2, "b": 1}, {}, 1, 9) == ["c"]
    assert sorted(shared(["a", "b"], {"a": 2}, {}, 4, 9)) == ["a", "b", "b", "b"]


def test_who_had_it_longest_ago_goes_before_equals():
    begun = {"a": (3, 0), "b": (1, 9), "c": (3, -1)}
    assert shared("abc", {}, begun, 4, 9) == ["b", "c", "a", "b"]
    assert shared("abcd", {}, begun, 2, 9) == ["d", "b"]


def test_equals_are_drawn_by_lot():
    drawn = {shared("abcd", {}, {}, 1, 9)[0] for _ in range(200)}
    assert drawn == {"a", "b", "c", "d"}


@given(st.sets(NAMES), COUNTS, MOMENTS, st.integers(-1, 12), st.integers(1, 5))
def test_shares_are_as_even_as_can_be(waiting, running, begun, places, most):
    turns = shared(waiting, running, begun, places, most)
    have = Counter({one: running.get(one, 0) for one in waiting})
    have.update(turns)
    room = sum(max(0, most - running.get(one, 0)) for one in waiting)
    assert len(turns) == max(0, min(places, room))
    assert all(have[one] <= most for one in turns)
    # Whoever was given a job has then at most one more than anybody who waits.
    least = min(have.values(), default=0)
    assert all(have[one] <= least + 1 for one in turns)


class Line:
    """Accounts in line, of which those that come first had a turn lately; counts who asks."""

    def __init__(self, *waiting: str, lately: int = 2) -> None:
        self.waiting, self.lately, self.asked = list(waiting), lately, 0
        self.had = list[str]()
        self.system = SimpleNamespace(
            get_queue_partitions=lambda _queue: self.waiting,
            start_queued_workflows=lambda _queue, _worker, _version, one, _busy: self.begin(one),
        )
        self.own = Turns(self, Limits(per_worker=1), JOBS, lambda: 0)
        self.own.teach(self.system)

    def turns(self, _queue: str) -> tuple[dict[str, int], dict[str, int]]:
        self.asked += 1
        return {}, dict.fromkeys(self.had[-self.lately :], 1)

    def begin(self, one: str) -> None:
        self.had.append(one)

    def go(self) -> list[str]:
        turns = self.system.get_queue_partitions(JOBS)
        for one in turns:
            self.system.start_queued_workflows(SimpleNamespace(name=JOBS), "w", "v", one, 0)
        return turns


def test_nobody_waiting_asks_nothing():
    line = Line()
    assert (line.go(), line.asked) == ([], 0)
    line.waiting = ["a"]
    assert (line.go(), line.asked) == (["a"], 1)


def test_accounts_are_forgotten_in_time():
    line = Line(lately=2)
    for name in "abcdef":
        line.waiting = [name]
        line.go()
    assert sorted(line.own._counted) == ["d", "e", "f"]
    line.waiting = ["d", "e", "f"]
    assert line.go() == ["d"]


def order(shop) -> list[str]:
    return [one["job"].split("-")[1] for one in shop.ledger("conducted")]


def test_latecomer_waits_for_no_backlog(open_shop):
    """Of one place, three accounts have a third each, however much one of them asked for."""
    # On a busy machine what is claimed begins late; it must not be put back for that.
    shop = open_shop(per_account=2, overall=1, per_worker=1, beat=5.0, silence=20.0)
    shop.enqueue(*(f"plain-ada-{number}" for number in range(9)), account="ada")
    for account in ("bob", "cy"):
        shop.enqueue(*(f"plain-{account}-{number}" for number in range(3)), account=account)
    jobs = [f"plain-ada-{number}" for number in range(9)]
    jobs += [f"plain-{account}-{number}" for account in ("bob", "cy") for number in range(3)]
    shop.hire()
    shop.wait(*jobs)
    came = order(shop)
    assert [sorted(came[at : at + 3]) for at in (0, 3, 6)] == [["ada", "bob", "cy"]] * 3


def test_places_are_split_between_accounts(open_shop):
    shop = open_shop(per_account=4, overall=4, per_worker=4)
    for account in ("ada", "bob"):
        shop.enqueue(*(f"hold-{account}-{number}" for number in range(6)), account=account)
    shop.hire()
    shop.until(lambda: len(shop.ledger("conducted")) == 4)
    assert Counter(order(shop)) == {"ada": 2, "bob": 2}
