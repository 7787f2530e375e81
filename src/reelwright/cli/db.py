"""`reelwright db`: the revision of the database's tables, and bringing them up to date."""

import typer

from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.settings import load

db = typer.Typer(help="The database's tables.", no_args_is_help=True)


@db.command()
def current(*, as_json: options.AsJson = False) -> None:
    """Say which revision the tables are at, and which one this version needs."""
    from reelwright.storage.sql import schema  # noqa: PLC0415 - only a server needs its packages
    from reelwright.wiring.installation import revision  # noqa: PLC0415

    found = revision(load()) or "none"
    show([{"current": found, "needed": schema.latest()}], as_json=as_json)


@db.command()
def upgrade() -> None:
    """Bring the tables up to date; a server and its workers may run meanwhile."""
    from reelwright.wiring.installation import revision, upgrade  # noqa: PLC0415

    settings = load()
    upgrade(settings)
    typer.echo(f"The tables are at revision {revision(settings)}.")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(db, name="db")
