"""A watch on work: it hears of progress, and may end it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from reelwright.model.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches an export: hears of frames done of how many, from any thread; may stop it."""

    told: Callable[[int, int], None] = lambda _done, _of: None
    stop: Event = field(default_factory=Event)

    def check(self) -> None:
        """Raise `Cancelled` when `stop` is set."""
        if self.stop.is_set():
            raise Cancelled("The work was stopped before the film was finished.")
