"""Credits: money held when a job is accepted, settled for what it cost, the rest given back.

Three purses for each account and unit: what it can use (never below nought), what is held of it
(never below nought), and the house's, from which grants come and into which costs go.
"""

from datetime import datetime

from reelwright.model.errors import OverQuota
from reelwright.model.ids import new_id
from reelwright.ports.records import Records
from reelwright.ports.records.ledger import Entry, Kind, Transfer, Unit

HOUSE = "house"


class Insufficient(OverQuota):
    """An account has less than is to be set aside."""

    code = "insufficient_credits"

    def __init__(self, unit: Unit, required: int, there: int) -> None:
        figures = {f"{unit.value}_required": required, f"{unit.value}_available": there}
        super().__init__(
            f"Insufficient {_named(unit)}: {required} required, {there} available.", **figures
        )


def available(account: str) -> str:
    """Return the purse an account uses."""
    return f"available:{account}"


def held(account: str) -> str:
    """Return the purse of what is held of an account's money."""
    return f"held:{account}"


def open_purses(records: Records, account: str) -> None:
    """Open an account's purses, and the house's, unless they are open."""
    for unit in Unit:
        records.ledger.open(HOUSE, unit)
        records.ledger.open(available(account), unit, floor=0)
        records.ledger.open(held(account), unit, floor=0)


def balance(records: Records, account: str, unit: Unit = Unit.CREDITS) -> int:
    """Return what an account can use."""
    return records.ledger.balance(available(account), unit)


def grant(
    records: Records, account: str, amount: int, *, memo: str, at: datetime, unit: Unit
) -> Transfer:
    """Give an account money; a grant below nought takes it away, `OverQuota` if it is not there."""
    entries = _between(HOUSE, available(account), unit, amount)
    transfer = Transfer(new_id(at), Kind.GRANT, entries, memo, at, account_id=account)
    records.ledger.move(transfer)
    return transfer


def hold(records: Records, account: str, job: str, unit: Unit, amount: int, at: datetime) -> None:
    """Set an amount aside for a job; `Insufficient`, nothing set aside, where it is not there."""
    entries = _between(available(account), held(account), unit, amount)
    try:
        records.ledger.move(_of_job(Kind.HOLD, job, account, entries, at))
    except OverQuota:
        raise Insufficient(unit, amount, balance(records, account, unit)) from None


def settle(records: Records, account: str, job: str, cost: int, at: datetime) -> int:
    """Take what a job cost out of what was held for it, give back the rest; return what it cost.

    A job costs at most what was held. Settled once, it stays settled: twice is once.
    """
    for unit, amount in _held_for(records, job).items():
        taken = min(cost, amount)
        rest = _between(held(account), available(account), unit, amount - taken)
        # The rest first: all transfers take purses in one order (available, held, house), so that
        # a job which ends and one which is accepted never wait for each other.
        if not records.ledger.move(_of_job(Kind.RELEASE, job, account, rest, at)):
            return _settled(records, job)
        spent = _between(held(account), HOUSE, unit, taken)
        records.ledger.move(_of_job(Kind.SETTLE, job, account, spent, at))
        return taken
    return 0


def _settled(records: Records, job: str) -> int:
    settled = [one for one in records.ledger.of_job(job) if one.kind is Kind.SETTLE]
    return sum(entry.amount for one in settled for entry in one.entries if entry.purse == HOUSE)


def _held_for(records: Records, job: str) -> dict[Unit, int]:
    holds = [one for one in records.ledger.of_job(job) if one.kind is Kind.HOLD]
    return {entry.unit: entry.amount for one in holds for entry in one.entries if entry.amount > 0}


def _between(source: str, target: str, unit: Unit, amount: int) -> tuple[Entry, ...]:
    return (Entry(source, unit, -amount), Entry(target, unit, amount)) if amount else ()


def _of_job(
    kind: Kind,
    job: str,
    account: str,
    entries: tuple[Entry, ...],
    at: datetime,
    memo: str = "",
) -> Transfer:
    return Transfer(new_id(at), kind, entries, memo, at, job_id=job, account_id=account)


def _named(unit: Unit) -> str:
    return "credits" if unit is Unit.CREDITS else "funds"
