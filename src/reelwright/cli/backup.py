"""`reelwright backup` and `reelwright restore`: an installation in a folder, and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reelwright.settings import load

if TYPE_CHECKING:
    from reelwright.wiring.backup import Backup

Target = Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder for the backup.")]
Source = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of a backup.")]
Replace = Annotated[bool, typer.Option("--replace", help="Remove what is in the database now.")]


def backup(folder: Target) -> None:
    """Copy the database and the media that it names; the server may run meanwhile."""
    from reelwright.wiring import backup as backups  # noqa: PLC0415 - a server's packages
    from reelwright.wiring.office import now  # noqa: PLC0415

    made = backups.backup(load(), folder, now())
    typer.echo(f"The backup is in {made.folder}; {_media(made)}")


def restore(folder: Source, *, replace: Replace = False) -> None:
    """Bring back what a backup holds; stop the server first."""
    from reelwright.wiring import backup as backups  # noqa: PLC0415 - a server's packages

    made = backups.restore(load(), folder, replace=replace)
    typer.echo(f"The backup in {made.folder} is back; {_media(made)}")


def _media(made: "Backup") -> str:
    if not made.missing:
        return f"all {made.named} media files that it names are there."
    shown = "".join(f"\n  {key}" for key in made.missing[:20])
    return f"{len(made.missing)} of the {made.named} media files that it names are missing:{shown}"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(backup)
    app.command()(restore)
