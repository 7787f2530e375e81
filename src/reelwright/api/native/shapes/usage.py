"""The JSON of usage: what an account has, what it spent, and every movement of its money."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from reelwright.api.kit.answers import Moment
from reelwright.api.native.shapes.texts import A_DAY, AN_ID
from reelwright.ports.records.ledger import Kind, Transfer, Unit
from reelwright.services.credits import available, held


class Purse(BaseModel):
    """Money: `available` to be used, and `held` for jobs that are under way."""

    available: int
    held: int


class Today(BaseModel):
    """What jobs of a day (UTC) cost or may cost, in micro-dollars; null caps are none."""

    day: str
    micros: int
    per_day: int | None
    per_job: int | None


class Room(BaseModel):
    """How many jobs wait or run, and how many may."""

    open: int
    most: int


class Usage(BaseModel):
    """What an account has, and has spent today.

    `unit` is what jobs are paid in; where it is null they cost nothing.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "unit": "credits",
                    "credits": {"available": 42, "held": 3},
                    "micros": {"available": 0, "held": 0},
                    "today": {"day": "2026-11-22", "micros": 0, "per_day": None, "per_job": None},
                    "jobs": {"open": 1, "most": 100},
                }
            ]
        }
    )

    unit: Unit | None
    credits: Purse
    micros: Purse
    today: Today
    jobs: Room


class Movement(BaseModel):
    """A movement of an account's money: what it added to its purses, below nought what it took.

    A job has at most one of each kind. Credits are whole; micros are millionths of a dollar.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "kind": "hold",
                    "at": A_DAY,
                    "memo": "",
                    "job": AN_ID,
                    "credits": {"available": -3, "held": 3},
                    "micros": {"available": 0, "held": 0},
                }
            ]
        }
    )

    id: str
    kind: Kind
    at: Moment
    memo: str
    job: str | None
    credits: Purse
    micros: Purse

    @classmethod
    def of(cls, transfer: Transfer, account: str) -> Self:
        """Return a transfer as the account sees it."""
        return cls(
            id=transfer.id,
            kind=transfer.kind,
            at=transfer.created_at,
            memo=transfer.memo,
            job=transfer.job_id,
            credits=_moved(transfer, account, Unit.CREDITS),
            micros=_moved(transfer, account, Unit.MICROS),
        )


def _moved(transfer: Transfer, account: str, unit: Unit) -> Purse:
    def into(purse: str) -> int:
        mine = (one.amount for one in transfer.entries if (one.purse, one.unit) == (purse, unit))
        return sum(mine)

    return Purse(available=into(available(account)), held=into(held(account)))
