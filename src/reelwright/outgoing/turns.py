"""Turns: how many things may go on at once, for one owner and for all."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from reelwright.model.errors import OverQuota


class Busy(OverQuota):
    """As much is being fetched as may be; soon there is room again."""

    code = "busy"
    retry_may_help = True


class Turns:
    """Counts what goes on in this process; whoever would be one too many is turned away."""

    def __init__(self, overall: int = 16, each: int = 4) -> None:
        self._overall, self._each = overall, each
        self._lock, self._taken = threading.Lock(), Counter[str]()

    @contextmanager
    def taken(self, owner: str) -> Iterator[None]:
        """Take a turn for as long as the block lasts; `Busy` if there is none."""
        with self._lock:
            if self._taken[owner] >= self._each or self._taken.total() >= self._overall:
                raise Busy("As much is being fetched as may be at once; try again in a minute.")
            self._taken[owner] += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken[owner] -= 1
                self._taken += Counter()  # forgets owners who have none
