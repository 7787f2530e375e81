"""`reelwright voices`: who can speak, and in which languages."""

import typer

from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.providers.catalog import offer


def voices(*, as_json: options.AsJson = False) -> None:
    """List the voices; the first is the default."""
    show(
        [
            {
                "voice": profile.name,
                "about": profile.about,
                "languages": ", ".join(profile.languages),
            }
            for profile in offer("offline", "voice").voices
        ],
        as_json=as_json,
    )


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(voices)
