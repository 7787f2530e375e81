"""The runner in memory keeps the promises that every runner keeps."""

import asyncio
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.durable.local import LocalRunner
from reelwright.model.errors import Cancelled


def counting(calls: list[str], name: str):
    async def work() -> str:
        calls.append(name)
        return name.upper()

    return work


def test_step_runs_once():
    calls: list[str] = []
    runner = LocalRunner()

    async def twice() -> list[str]:
        return [await runner.run("a", counting(calls, "a")) for _ in range(2)]

    assert asyncio.run(twice()) == ["A", "A"]
    assert calls == ["a"]


def test_journal_is_taken_up_where_it_was_left():
    calls: list[str] = []
    first = LocalRunner()
    asyncio.run(first.run("a", counting(calls, "a")))
    second = LocalRunner(journal=first.journal)
    assert asyncio.run(second.run("a", counting(calls, "again"))) == "A"
    assert calls == ["a"]


def test_failed_step_is_not_in_the_journal():
    runner = LocalRunner()

    async def fails() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        asyncio.run(runner.run("a", fails))
    assert runner.journal == {}


def test_result_of_none_is_kept_too():
    calls: list[str] = []
    runner = LocalRunner()

    async def nothing() -> None:
        calls.append("x")

    async def twice() -> None:
        await runner.run("a", nothing)
        await runner.run("a", nothing)

    asyncio.run(twice())
    assert calls == ["x"]


def test_spawned_work_is_joined_in_order():
    runner = LocalRunner(width=4)

    async def after(seconds: float, name: str) -> str:
        await asyncio.sleep(seconds)
        return name

    async def both() -> list[str]:
        late = runner.spawn("late", lambda: after(0.02, "late"))
        soon = runner.spawn("soon", lambda: after(0, "soon"))
        return await runner.join([late, soon])

    assert asyncio.run(both()) == ["late", "soon"]


def test_no_more_is_worked_on_than_there_is_room_for():
    runner = LocalRunner(width=2)
    working, most = 0, 0

    async def work() -> None:
        nonlocal working, most
        working += 1
        most = max(most, working)
        await asyncio.sleep(0)
        working -= 1

    async def many() -> None:
        await runner.join([runner.spawn(str(n), work) for n in range(8)])

    asyncio.run(many())
    assert most == 2


def test_first_error_calls_off_the_rest():
    runner = LocalRunner(width=1)
    calls: list[str] = []

    async def fails() -> str:
        raise ValueError("no")

    async def both() -> None:
        await runner.join([runner.spawn("a", fails), runner.spawn("b", counting(calls, "b"))])

    with pytest.raises(ValueError, match="no"):
        asyncio.run(both())
    assert calls == []


def test_stopped_runner_starts_nothing_more():
    stop, calls = Event(), []
    runner = LocalRunner(stop=stop)
    stop.set()
    with pytest.raises(Cancelled, match="stopped before it was finished"):
        asyncio.run(runner.run("a", counting(calls, "a")))
    assert (calls, runner.cancelled()) == ([], True)


def test_news_reaches_the_listener():
    heard: list[object] = []
    LocalRunner(listen=heard.append).publish("news")
    assert heard == ["news"]


def test_time_of_each_step_is_kept():
    ticks = iter([10.0, 12.5])
    runner = LocalRunner(clock=lambda: next(ticks))
    asyncio.run(runner.run("a", counting([], "a")))
    assert runner.seconds == {"a": 2.5}


def test_steps_that_were_spawned_are_journalled_too():
    runner, calls = LocalRunner(), []

    async def scenes() -> list[str]:
        def scene(name: str):
            return lambda: runner.run(name, counting(calls, name))

        return await runner.join([runner.spawn(name, scene(name)) for name in "abc"])

    assert asyncio.run(scenes()) == ["A", "B", "C"]
    assert runner.journal == {"a": "A", "b": "B", "c": "C"}


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.integers(0, 12))
def test_resumed_work_runs_what_is_missing_once(names, kept):
    """Whatever part of a journal survived, nothing in it is run again, all else is run once."""
    whole, first = LocalRunner(), []
    asyncio.run(in_turn(whole, names, first))
    survived = dict(list(whole.journal.items())[:kept])
    resumed, second = LocalRunner(journal=dict(survived)), []
    assert asyncio.run(in_turn(resumed, names, second)) == [name.upper() for name in names]
    assert sorted(second) == sorted(set(names) - set(survived))
    assert resumed.journal == whole.journal


async def in_turn(runner: LocalRunner, names: list[str], calls: list[str]) -> list[str]:
    return [await runner.run(name, counting(calls, name)) for name in names]


def test_results_in_the_journal_need_no_room_and_no_time():
    runner = LocalRunner(journal={"a": "A"}, stop=stopped())
    assert asyncio.run(runner.run("a", counting([], "a"))) == "A"
    assert runner.seconds == {}


def stopped() -> Event:
    stop = Event()
    stop.set()
    return stop


@pytest.mark.parametrize("width", [1, 2, 5])
def test_stop_lets_those_at_work_finish_and_starts_no_other(width):
    stop, calls = Event(), []
    runner = LocalRunner(width=width, stop=stop)

    async def work(number: int) -> int:
        calls.append(number)
        stop.set()
        await asyncio.sleep(0)
        return number

    async def many() -> None:
        await runner.join([runner.spawn(str(n), lambda n=n: work(n)) for n in range(8)])

    with pytest.raises(Cancelled):
        asyncio.run(many())
    assert calls == [0]


def test_error_in_one_cancels_those_at_work():
    runner, ended = LocalRunner(width=2), []

    async def slow() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            ended.append("slow")
            raise

    async def fails() -> None:
        await asyncio.sleep(0)
        raise ValueError("no")

    async def both() -> None:
        try:
            await runner.join([runner.spawn("slow", slow), runner.spawn("fails", fails)])
        finally:
            await asyncio.sleep(0)

    with pytest.raises(ValueError, match="no"):
        asyncio.run(both())
    assert ended == ["slow"]


def test_after_an_error_no_step_is_begun():
    """A scene between two steps when another fails does not pay for the next."""
    runner, calls = LocalRunner(width=2), []

    async def two_steps() -> None:
        await runner.run("one", counting(calls, "one"))
        await asyncio.sleep(0.01)
        await runner.run("two", counting(calls, "two"))

    async def fails() -> None:
        await asyncio.sleep(0)
        raise ValueError("no")

    async def both() -> None:
        await runner.join([runner.spawn("a", two_steps), runner.spawn("b", fails)])

    with pytest.raises(ValueError, match="no"):
        asyncio.run(both())
    assert calls == ["one"]


def test_joining_nothing_is_nothing():
    assert asyncio.run(LocalRunner().join([])) == []
