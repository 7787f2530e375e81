"""The ledger: purses, and every movement between them, in whole credits and micro-dollars."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Unit(StrEnum):
    """What is counted: credits, or millionths of a dollar."""

    CREDITS = "credits"
    MICROS = "micros"


class Kind(StrEnum):
    """Why money moves. A job has at most one transfer of each kind."""

    GRANT = "grant"  # given to an account
    HOLD = "hold"  # set aside when a job is accepted
    SETTLE = "settle"  # of what was held, what the job cost
    RELEASE = "release"  # the rest of it, given back


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a transfer: so much into a purse, or out of it where `amount` is below nought."""

    purse: str
    unit: Unit
    amount: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """A movement of money: its entries add up to nought in each unit."""

    id: str
    kind: Kind
    entries: tuple[Entry, ...]
    memo: str
    created_at: datetime
    job_id: str | None = None
    account_id: str | None = None


class Ledger(Protocol):
    """The money there is, and how it came to be where it is."""

    def open(self, purse: str, unit: Unit, floor: int | None = None) -> None:
        """Open an empty purse that never holds less than `floor`, unless it is open."""
        ...

    def balance(self, purse: str, unit: Unit) -> int:
        """Return what a purse holds; nothing if there is none."""
        ...

    def move(self, transfer: Transfer) -> bool:
        """Move money; false, and nothing moved, if the job has a transfer of this kind already.

        Raises `OverQuota`, nothing moved, where a purse would hold less than its floor.
        """
        ...

    def of_job(self, job: str) -> tuple[Transfer, ...]:
        """Return the transfers of a job, the oldest first."""
        ...

    def of_account(
        self, account: str, limit: int, older_than: str | None = None
    ) -> tuple[Transfer, ...]:
        """Return transfers of an account, the newest first, those older than one."""
        ...

    def spend(self, account: str, day: str, micros: int, cap: int | None) -> bool:
        """Count micro-dollars (less than nought: give back) to a day; false if over its cap."""
        ...

    def spent(self, account: str, day: str) -> int:
        """Return what an account has spent or set aside on a day."""
        ...
