"""Signals end the program once, with an exit code of their own, unless they are turned off."""

import signal
import subprocess
import sys

import pytest

from reelwright.cli.stop import Stopped

SCRIPT = """
import signal, sys
from reelwright.cli import stop
{before}
stop.heed()
try:
    signal.raise_signal({first})
except stop.Stopped as stopped:
    signal.raise_signal({second})
    print(stopped.code, stop.stopping())
else:
    print("deaf", stop.stopping())
"""


def told(**words) -> str:
    script = SCRIPT.format(**{"before": "", "second": "signal.SIGINT", **words})
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stderr == ""
    return run.stdout.strip()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_signal_stops_once(name):
    """And whatever comes after it is ignored, so that the work can be ended in order."""
    code = 128 + getattr(signal, name)
    assert told(first=f"signal.{name}", second="signal.SIGTERM") == f"{code} True"


def test_signal_turned_off_stays_off():
    """As `nohup` does."""
    off = "signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    assert told(before=off, first="signal.SIGHUP") == "deaf False"


def test_stop_is_no_error_anybody_catches():
    assert not issubclass(Stopped, Exception)
    assert Stopped(signal.SIGINT).code == 130


def test_program_is_deaf_for_a_moment_only():
    """What is imported before the signals are heeded takes next to nothing."""
    script = "import sys, reelwright.cli; print([m for m in ('typer', 'numpy', 'av', 'rich', 'pydantic') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
