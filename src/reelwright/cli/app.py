"""The commands gathered into one program, and the sentences and exit codes it can end with."""

import gc
import traceback
from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Annotated

import typer

from reelwright.cli.complain import WRONG, complain
from reelwright.model.errors import Broken, ReelwrightError, Unavailable

OURS = 70
"""The exit code for a promise of ours that was not kept (EX_SOFTWARE in sysexits.h)."""

SERVER = ("alembic", "dbos", "fastapi", "opentelemetry", "prometheus_client", "sqlalchemy")
"""Packages of the extra `server` of which the first to be missed is one."""

HOMES = {
    name: name
    for name in (
        *("make", "plan", "render", "transcribe", "voices", "styles", "models", "doctor"),
        *("serve", "worker", "settings", "db", "admin", "backup", "gc"),
    )
} | {"restore": "backup"}
"""The module here that has each command, in the order that `--help` shows them."""


def program(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the program, with all of its commands or the one that `arguments` begin with alone.

    To import every command takes as long as a short film.
    """
    app = typer.Typer(
        name="reelwright",
        help="Words go in, a finished film comes out.",
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
    )
    app.callback()(_program)
    for home in _needed(arguments):
        import_module(f"reelwright.cli.{home}").add_to(app)
    return app


def _needed(arguments: Sequence[str]) -> Collection[str]:
    first = arguments[0] if arguments else ""
    if first == "--version":
        return ()
    return (HOMES[first],) if first in HOMES else dict.fromkeys(HOMES.values())


def _tell(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - 15 ms, and for this alone

        typer.echo(f"reelwright {version('reelwright')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_tell, is_eager=True, help="Show the version.")
]


def _program(*, _version: Version = False) -> None:
    """Take the options that belong to no command."""


def run(arguments: Sequence[str]) -> int:
    """Run the program with `arguments`, by default `--help`, and return its exit code."""
    try:
        app = program(arguments)
        gc.enable()  # which `process` turned off while all this is imported
        code = app(list(arguments) or ["--help"], prog_name="reelwright", standalone_mode=False)
    except typer.TyperException as misused:
        return _complain(WRONG, arguments, "misused", _misuse(misused))
    except ReelwrightError as error:
        exit_code = OURS if isinstance(error, Broken) else WRONG
        return _complain(exit_code, arguments, error.code, str(error).splitlines())
    except Exception as ours:
        if isinstance(ours, ModuleNotFoundError) and ours.name in SERVER:
            return _complain(WRONG, arguments, Unavailable.code, [_lacking(ours.name)])
        if isinstance(ours, OSError) and ours.filename is None:  # a stream, not a file
            raise
        return _complain(OURS, arguments, Broken.code, [_bug(ours)])
    return code if isinstance(code, int) else 0


def _complain(exit_code: int, arguments: Sequence[str], code: str, sentences: list[str]) -> int:
    complain(sentences, code=code, as_json="--json" in arguments)
    return exit_code


def _misuse(misused: typer.TyperException) -> list[str]:
    message = misused.format_message()
    if "unexpected extra argument" in message:
        return [f"{message}.", 'Put words that belong together in quotes: "Ocean waves at sunset".']
    context = getattr(misused, "ctx", None)
    return [message, f"See `{context.command_path if context else 'reelwright'} --help`."]


def _lacking(package: str) -> str:
    return f"The server needs the package {package}: pip install 'reelwright[server]'."


def _bug(ours: Exception) -> str:
    """Return what broke and where, which is all of a traceback that a report needs first."""
    last = traceback.extract_tb(ours.__traceback__)[-1]
    kind = type(ours).__name__
    return (
        f"Reelwright itself broke: {kind}: {ours} ({last.filename}, line {last.lineno}). "
        "Please report this; the same command with another prompt or seed may work."
    )
