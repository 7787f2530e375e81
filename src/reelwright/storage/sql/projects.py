"""Projects in the database."""

import sqlalchemy as sa

from reelwright.ports.records.projects import Project
from reelwright.storage.sql import counters
from reelwright.storage.sql.rows import fields, older, one, several
from reelwright.storage.sql.tables import projects


class SqlProjects:
    """The projects there are, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, project: Project) -> None:
        """Keep a new project."""
        self._connection.execute(sa.insert(projects).values(**fields(project)))

    def save(self, project: Project) -> None:
        """Keep what became of a project."""
        self._connection.execute(
            sa.update(projects).where(projects.c.id == project.id).values(**fields(project))
        )

    def get(self, account: str, project: str) -> Project | None:
        """Return the account's project with this id."""
        return self._one(account, projects.c.id == project)

    def by_number(self, account: str, number: int) -> Project | None:
        """Return the account's project with this public integer."""
        return self._one(account, projects.c.number == number)

    def of(
        self,
        account: str,
        limit: int,
        older_than: str | None = None,
        origin: str | None = None,
        skip: int = 0,
    ) -> tuple[Project, ...]:
        """Return an account's projects, the newest first, older than one, of one origin."""
        found = sa.select(projects).where(projects.c.account_id == account)
        if origin is not None:
            found = found.where(projects.c.origin == origin)
        found = older(found, projects, older_than).limit(limit).offset(skip)
        return several(self._connection, Project, found)

    def count(self, account: str, origin: str) -> int:
        """Return how many projects an account has that it made through one contract."""
        counted = sa.select(sa.func.count()).select_from(projects)
        mine = counted.where(projects.c.account_id == account, projects.c.origin == origin)
        return self._connection.scalar(mine) or 0

    def remove(self, project: str) -> None:
        """Forget a project, and all that is in it."""
        self._connection.execute(sa.delete(projects).where(projects.c.id == project))

    def next_number(self) -> int:
        """Return a public integer no project has."""
        return counters.following(self._connection, "projects")

    def _one(self, account: str, wanted: "sa.ColumnElement[bool]") -> Project | None:
        mine = sa.select(projects).where(projects.c.account_id == account, wanted)
        return one(self._connection, Project, mine)
