"""`reelwright models`: which models make what."""

import typer

from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.wiring import catalogue


def models(*, as_json: options.AsJson = False) -> None:
    """List the vendors' models by what they make."""
    show(catalogue.models(), as_json=as_json)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(models)
