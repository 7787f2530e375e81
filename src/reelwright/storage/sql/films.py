"""Published films in the database."""

import sqlalchemy as sa

from reelwright.model.ids import Key
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.productions import blobs_in
from reelwright.storage.sql.rows import added, fields, older, one, several
from reelwright.storage.sql.tables import films


class SqlFilms:
    """The films there are, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, film: FilmRow) -> bool:
        """Keep a new film; false, and nothing kept, if its job has one."""
        return added(self._connection, films, fields(film), ["job_id"])

    def get(self, account: str, film: str) -> FilmRow | None:
        """Return the account's film with this id."""
        return self._one(films.c.id == film, films.c.account_id == account)

    def by_id(self, film: str) -> FilmRow | None:
        """Return a film, whoever's it is."""
        return self._one(films.c.id == film)

    def of_job(self, job: str) -> FilmRow | None:
        """Return the film a job made."""
        return self._one(films.c.job_id == job)

    def of(
        self, account: str, limit: int, older_than: str | None = None, production: str | None = None
    ) -> tuple[FilmRow, ...]:
        """Return an account's films, the newest first, those older than one."""
        found = sa.select(films).where(films.c.account_id == account)
        if production is not None:
            found = found.where(films.c.production_id == production)
        return several(self._connection, FilmRow, older(found, films, older_than).limit(limit))

    def renew(self, film: str) -> None:
        """Void every link to a film."""
        mine = sa.update(films).where(films.c.id == film)
        self._connection.execute(mine.values(epoch=films.c.epoch + 1))

    def remove(self, film: str) -> None:
        """Forget a film."""
        self._connection.execute(sa.delete(films).where(films.c.id == film))

    def blobs(self) -> frozenset[Key]:
        """Return every blob that a film names: its files, and what its papers say it is made of."""
        all_of_them = sa.select(films.c.blobs, films.c.sidecar).execution_options(yield_per=100)
        found = self._connection.execute(all_of_them)
        return frozenset(key for row in found for column in row for key in blobs_in(column))

    def _one(self, *wanted: "sa.ColumnElement[bool]") -> FilmRow | None:
        return one(self._connection, FilmRow, sa.select(films).where(*wanted))
