"""The line before SQLite's one pen: who wants to write goes in the order they came.

SQLite lets one connection write and has the others look again after pauses that grow to 100 ms, so
under load whoever just wrote writes again, and somebody waits for seconds. Here the threads of a
process stand in line, and only the first of them looks, all the time at the same short intervals:
so each process has the same chance, however long it has waited.
"""

import os
import random
import sqlite3
import time
from collections import deque
from threading import Event, Lock, get_ident
from typing import Final

from reelwright.model.errors import Broken

_LOOK: Final = (0.001, 0.003)
"""Seconds between two looks whether another process still writes."""


class Line:
    """Gives the pen to one thread at a time, first come, first served; a fork begins a new line."""

    def __init__(self) -> None:
        self._guard, self._waiting = Lock(), deque[Event]()
        self._taken, self._holder, self._process = False, 0, os.getpid()

    def enter(self, seconds: float) -> bool:
        """Wait for the pen, up to `seconds`; say whether it is ours.

        `Broken` for a thread that has it already: it would wait for itself.
        """
        self._look_round()
        turn = self._stand()
        if turn is None:
            return True
        try:
            came = turn.wait(seconds)
        except BaseException:
            if not self._step_out(turn):
                self.leave()
            raise
        if not came and self._step_out(turn):
            return False
        self._holder = get_ident()
        return True

    def leave(self) -> None:
        """Hand the pen to who came next."""
        with self._guard:
            self._holder = 0
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False

    def _look_round(self) -> None:
        """Begin anew after a fork: those who stood here stayed with the parent."""
        if os.getpid() != self._process:
            self._guard, self._waiting = Lock(), deque()
            self._taken, self._holder, self._process = False, 0, os.getpid()

    def _stand(self) -> Event | None:
        """Take the pen if it is free; else return what is set when it is ours."""
        with self._guard:
            if not self._taken:
                self._taken, self._holder = True, get_ident()
                return None
            if self._holder == get_ident():
                raise Broken(
                    "A thread that writes to the database began to write on a second connection. "
                    "Please report it with the server's log."
                )
            turn = Event()
            self._waiting.append(turn)
            return turn

    def _step_out(self, turn: Event) -> bool:
        """Leave one's place in the line; false where the pen came at that moment."""
        with self._guard:
            if turn not in self._waiting:
                return False
            self._waiting.remove(turn)
            return True


class Pen(sqlite3.Connection):
    """A connection that stands in a line before it writes, and leaves with its transaction."""

    line: Line
    _ours = False

    def take(self, seconds: float) -> None:
        """Begin a transaction that writes; SQLite's own error where others did for `seconds`."""
        until = time.monotonic() + seconds
        if not self.line.enter(seconds):
            late = sqlite3.OperationalError("database is locked")
            late.sqlite_errorcode, late.sqlite_errorname = sqlite3.SQLITE_BUSY, "SQLITE_BUSY"
            raise late
        self._ours = True
        try:
            self.execute("PRAGMA busy_timeout = 0")  # its pauses are not ours
            while not self._begun(until):
                time.sleep(random.uniform(*_LOOK))
        finally:
            self.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")
            self._give_way()

    def _begun(self, until: float) -> bool:
        try:
            self.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            return False
        return True

    def commit(self) -> None:
        """Keep what was written."""
        try:
            super().commit()
        finally:
            self._give_way()

    def rollback(self) -> None:
        """Forget what was written."""
        try:
            super().rollback()
        finally:
            self._give_way()

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        try:
            super().close()
        finally:
            if self._ours:
                self._ours = False
                self.line.leave()

    def _give_way(self) -> None:
        """Leave the line, unless the transaction is still open."""
        if self._ours and not self.in_transaction:
            self._ours = False
            self.line.leave()
