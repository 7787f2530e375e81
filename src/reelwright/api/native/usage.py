"""Usage: what an account has, what it has spent, and its statement."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from fastapi import Header
from starlette.responses import Response, StreamingResponse

from reelwright.api.kit.answers import Answer, rfc3339
from reelwright.api.kit.auth import Reader
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.paging import Page, Windowed
from reelwright.api.native.bearing import bearing
from reelwright.api.native.shapes.usage import Movement, Purse, Room, Today, Usage
from reelwright.ports.records import Records
from reelwright.ports.records.ledger import Unit
from reelwright.services import spending
from reelwright.services.credits import available, held
from reelwright.services.jobs import OPEN

router = Router(prefix="/usage", tags=["usage"])

CSV: Final = "text/csv"
COLUMNS: Final = (
    "id",
    "at",
    "kind",
    "job",
    "credits_available",
    "credits_held",
    "micros_available",
    "micros_held",
    "memo",
)
_AT_ONCE: Final = 500


@router.get("", operation_id="getUsage", response_model=Usage)
def usage(who: Reader, desk: AtDesk) -> Response:
    """Return the balance, what was spent today (UTC), and the caps."""
    today, terms = spending.day(desk.clock()), desk.terms
    with desk.store.read() as records:
        told = Usage(
            unit=terms.unit,
            credits=_purse(records, who.id, Unit.CREDITS),
            micros=_purse(records, who.id, Unit.MICROS),
            today=Today(
                day=today,
                micros=records.ledger.spent(who.id, today),
                per_day=terms.per_day,
                per_job=terms.per_job,
            ),
            jobs=Room(open=records.jobs.count(who.id, OPEN), most=desk.room.account),
        )
    return Answer(200, told).response()


@router.get(
    "/ledger",
    operation_id="getLedger",
    response_model=Page[Movement],
    responses={
        200: {
            "description": "A page as JSON; with `Accept: text/csv`, all of it as CSV (RFC 4180).",
            "content": {CSV: {"schema": {"type": "string"}}},
            **bearing(200, "Link", "Content-Disposition")[200],
        }
    },
)
def ledger(
    who: Reader,
    desk: AtDesk,
    window: Windowed,
    accept: Annotated[str | None, Header(description=f"`{CSV}` for a statement.")] = None,
) -> Response:
    """Return every movement of the account's money, the newest first."""
    if CSV in (accept or "").lower():
        name = f"statement-{spending.day(desk.clock())}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept"}
        return StreamingResponse(_statement(desk, who.id), headers=headers, media_type=CSV)
    with desk.store.read() as records:
        rows = records.ledger.of_account(who.id, window.fetch, window.after)
    page = window.page(rows, lambda row: Movement.of(row, who.id), lambda row: row.id)
    return Answer(page.status, page.body, {**page.headers, "Vary": "Accept"}).response()


def _purse(records: Records, account: str, unit: Unit) -> Purse:
    return Purse(
        available=records.ledger.balance(available(account), unit),
        held=records.ledger.balance(held(account), unit),
    )


def _statement(desk: Desk, account: str) -> Iterator[str]:
    """Give the statement piece by piece, so that it is never all in memory."""
    yield _written([COLUMNS])
    last: str | None = None
    while True:
        with desk.store.read() as records:
            rows = records.ledger.of_account(account, _AT_ONCE, last)
        if not rows:
            return
        yield _written([_row(Movement.of(row, account)) for row in rows])
        last = rows[-1].id


def _row(one: Movement) -> Sequence[object]:
    return (
        one.id,
        rfc3339(one.at),
        one.kind.value,
        one.job or "",
        one.credits.available,
        one.credits.held,
        one.micros.available,
        one.micros.held,
        _inert(one.memo),
    )


def _inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _written(rows: Sequence[Sequence[object]]) -> str:
    page = io.StringIO()
    csv.writer(page).writerows(rows)
    return page.getvalue()
