"""`reelwright worker`: takes jobs from the queue and makes them, until it is told to stop."""

from typing import Annotated

import typer

from reelwright.settings import load

Of = Annotated[
    int | None,
    typer.Option("--of", hidden=True, help="The line to the server that started this worker."),
]


def worker(*, of: Of = None) -> None:
    """Make the films that are asked for, until Ctrl-C or SIGTERM; as many workers as you like."""
    from reelwright.wiring.working import work  # noqa: PLC0415 - only a server has its packages

    work(load(), of, lambda name: typer.echo(f"Worker {name} takes jobs. Ctrl-C ends it."))


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(worker)
