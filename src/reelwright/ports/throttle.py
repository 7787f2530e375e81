"""Slowing down whoever fails too often."""

from datetime import datetime
from typing import Protocol


class Throttle(Protocol):
    """Counts attempts of each name that is given: a few at once, then one now and then."""

    def take(self, who: str, at: datetime) -> float:
        """Count an attempt and return nought; or count none, and return the seconds to wait."""
        ...

    def forgive(self, who: str) -> None:
        """Forget the attempts of a name, because one was right."""
        ...
