"""Passwords under Argon2id."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pwdlib.hashers.argon2 import Argon2Hasher

from reelwright.model.errors import Unavailable


class Argon2Passwords:
    """Keeps passwords as Argon2id hashes; a few at once, and a few that wait.

    The costs are the least that OWASP's cheat sheet on password storage allows: 19 MiB (`memory`
    is in KiB), two passes, one lane. What `verify` refuses costs what a right password costs.
    """

    def __init__(
        self, *, memory: int = 19 * 1024, passes: int = 2, at_once: int = 2, waiting: int = 20
    ) -> None:
        self._hasher = Argon2Hasher(time_cost=passes, memory_cost=memory, parallelism=1)
        self._room = threading.BoundedSemaphore(at_once + waiting)
        self._places = threading.BoundedSemaphore(at_once)
        self._nobody = self._hasher.hash(secrets.token_bytes(32))

    def hash(self, password: str) -> str:
        """Return what to keep of a password; never the same twice."""
        with self._turn():
            return self._hasher.hash(_bytes(password))

    def verify(self, password: str, kept: str | None) -> bool:
        """Say whether this is the password that `kept` was made of."""
        with self._turn():
            right = self._hasher.verify(_bytes(password), kept or self._nobody)
        return right and kept is not None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._room.acquire(blocking=False):
            raise Unavailable("Too many passwords are being checked; try again in a few seconds.")
        try:
            with self._places:
                yield
        finally:
            self._room.release()


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")  # a form may hold what JSON may not
