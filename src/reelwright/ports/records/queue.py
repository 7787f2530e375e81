"""The queue: jobs handed to the studio floor in the transaction that accepts them."""

from typing import Protocol


class Queue(Protocol):
    """Hands over jobs. What was handed over in a transaction that fails never was."""

    def enqueue(self, job: str, account: str, priority: int, *, quick: bool = False) -> None:
        """Hand over a job; the lower its priority, the sooner. Twice is once.

        A `quick` one waits for no job that is not.
        """
        ...
