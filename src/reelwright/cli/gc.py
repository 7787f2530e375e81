"""`reelwright gc`: what nothing names any more is removed."""

from typing import Annotated

import typer

from reelwright.settings import load

DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")]


def gc(*, dry_run: DryRun = False) -> None:
    """Remove media and folders that nothing names any more; a server does so every hour."""
    from reelwright.wiring import clearing  # noqa: PLC0415 - only a server has its packages
    from reelwright.wiring.catalogue import kept  # noqa: PLC0415
    from reelwright.wiring.duties import work  # noqa: PLC0415
    from reelwright.wiring.installation import installed  # noqa: PLC0415
    from reelwright.wiring.stores import media  # noqa: PLC0415

    settings = load()
    with installed(settings) as office:
        gone = clearing.clear(
            office.store,
            media(settings),
            work(settings),
            office.clock(),
            keep=kept(),
            pretend=dry_run,
        )
    told = f"{gone.blobs} media files ({gone.bytes / 1e6:.1f} MB)"
    if dry_run:
        typer.echo(f"{told} would be removed.")
        return
    typer.echo(
        f"Removed {told}, {gone.uploads} abandoned uploads, {gone.halves} half-written files and "
        f"{gone.folders} work folders."
    )


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(gc)
