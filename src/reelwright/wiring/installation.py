"""One installation, as the settings describe it: its folders, its database, its office."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import sqlalchemy as sa

from reelwright.durable import database
from reelwright.model.errors import Unavailable
from reelwright.settings import Settings
from reelwright.storage.sql import schema
from reelwright.wiring import office
from reelwright.wiring.house import house
from reelwright.wiring.office import Office
from reelwright.wiring.stores import media


@contextmanager
def installed(settings: Settings, *, make: bool = False) -> Iterator[Office]:
    """Give the office of the installation that the settings describe, and close it afterwards.

    With `make`, folders and tables are made where there are none yet. `Unavailable` where the data
    folder cannot be written, the database is away, or its tables are not those of this version.
    """
    writable(settings)
    if make and revision(settings) is None:
        upgrade(settings)
    with reached():
        plain = office.opened(settings.data, settings.database, house(settings))
    found = replace(plain, blobs=media(settings))
    try:
        yield found
    finally:
        found.close()


def writable(settings: Settings) -> None:
    """Make the data folder; `Unavailable` where that cannot be, or it cannot be written."""
    folder = settings.data
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError as refused:
        raise Unavailable(
            f"The folder {folder} cannot be written: {refused.strerror}. "
            "Choose another in REELWRIGHT_DATA."
        ) from None


def revision(settings: Settings) -> str | None:
    """Return the revision the database's tables are at; None for a database without any."""
    with reached():
        connections = database.engine(settings.database)
        try:
            return schema.current(connections)
        finally:
            connections.dispose()


def upgrade(settings: Settings) -> None:
    """Bring the database's tables up to date; workers may run meanwhile."""
    writable(settings)
    with reached():
        office.upgraded(settings.database)


@contextmanager
def reached() -> Iterator[None]:
    """Tell in a sentence that the database is away."""
    try:
        yield
    except sa.exc.SQLAlchemyError as wrong:
        if not database.away(wrong):
            raise
        first = str(getattr(wrong, "orig", None) or wrong).strip().splitlines()[0]
        raise Unavailable(
            f"The database cannot be reached: {first}. See that it runs, and that DATABASE_URL is "
            "right."
        ) from None
