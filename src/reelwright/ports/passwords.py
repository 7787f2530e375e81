"""Keeping passwords so that nobody can read them, here or elsewhere."""

from typing import Protocol


class Passwords(Protocol):
    """Hashes passwords slowly, on purpose, and few at once.

    Both methods raise `Unavailable` where too many others wait for their turn.
    """

    def hash(self, password: str) -> str:
        """Return what to keep of a password; never the same twice."""
        ...

    def verify(self, password: str, kept: str | None) -> bool:
        """Say whether this is the password that `kept` was made of.

        With nothing kept the answer is no, after as much work.
        """
        ...
