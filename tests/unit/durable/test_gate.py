"""Where work rests while its worker lays it down."""

import asyncio

from reelwright.durable.gate import Gate


def test_open_gate_lets_through():
    async def pass_twice() -> str:
        await gate.passed()
        await gate.passed()
        return "through"

    gate = Gate()
    assert asyncio.run(pass_twice()) == "through"


def test_closed_gate_holds_and_counts_out():
    async def arrive() -> list[bool]:
        async def work() -> None:
            with gate.execution():
                await gate.passed()

        task = asyncio.create_task(work())
        await asyncio.sleep(0.01)
        seen = [task.done(), gate.quiet(0.0)]
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return [*seen, gate.quiet(0.0)]

    gate = Gate()
    gate.close()
    assert asyncio.run(arrive()) == [False, True, True]


def test_quiet_is_nothing_in_hand():
    gate = Gate()
    seen = [gate.quiet(0.0)]
    with gate.execution():
        seen.append(gate.quiet(0.03))
        with gate.waiting():
            seen.append(gate.quiet(0.0))
    assert [*seen, gate.quiet(0.0)] == [True, False, True, True]
