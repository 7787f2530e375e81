"""The ledger in the database: purses whose floors it guards itself."""

from collections import defaultdict

import sqlalchemy as sa

from reelwright.model.errors import Broken, OverQuota, ReelwrightError
from reelwright.model.ids import new_id
from reelwright.ports.records.ledger import Entry, Transfer, Unit
from reelwright.storage.sql.rows import added, fields, older, read
from reelwright.storage.sql.tables import balances, entries, spending, transfers


class SqlLedger:
    """The money there is, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def open(self, purse: str, unit: Unit, floor: int | None = None) -> None:
        """Open an empty purse that never holds less than `floor`, unless it is open."""
        row = {"purse": purse, "unit": unit.value, "amount": 0, "floor": floor}
        added(self._connection, balances, row, ["purse", "unit"])

    def balance(self, purse: str, unit: Unit) -> int:
        """Return what a purse holds; nothing if there is none."""
        held = sa.select(balances.c.amount).where(_purse(purse, unit))
        return self._connection.scalar(held) or 0

    def move(self, transfer: Transfer) -> bool:
        """Move money; false, and nothing moved, if the job has a transfer of this kind already."""
        _balanced(transfer)
        row = {name: value for name, value in fields(transfer).items() if name != "entries"}
        with self._connection.begin_nested():  # a refused transfer leaves nothing, not even its row
            if not self._begun(transfer, row):
                return False
            # In one order, so that two transfers never wait for each other.
            for entry in sorted(transfer.entries, key=lambda one: (one.purse, one.unit)):
                self._enter(transfer, entry)
        return True

    def of_job(self, job: str) -> tuple[Transfer, ...]:
        """Return the transfers of a job, the oldest first."""
        mine = sa.select(transfers).where(transfers.c.job_id == job).order_by(transfers.c.id)
        return self._whole(mine)

    def of_account(
        self, account: str, limit: int, older_than: str | None = None
    ) -> tuple[Transfer, ...]:
        """Return transfers of an account, the newest first, those older than one."""
        mine = sa.select(transfers).where(transfers.c.account_id == account)
        return self._whole(older(mine, transfers, older_than).limit(limit))

    def spend(self, account: str, day: str, micros: int, cap: int | None) -> bool:
        """Count micro-dollars (less than nought: give back) to a day; false if over its cap."""
        key = {"account_id": account, "day": day}
        added(self._connection, spending, {**key, "micros": 0}, list(key))
        total = spending.c.micros + micros
        mine = sa.update(spending).where(spending.c.account_id == account, spending.c.day == day)
        within = mine if cap is None or micros <= 0 else mine.where(total <= cap)
        return self._connection.execute(within.values(micros=total)).rowcount == 1

    def spent(self, account: str, day: str) -> int:
        """Return what an account has spent or set aside on a day."""
        mine = sa.select(spending.c.micros).where(
            spending.c.account_id == account, spending.c.day == day
        )
        return self._connection.scalar(mine) or 0

    def _begun(self, transfer: Transfer, row: dict[str, object]) -> bool:
        key = ["job_id", "kind"] if transfer.job_id is not None else ["id"]
        return added(self._connection, transfers, row, key)

    def _enter(self, transfer: Transfer, entry: Entry) -> None:
        after = balances.c.amount + entry.amount
        enough = sa.or_(balances.c.floor.is_(None), after >= balances.c.floor)
        mine = sa.update(balances).where(_purse(entry.purse, entry.unit))
        moved = mine if entry.amount >= 0 else mine.where(enough)
        if self._connection.execute(moved.values(amount=after)).rowcount == 0:
            raise self._refusal(entry)
        row = {"transfer_id": transfer.id, "created_at": transfer.created_at, **fields(entry)}
        named = {"id": new_id(transfer.created_at), **row}
        self._connection.execute(sa.insert(entries).values(**named))

    def _refusal(self, entry: Entry) -> ReelwrightError:
        held = sa.select(balances.c.amount).where(_purse(entry.purse, entry.unit))
        there = self._connection.scalar(held)
        if there is None:
            return Broken(f"There is no purse {entry.purse!r} of {entry.unit.value}.")
        return OverQuota(
            f"There is too little in {entry.purse}: {-entry.amount} {entry.unit.value} are "
            f"needed, {there} are there."
        )

    def _whole(self, statement: "sa.Select[tuple[object, ...]]") -> tuple[Transfer, ...]:
        found = self._connection.execute(statement).mappings().all()
        ids = [row["id"] for row in found]
        sides: dict[str, list[Entry]] = defaultdict(list)
        mine = sa.select(entries).where(entries.c.transfer_id.in_(ids))
        mine = mine.order_by(entries.c.purse, entries.c.unit, entries.c.amount)
        for row in self._connection.execute(mine).mappings():
            sides[row["transfer_id"]].append(Entry(row["purse"], Unit(row["unit"]), row["amount"]))
        return tuple(read(Transfer, {**row, "entries": sides[row["id"]]}) for row in found)


def _purse(purse: str, unit: Unit) -> "sa.ColumnElement[bool]":
    return sa.and_(balances.c.purse == purse, balances.c.unit == unit.value)


def _balanced(transfer: Transfer) -> None:
    sums: dict[Unit, int] = defaultdict(int)
    for entry in transfer.entries:
        sums[entry.unit] += entry.amount
    if any(sums.values()):
        raise Broken(f"The entries of transfer {transfer.id} do not add up to nought.")
