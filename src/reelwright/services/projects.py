"""Projects: folders that an account puts its productions into."""

from dataclasses import replace
from datetime import datetime

from reelwright.model.errors import NotFound
from reelwright.model.ids import new_id
from reelwright.ports.records import Records
from reelwright.ports.records.projects import Project


def create(
    records: Records, account: str, name: str, description: str, *, origin: str, at: datetime
) -> Project:
    """Keep a new project of an account's and return it."""
    project = Project(
        id=new_id(at),
        number=records.projects.next_number(),
        account_id=account,
        origin=origin,
        name=name,
        description=description,
        created_at=at,
        updated_at=at,
    )
    records.projects.add(project)
    return project


def get(records: Records, account: str, project: str) -> Project:
    """Return the account's project; `NotFound` where there is none, or it is another's."""
    found = records.projects.get(account, project)
    if found is None:
        raise NotFound(f"There is no project {project!r}.")
    return found


def of_number(records: Records, account: str, number: int, *, origin: str) -> Project:
    """Return the account's project with a public integer, of one contract; `NotFound` as above."""
    found = records.projects.by_number(account, number)
    if found is None or found.origin != origin:
        raise NotFound(f"There is no project {number}.")
    return found


def change(
    records: Records,
    account: str,
    project: str,
    *,
    name: str | None = None,
    description: str | None = None,
    at: datetime,
) -> Project:
    """Rename or describe a project anew and return it; what is None stays."""
    old = get(records, account, project)
    new = replace(
        old,
        name=old.name if name is None else name,
        description=old.description if description is None else description,
        updated_at=at,
    )
    records.projects.save(new)
    return new


def remove(records: Records, account: str, project: str) -> None:
    """Forget a project and all that is in it."""
    records.projects.remove(get(records, account, project).id)
