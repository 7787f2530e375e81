"""The schema of a database: which revision it is at, and bringing it up to date."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from reelwright.model.errors import Unavailable

VERSION_TABLE = "schema_version"


def upgrade(engine: sa.Engine) -> None:
    """Bring the tables up to date, in one transaction where the database can.

    `Unavailable` for tables of a newer version, of which this one knows nothing.
    """
    _known(current(engine))
    with engine.begin() as connection:
        command.upgrade(config(connection), "head")


def current(engine: sa.Engine) -> str | None:
    """Return the revision the tables are at; None for a database without any."""
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE}
        return MigrationContext.configure(connection, opts=options).get_current_revision()


def latest() -> str:
    """Return the newest revision this version of Reelwright knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def check(engine: sa.Engine) -> None:
    """Raise `Unavailable` unless the tables are at the newest revision."""
    found, wanted = current(engine), latest()
    _known(found)
    if found != wanted:
        raise Unavailable(
            f"The database is at revision {found or 'none'}, this version needs {wanted}. "
            "Run `reelwright db upgrade`."
        )


def _known(revision: str | None) -> None:
    """Raise `Unavailable` for a revision that is newer than this version."""
    scripts = ScriptDirectory.from_config(_config())
    if revision not in {None, *(one.revision for one in scripts.walk_revisions())}:
        raise Unavailable(
            f"The database is at revision {revision}, which is newer than this version of "
            "Reelwright. Install the version that made it, or a later one."
        )


def config(connection: sa.Connection) -> Config:
    """Return Alembic's settings for work on this connection."""
    settings = _config()
    settings.attributes["connection"] = connection
    return settings


def _config() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return settings
