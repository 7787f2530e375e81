"""The program as a process: how it begins, its streams, its exit code.

Imports next to nothing, so that a Ctrl-C is heard while the rest is still being imported.
"""

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO

from reelwright.cli.complain import WRONG, complain
from reelwright.cli.early import begin
from reelwright.cli.stop import Stopped, heed


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and end the process with its exit code; nobody ever sees a traceback."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    code = WRONG
    try:
        heed()
        code = _run(given)
    except Stopped as stopped:
        code = stopped.code
        complain(["Stopped. Nothing was left behind."], code="cancelled", as_json="--json" in given)
    except OSError as refused:
        complain([f"The answer could not be written: {refused.strerror}."])
    finally:
        for stream in (sys.stdout, sys.stderr):
            _let_go(stream)
    sys.exit(code)


def _run(arguments: Sequence[str]) -> int:
    gc.disable()  # nothing that is imported becomes garbage; looking for some is a tenth of it
    begin(arguments)
    from reelwright.cli.app import run  # noqa: PLC0415 - after the signals are heeded

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # closed streams are None
            stream.reconfigure(errors="backslashreplace")
    code = run(arguments)
    if sys.stdout:
        sys.stdout.flush()
    return code


def _let_go(stream: TextIO | None) -> None:
    """Drop what a stream will not take, or Python tries again when it ends, and tells of it."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
