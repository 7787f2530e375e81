"""`reelwright admin`: accounts, keys, credits and jobs, for who runs the machine."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.model.errors import Fault, Invalid, unknown
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.calls import Call
from reelwright.ports.records.jobs import Job, JobState
from reelwright.ports.records.ledger import Unit
from reelwright.settings import load

if TYPE_CHECKING:
    from reelwright.wiring.office import Office

admin = typer.Typer(help="Accounts, keys, credits and jobs.", no_args_is_help=True)

Who = Annotated[str, typer.Argument(help="An e-mail address, a user name or an account's id.")]
JobId = Annotated[str, typer.Argument(help="A job's id.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1_000, help="At most so many.")]


@contextmanager
def office() -> "Iterator[Office]":
    """Give the office of the installation that the settings describe."""
    from reelwright.wiring.installation import installed  # noqa: PLC0415 - a server's packages

    with installed(load()) as found:
        yield found


@admin.command()
def users(*, limit: Limit = 100, as_json: options.AsJson = False) -> None:
    """List the accounts, the oldest first."""
    with office() as found, found.store.read() as records:
        rows = [_user(one) for one in records.accounts.listed(limit)]
    _listed(rows, "There is no account yet.", as_json=as_json)


@admin.command()
def role(who: Who, role: Annotated[str, typer.Argument(help="user or admin.")]) -> None:
    """Make an account an admin's, or a user's."""
    from reelwright.services import accounts  # noqa: PLC0415 - a server's packages
    from reelwright.wiring import administration  # noqa: PLC0415

    if role not in set(Role):
        raise Invalid([Fault("ROLE", unknown("role", role, Role))])
    with office() as found, found.store.write() as records:
        account = administration.account(records, who)
        changed = accounts.set_role(records, account.id, Role(role), found.clock())
    typer.echo(f"{changed.email} is {changed.role.value} now.")


@admin.command()
def deactivate(who: Who) -> None:
    """Shut an account out: its sessions end, its keys are still."""
    _activate(who, active=False)


@admin.command()
def activate(who: Who) -> None:
    """Let an account in again."""
    _activate(who, active=True)


def _activate(who: str, *, active: bool) -> None:
    from reelwright.services import accounts  # noqa: PLC0415 - a server's packages
    from reelwright.wiring import administration  # noqa: PLC0415

    with office() as found, found.store.write() as records:
        account = administration.account(records, who)
        accounts.activate(records, account.id, found.clock(), active=active)
    typer.echo(f"{account.email} is {'let in again' if active else 'shut out'}.")


@admin.command()
def keys(who: Who, *, as_json: options.AsJson = False) -> None:
    """List an account's API keys, the newest first."""
    from reelwright.wiring import administration  # noqa: PLC0415 - a server's packages

    with office() as found, found.store.read() as records:
        account = administration.account(records, who)
        rows = [
            {
                "id": key.id,
                "key": key.shown,
                "name": key.name,
                "scopes": ", ".join(key.scopes),
                "created": _moment(key.created_at),
                "last used": _moment(key.last_used_at),
                "revoked": _moment(key.revoked_at),
            }
            for key in records.keys.of(account.id)
        ]
    _listed(rows, f"{account.email} has no keys.", as_json=as_json)


@admin.command()
def revoke(key: Annotated[str, typer.Argument(help="A key's id, from `keys`.")]) -> None:
    """End an API key."""
    with office() as found, found.store.write() as records:
        if not records.keys.revoke(key, found.clock()):
            raise Invalid([Fault("KEY", f"There is no key {key!r}, or it is revoked.")])
    typer.echo("The key is revoked.")


@admin.command()
def grant(
    who: Who,
    amount: Annotated[int, typer.Argument(help="Credits; less than nought takes them away.")],
    *,
    memo: Annotated[str, typer.Option(help="Why; the account's owner reads it.")] = "Granted",
) -> None:
    """Give an account credits."""
    from reelwright.services import credits  # noqa: PLC0415, A004 - ours, not the site's
    from reelwright.wiring import administration  # noqa: PLC0415

    with office() as found, found.store.write() as records:
        account, at = administration.account(records, who), found.clock()
        credits.grant(records, account.id, amount, memo=memo, at=at, unit=Unit.CREDITS)
        left = credits.balance(records, account.id)
    typer.echo(f"{account.email} has {left:,} credits now.")


@admin.command()
def jobs(
    *,
    state: Annotated[str | None, typer.Option(help="Those in this state alone.")] = None,
    who: Annotated[str | None, typer.Option("--account", help="This account's alone.")] = None,
    limit: Limit = 50,
    as_json: options.AsJson = False,
) -> None:
    """List jobs, the newest first."""
    from reelwright.wiring import administration  # noqa: PLC0415 - a server's packages

    if state is not None and state not in set(JobState):
        raise Invalid([Fault("--state", unknown("state", state, JobState))])
    states = () if state is None else (JobState(state),)
    with office() as found, found.store.read() as records:
        owner = None if who is None else administration.account(records, who).id
        rows = [_job(one) for one in records.jobs.of(owner, limit, states=states)]
    _listed(rows, "There is no such job.", as_json=as_json)


@admin.command()
def dead(*, as_json: options.AsJson = False) -> None:
    """List the dead letters: jobs under which workers kept dying. `retry` tries one again."""
    from reelwright.wiring import administration  # noqa: PLC0415 - a server's packages

    with office() as found:
        rows = [_job(one) for one in administration.dead(found)]
    _listed(rows, "There are no dead letters.", as_json=as_json)


@admin.command()
def doubts(*, limit: Limit = 100, as_json: options.AsJson = False) -> None:
    """List calls of vendors that may have been paid for, and whose outcome nobody received."""
    with office() as found, found.store.read() as records:
        rows = [_doubt(one) for one in records.calls.doubtful(limit)]
    _listed(rows, "There are no doubts.", as_json=as_json)


@admin.command()
def cancel(job: JobId) -> None:
    """Cancel a job; what was held for it goes back."""
    from reelwright.wiring import administration  # noqa: PLC0415 - a server's packages

    with office() as found:
        ended = administration.cancel(found, job)
    typer.echo(f"Job {ended.id} is cancelled.")


@admin.command()
def retry(job: JobId) -> None:
    """Do the work of a job again that failed or was cancelled, as a new job."""
    from reelwright.wiring import administration  # noqa: PLC0415 - a server's packages

    with office() as found:
        accepted = administration.retry(found, job)
    typer.echo(f"Job {accepted.id} does it again.")


def _user(one: Account) -> dict[str, str]:
    return {
        "id": one.id,
        "email": one.email,
        "user name": one.username or "",
        "role": one.role.value,
        "active": "yes" if one.is_active else "no",
        "created": _moment(one.created_at),
    }


def _job(one: Job) -> dict[str, str]:
    return {
        "id": one.id,
        "account": one.account_id,
        "kind": one.kind,
        "state": one.state.value,
        "progress": f"{one.progress:.0%}",
        "attempts": str(one.attempts),
        "created": _moment(one.created_at),
        "error": one.error or "",
    }


def _doubt(one: Call) -> dict[str, str]:
    return {
        "vendor": one.vendor,
        "key": one.key,
        "job": one.job_id,
        "step": one.step,
        "asked": str(one.attempts),
        "since": _moment(one.created_at),
    }


def _listed(rows: Sequence[Mapping[str, str]], none: str, *, as_json: bool) -> None:
    if not rows and not as_json:
        typer.echo(none)
        return
    show([dict(row) for row in rows], as_json=as_json)


def _moment(at: datetime | None) -> str:
    return "" if at is None else at.isoformat(timespec="seconds").replace("+00:00", "Z")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(admin, name="admin")
