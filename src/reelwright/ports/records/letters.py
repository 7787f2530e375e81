"""Letters: mail to be sent, kept in the transaction that makes it due."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """A plain text message to one address."""

    id: str
    to: str
    subject: str
    text: str
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    sent_at: datetime | None = None


class Letters(Protocol):
    """The mail there is to send, and was sent."""

    def add(self, letter: Letter) -> None:
        """Keep a letter to be sent."""
        ...

    def due(self, at: datetime, limit: int) -> tuple[Letter, ...]:
        """Return letters to be sent now, the oldest first."""
        ...

    def claim(self, letter: str, at: datetime, due_at: datetime) -> bool:
        """Take a due letter to send: it is due again then, if nothing is heard. False if taken."""
        ...

    def sent(self, letter: str, at: datetime) -> None:
        """Note that a letter was sent; what it said is forgotten, as it may hold a token."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Forget letters that were written before a moment, at most so many; return how many."""
        ...
