"""The commands gathered into one program, and every way it can end."""

import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import typer

from reelwright.cli import doctor, make, models, plan, render, styles, voices
from reelwright.cli.complain import complain
from reelwright.model.errors import Broken, ReelwrightError

WRONG = 2
"""The exit code for everything a user can mend."""

OURS = 70
"""The exit code for a promise of ours that was not kept (EX_SOFTWARE in sysexits.h)."""

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""

app = typer.Typer(
    name="reelwright",
    help="Words go in, a finished film comes out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
for command in (make, plan, render, voices, styles, models, doctor):
    command.add_to(app)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and end the process with its exit code; nobody ever sees a traceback."""
    signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the program with `arguments` and return its exit code."""
    try:
        code = app(list(arguments), standalone_mode=False)
    except typer.TyperException as misused:
        complain([misused.format_message(), "See `reelwright --help`."])
        return WRONG
    except ReelwrightError as error:
        complain(str(error).splitlines(), code=error.code, as_json="--json" in arguments)
        return OURS if isinstance(error, Broken) else WRONG
    except (KeyboardInterrupt, typer.Abort):
        complain(["Stopped. Nothing was left behind."])
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
