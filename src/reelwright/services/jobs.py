"""Jobs: work that is accepted in one transaction with its money, and ends in exactly one way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from reelwright.model.errors import (
    Broken,
    Cancelled,
    NotFound,
    OverQuota,
    ReelwrightError,
    Refused,
    Unavailable,
)
from reelwright.model.ids import new_id
from reelwright.model.storyboard import Storyboard
from reelwright.model.value import Json
from reelwright.ports.records import Records
from reelwright.ports.records.jobs import ENDED, Job, JobState, StepRow
from reelwright.ports.records.ledger import Unit
from reelwright.ports.records.productions import Production
from reelwright.services import news, spending
from reelwright.services.spending import Prices, Quote, Terms, Work

QUICK: Final = frozenset({"plan", "check", "sample"})
"""The kinds of job that make no film: whoever asked waits for them, so they wait for no film."""

OPEN = tuple(state for state in JobState if state not in ENDED)

_FEW, _MANY = 100, 10_000
"""More jobs than are ever open at once: of one production, of one account."""


class Crowded(OverQuota):
    """As many jobs of one account wait or run as may."""

    code = "too_many_jobs"


class Busy(OverQuota):
    """As many jobs wait here as may: nobody's own fault, and soon over."""

    code = "busy"
    retry_may_help = True


@dataclass(frozen=True, slots=True)
class Room:
    """How many jobs may wait or run: of one account, and of all."""

    account: int = 100
    overall: int = 10_000


@dataclass(frozen=True, slots=True)
class Order:
    """A job to accept: its kind, through which contract it came, what to do, and what it costs.

    `details` are that contract's own.
    """

    kind: str
    origin: str
    request: Mapping[str, Json]
    quote: Quote
    terms: Terms
    production: str | None = None
    priority: int = 10
    details: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: its result, what is less than was asked, and what was made, priced."""

    result: Mapping[str, Json]
    bill: Quote
    degradations: tuple[Mapping[str, Json], ...] = ()


NOTHING = Quote((), 0)
"""The bill of a job that made nothing."""


def accept(records: Records, account: str, order: Order, room: Room, at: datetime) -> Job:
    """Accept a job: its row, its money, its place in the queue and its first event, or nothing.

    Raises `OverQuota` where there is no money, or the caps forbid it; `Crowded` where there is no
    room for the account, `Busy` for nobody.
    """
    job = _new(records, account, order, at)
    _within(records, account, room)
    records.jobs.add(job)
    held = spending.accept(records, account, job.id, order.quote, order.terms, at)
    job = replace(job, held=held, counted=spending.counted(order.quote, order.terms))
    records.jobs.change(job, OPEN)
    hand_over(records, job)
    _told(records, job, "job.accepted", at)
    return job


def hand_over(records: Records, job: Job) -> None:
    """Put a job into the queue, unless it is there."""
    records.queue.enqueue(job.id, job.account_id, job.priority, quick=job.kind in QUICK)


def turn_away(records: Records, account: str, order: Order, error: Refused, at: datetime) -> Job:
    """Keep a job that is refused before it begins: never queued, with nothing held or spent."""
    job = replace(
        _new(records, account, order, at),
        state=JobState.REJECTED,
        error_code=error.code,
        error=str(error),
        ended_at=at,
    )
    records.jobs.add(job)
    _told(records, job, "job.rejected", at)
    return job


def annotate(records: Records, job: Job, details: Mapping[str, Json]) -> Job:
    """Keep what a job's contract notes of it, whatever its state; return it so."""
    noted = replace(job, details=details)
    records.jobs.change(noted, tuple(JobState))
    return noted


def get(records: Records, account: str, job: str, *, origin: str | None = None) -> Job:
    """Return the account's job; `NotFound` where there is none, or it is another's.

    With an `origin`, jobs that came through other contracts are not there either.
    """
    found = records.jobs.get(account, job)
    if found is None or origin not in (None, found.origin):
        raise NotFound(f"There is no job {job!r}.")
    return found


def of_number(records: Records, account: str | None, number: int, *, origin: str) -> Job:
    """Return the job with a public integer that came through one contract, or `NotFound`.

    It is an account's; None stands for any, and is for admins.
    """
    found = records.jobs.by_number(account, number)
    if found is None or found.origin != origin:
        raise NotFound(f"There is no job {number}.")
    return found


def of_id(records: Records, job: str) -> Job:
    """Return a job, whoever's it is: for the studio floor, never for a caller; or `NotFound`."""
    found = records.jobs.by_id(job)
    if found is None:
        raise NotFound(f"There is no job {job!r}.")
    return found


def begin(records: Records, job: str, at: datetime) -> Job:
    """Note that a job is being worked on, for the first time or again; `Cancelled` if it ended."""
    found = of_id(records, job)
    begun = replace(
        found,
        state=JobState.RUNNING,
        attempts=found.attempts + 1,
        started_at=found.started_at or at,
    )
    if not records.jobs.change(begun, OPEN):
        raise Cancelled("The job has ended.")
    _told(records, begun, "job.started", at)
    return begun


def planned(records: Records, job: str, board: Storyboard) -> Job:
    """Keep the storyboard a job is made by, whatever is edited meanwhile, as `request.made_by`.

    Its `storyboard`, which it was accepted with or without, stays: a job that is resumed takes the
    same steps.
    """
    found = of_id(records, job)
    later = replace(found, request={**found.request, "made_by": board.write()})
    records.jobs.change(later, OPEN)
    return later


def tried(records: Records, job: str, times: int) -> None:
    """Note that a job was tried so often at least, by whoever made one of its pieces."""
    found = of_id(records, job)
    if times > found.attempts:
        records.jobs.change(replace(found, attempts=times), OPEN)


def tell(records: Records, job: str, tales: frozenset[str]) -> None:
    """Note the tales that a job is about to tell, so that no other of its account tells them."""
    found = of_id(records, job)
    records.jobs.change(replace(found, request={**found.request, "tales": sorted(tales)}), OPEN)


def tales(job: Job) -> frozenset[str]:
    """Return the tales that a job was noted to tell."""
    noted = job.request.get("tales")
    return frozenset(map(str, noted)) if isinstance(noted, list) else frozenset()


def bill(job: Job, work: Work, prices: Prices) -> Quote:
    """Return what a job that was made costs, by the price list.

    Where its request says `fixed`, as a contract does that names its price beforehand, it costs all
    the credits that were held; its day still counts what it came to in dollars.
    """
    quote = spending.priced(work, prices)
    if job.request.get("fixed") is True and job.unit is Unit.CREDITS:
        return replace(quote, credits=job.held)
    return quote


def step(records: Records, job: str, row: StepRow, progress: float, at: datetime) -> None:
    """Note how far a job is with one of its steps; a job that ended stays as it is."""
    found = of_id(records, job)
    later = replace(found, stage=row.name, progress=round(max(progress, found.progress), 4))
    if not records.jobs.change(later, OPEN):
        return
    records.jobs.put_step(row)
    payload: dict[str, Json] = {
        "step": row.name,
        "state": row.state,
        "note": row.note,
        "progress": later.progress,
    }
    news.tell(records, news.job_topic(job), "job.progress", payload, at)


def succeed(records: Records, job: str, outcome: Outcome, at: datetime) -> Job:
    """End a job with what came of it, and take what it cost; a job that ended stays as it is."""
    found = of_id(records, job)
    if found.state in ENDED:
        return found
    done = replace(
        found,
        state=JobState.SUCCEEDED,
        progress=1.0,
        result=outcome.result,
        degradations=outcome.degradations,
    )
    return _end(records, done, outcome.bill, at)


def fail(records: Records, job: str, error: ReelwrightError, bill: Quote, at: datetime) -> Job:
    """End a job with the error that stopped it, and take what was spent on it by then."""
    found = of_id(records, job)
    if found.state in ENDED:
        return found
    state = _STATES.get(type(error), JobState.FAILED)
    failed = replace(found, state=state, error_code=error.code, error=_sentence(error))
    return _end(records, failed, bill, at)


def cancel(records: Records, account: str, job: str, bill: Quote, at: datetime) -> Job:
    """End a job because its owner asks; one that has ended stays as it is."""
    found = get(records, account, job)
    return fail(records, found.id, Cancelled("The job was cancelled."), bill, at)


def under_way(records: Records, production: Production, kind: str) -> Job | None:
    """Return the production's job of a kind that has not ended; None if there is none."""
    account = production.account_id
    found = records.jobs.of(account, _FEW, states=OPEN, production=production.id)
    return next((job for job in found if job.kind == kind), None)


def call_off(
    records: Records,
    account: str,
    at: datetime,
    *,
    production: str | None = None,
    project: str | None = None,
) -> tuple[Job, ...]:
    """Cancel all that is at work on a production, or in a project; return the jobs as they ended.

    For the studio floor to be told once that is committed.
    """
    found = records.jobs.of(account, _MANY, states=OPEN, production=production)
    wanted = [job for job in found if project is None or _project(records, job) == project]
    return tuple(cancel(records, account, job.id, NOTHING, at) for job in wanted)


def _new(records: Records, account: str, order: Order, at: datetime) -> Job:
    # Numbers are given to one after another, so whoever has one sees the jobs accepted before.
    number = records.jobs.next_number()
    return Job(
        id=new_id(at),
        number=number,
        account_id=account,
        production_id=order.production,
        origin=order.origin,
        kind=order.kind,
        state=JobState.QUEUED,
        created_at=at,
        priority=order.priority,
        request=order.request,
        unit=order.terms.unit or Unit.CREDITS,
        details=order.details,
    )


def _project(records: Records, job: Job) -> str | None:
    production = records.productions.get(job.account_id, job.production_id or "")
    return production.project_id if production else None


def _end(records: Records, job: Job, bill: Quote, at: datetime) -> Job:
    job = spending.close(records, job, bill, at)
    ended = replace(job, ended_at=at)
    if not records.jobs.change(ended, OPEN):
        raise Broken(f"Job {job.id} ended twice.")
    _close(records, job, at)
    _told(records, ended, f"job.{ended.state.value}", at)
    return ended


def _close(records: Records, job: Job, at: datetime) -> None:
    """End the steps of a job that ended: what was under way was stopped, or its end not heard."""
    state = "done" if job.state is JobState.SUCCEEDED else "failed"
    for row in records.jobs.steps(job.id):
        if row.state == "running":
            records.jobs.put_step(replace(row, state=state, ended_at=at))


_STATES: dict[type[ReelwrightError], JobState] = {
    Refused: JobState.REJECTED,
    Cancelled: JobState.CANCELLED,
}


def _sentence(error: ReelwrightError) -> str:
    if isinstance(error, Broken):
        return "Something went wrong inside Reelwright; nothing was charged for what failed."
    if isinstance(error, Unavailable):  # it names folders, which are nobody else's business
        return "Something this server needs was not there; nothing was charged. Try again later."
    return str(error)


def _within(records: Records, account: str, room: Room) -> None:
    if records.jobs.count(account, OPEN) >= room.account:
        raise Crowded(
            f"{room.account} of your jobs are waiting or running, which is the most; "
            "wait until one ends, or cancel one."
        )
    if records.jobs.count(None, OPEN) >= room.overall:
        raise Busy("Too many jobs are waiting here; try again in a few minutes.")


def _told(records: Records, job: Job, kind: str, at: datetime) -> None:
    payload: dict[str, Json] = {
        "job": job.id,
        "production": job.production_id,
        "state": job.state.value,
        "progress": job.progress,
        "error": job.error,
    }
    news.tell(records, news.job_topic(job.id), kind, payload, at)
    news.announce(records, job.account_id, kind, payload, at)
