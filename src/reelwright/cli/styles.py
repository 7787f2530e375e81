"""`reelwright styles`: how pictures can be drawn and captions shown."""

import typer

from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.model.brief import CaptionStyle, Style
from reelwright.providers.catalog import offer
from reelwright.wiring.catalogue import CAPTIONS, PICTURES


def styles(*, as_json: options.AsJson = False) -> None:
    """List the styles of pictures and captions, and the genres and moods of music."""
    rows = [
        *(_row("--style", name, PICTURES[name]) for name in Style),
        *(_row("--captions", name, CAPTIONS[name]) for name in CaptionStyle),
        *(_row("--music", name, "a genre of music") for name in offer("offline", "music").genres),
        *(_row("--mood", name, "a mood of music") for name in offer("offline", "music").moods),
    ]
    show(rows, as_json=as_json)


def _row(option: str, name: str, about: str) -> dict[str, str]:
    return {"option": option, "name": name, "about": about}


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(styles)
