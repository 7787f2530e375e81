"""`reelwright voices`: who can speak, and in which languages."""

import typer

from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.model.brief import Language
from reelwright.ports.voice import VoiceProfile
from reelwright.providers.catalog import offer


def voices(*, as_json: options.AsJson = False) -> None:
    """List the voices; the first is the default."""
    show(
        [
            {
                "voice": profile.name,
                "about": profile.about,
                "languages": ", ".join(_native(profile)),
                "with an accent": ", ".join(profile.untrained),
            }
            for profile in offer("offline", "voice").voices
        ],
        as_json=as_json,
    )


def _native(profile: VoiceProfile) -> list[Language]:
    return [one for one in profile.languages if one not in profile.untrained]


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(voices)
