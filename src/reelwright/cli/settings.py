"""`reelwright settings`: what is set, where it was set, and what could be; secrets stay secret."""

import re
from typing import Final

import typer
from pydantic import SecretStr

from reelwright.cli import options
from reelwright.cli.listing import show
from reelwright.settings import PREFIX, Settings, given

_LOGIN: Final = re.compile(r"(://[^:/@\s]*:)[^@\s]*@")
_WORDS: Final = re.compile(r"((?:password|secret|token|key)[^=&]*=)[^&\s]*", re.IGNORECASE)
_DOLLARS: Final = (
    *("cap_per_job", "cap_per_day", "film_cap_per_job", "film_cap_per_day"),
    *("film_image", "film_video", "film_voice", "film_music", "film_ffmpeg"),
)


def settings(*, as_json: options.AsJson = False) -> None:
    """List the settings: what each is, and whether a variable or the file says so."""
    found = given()
    show(
        [
            {
                "setting": PREFIX + name.upper(),
                "value": shown(found.settings, name),
                "from": found.sources.get(name, "default"),
                "about": field.description or "",
            }
            for name, field in Settings.model_fields.items()
        ],
        as_json=as_json,
    )


def shown(given: Settings, name: str) -> str:
    """Return a setting's value as anybody may see it."""
    value = getattr(given, name)
    if isinstance(value, SecretStr):
        return _veiled(value.get_secret_value())
    if name in _DOLLARS and value is not None:
        return _dollars(value)
    if name == "prices":
        return ", ".join(f"{thing} {_dollars(micros)}" for thing, micros in value.items())
    if isinstance(value, dict):
        return ", ".join(f"{one} {part}" for one, part in value.items())
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _veiled(secret: str) -> str:
    """Return an address without its password; of what is no address, that it is there."""
    if "://" not in secret:
        return "***"
    return _WORDS.sub(r"\1***", _LOGIN.sub(r"\1***@", secret))


def _dollars(micros: int) -> str:
    return f"${micros / 1_000_000:.6f}".rstrip("0").rstrip(".")


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(settings)
