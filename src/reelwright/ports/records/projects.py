"""Projects: folders for productions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Project:
    """A folder of an account's; `origin` is the contract it was made through."""

    id: str
    number: int
    account_id: str
    origin: str
    name: str
    description: str
    created_at: datetime
    updated_at: datetime


class Projects(Protocol):
    """The projects there are. An account sees its own alone: another's is not there."""

    def add(self, project: Project) -> None:
        """Keep a new project."""
        ...

    def save(self, project: Project) -> None:
        """Keep what became of a project."""
        ...

    def get(self, account: str, project: str) -> Project | None:
        """Return the account's project with this id."""
        ...

    def by_number(self, account: str, number: int) -> Project | None:
        """Return the account's project with this public integer."""
        ...

    def of(
        self,
        account: str,
        limit: int,
        older_than: str | None = None,
        origin: str | None = None,
        skip: int = 0,
    ) -> tuple[Project, ...]:
        """Return an account's projects, the newest first, older than one, of one origin.

        The first `skip` are left out.
        """
        ...

    def count(self, account: str, origin: str) -> int:
        """Return how many projects an account has that it made through one contract."""
        ...

    def remove(self, project: str) -> None:
        """Forget a project, and all that is in it."""
        ...

    def next_number(self) -> int:
        """Return a public integer no project has."""
        ...
