"""`reelwright models`: which models make what."""

import typer

from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.providers.catalog import VENDORS, offer


def models(*, as_json: options.AsJson = False) -> None:
    """List the vendors' models by what they make."""
    pictures = [
        {"makes": makes, "model": model.id, "about": model.about}
        for makes, port in (("pictures", "visual"), ("motion", "animator"))
        for model in offer("offline", port).models
    ]
    others = [
        {"makes": port, "model": f"{vendor}:{port}", "about": _ABOUT[port]}
        for vendor, ports in VENDORS.items()
        for port in ports
        if port in _ABOUT
    ]
    show([*pictures, *others], as_json=as_json)


_ABOUT = {
    "planner": "storyboards from templates and stories, without a language model",
    "voice": "speech by Kokoro-82M, with the times of its words",
    "transcriber": "words in sound, by Whisper base (the extra `transcribe`)",
    "music": "a library of 28 tracks",
    "moderator": "a first gate of rules, in thirteen categories",
}


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(models)
