"""What a conductor asks of whatever runs its steps: five methods, and nothing about video."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")

Work = Callable[[], Awaitable[T]]


class Runner(Protocol):
    """Runs steps so that a crash costs one step; a step that was done is not run again.

    Names are unique within one production, and the same whenever it is resumed.
    """

    async def run(self, name: str, work: Work[T]) -> T:
        """Return the result of `work`, which is run unless its result is in the journal."""
        ...

    def spawn(self, name: str, work: Work[T]) -> Awaitable[T]:
        """Start `work` beside the rest and return what `join` waits for."""
        ...

    async def join(self, spawned: Sequence[Awaitable[T]]) -> list[T]:
        """Return the results in order; where one fails, stop the others and raise its error."""
        ...

    def publish(self, news: object) -> None:
        """Tell whoever listens."""
        ...

    def cancelled(self) -> bool:
        """Say whether somebody asked for the work to stop."""
        ...
