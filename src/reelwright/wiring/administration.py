"""What an administrator may do at the machine itself, whoever's the thing is."""

from reelwright.durable.database import AWAY
from reelwright.model.brief import Brief
from reelwright.model.errors import Conflict, NotFound, Unavailable
from reelwright.model.storyboard import Storyboard
from reelwright.ports.records import Records
from reelwright.ports.records.accounts import Account
from reelwright.ports.records.jobs import ENDED, Job, JobState
from reelwright.services import accounts, jobs, productions, spending
from reelwright.services.jobs import NOTHING, Order
from reelwright.services.spending import Quote
from reelwright.wiring.office import Office

MOST = 1_000
"""Jobs that are looked through at once."""


def account(records: Records, named: str) -> Account:
    """Return the account with this e-mail address, user name or id; `NotFound` without one."""
    found = accounts.found(records, named) or records.accounts.get(named)
    if found is None:
        raise NotFound(f"There is no account {named!r}; `reelwright admin users` lists them.")
    return found


def job(records: Records, named: str) -> Job:
    """Return a job by its id; `NotFound` without one."""
    found = records.jobs.by_id(named)
    if found is None:
        raise NotFound(f"There is no job {named!r}; `reelwright admin jobs` lists them.")
    return found


def cancel(office: Office, named: str) -> Job:
    """End a job, give back what was held for it, and call it off where it runs.

    `Conflict` for one that has ended.
    """
    with office.store.write() as records:
        found = job(records, named)
        if found.state in ENDED:
            raise Conflict(f"The job has ended already: it {_ended(found)}.")
        ended = jobs.cancel(records, found.account_id, found.id, NOTHING, office.clock())
    try:
        office.queue.cancel(ended.id)
    except AWAY as away:
        raise Unavailable(
            "The job is cancelled, but the database went away before its worker was told; the "
            "workers find out by themselves."
        ) from away
    return ended


def retry(office: Office, named: str) -> Job:
    """Accept the work of a job that failed or was cancelled as a new job, and return that.

    It costs its owner what the work costs. `Conflict` for one that has not failed, `OverQuota`
    where there is no room or no money.
    """
    with office.store.write() as records:
        old = job(records, named)
        if old.state not in {JobState.FAILED, JobState.CANCELLED}:
            raise Conflict(f"Only what failed or was cancelled can be retried; it {_ended(old)}.")
        request = {name: part for name, part in old.request.items() if name != "made_by"}
        order = Order(
            kind=old.kind,
            origin=old.origin,
            request=request,
            quote=_quote(old, office),
            terms=office.house.terms,
            production=old.production_id,
            priority=old.priority,
        )
        return jobs.accept(records, old.account_id, order, office.house.room, office.clock())


def dead(office: Office) -> tuple[Job, ...]:
    """Return the dead letters: jobs that were given up because workers kept dying under them.

    Under them or under one of their scenes, that is.
    """
    with office.store.read() as records:
        failed = records.jobs.of(None, MOST, states=(JobState.FAILED,))
    buried = office.queue.buried([one.id for one in failed])
    return tuple(one for one in failed if one.id in buried)


def _quote(old: Job, office: Office) -> Quote:
    """Return what the work is foreseen to cost, by today's prices."""
    brief, board = Brief.read(old.request["brief"]), old.request.get("storyboard")
    if old.kind == "plan":
        return NOTHING
    if board is None:
        return spending.priced(productions.foreseen(brief), office.house.prices)
    read = Storyboard.read(board)
    work = productions.work(read, brief, float(brief.duration or read.duration))
    return spending.priced(work, office.house.prices)


def _ended(found: Job) -> str:
    return "was cancelled" if found.state is JobState.CANCELLED else f"is {found.state.value}"
