"""On a terminal the progress is live, and what is left on it afterwards is the answer."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

import pytest

COLUMNS = 44


def terminals() -> bool:
    """Say whether this machine has pseudo-terminals: a bare chroot has none."""
    try:
        ours, its = pty.openpty()
    except OSError:
        return False
    os.close(ours)
    os.close(its)
    return True


pytestmark = pytest.mark.skipif(not terminals(), reason="there are no pseudo-terminals here")


def watched(user, *arguments: str) -> tuple[int, str]:
    """Run the program on a narrow terminal; return its exit code and all it sent there."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 20, COLUMNS, 0, 0))
    environment = {**user.environment, "TERM": "xterm-256color", "NO_COLOR": "1"}
    del environment["COLUMNS"]
    run = subprocess.Popen(
        [user.program, *arguments],
        cwd=user.folder,
        env=environment,
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    sent = b"".join(iter(lambda: received(ours), b""))
    os.close(ours)
    return run.wait(), sent.decode()


def received(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so when the other side has closed it
        return b""


def left_on_screen(sent: str) -> list[str]:
    """Return the lines a terminal shows in the end, of the few things it was told to do."""
    lines, row = [""], 0
    for up, erase, end, text in re.findall(
        r"\x1b\[(\d+)A|(\x1b\[2K)|(\n)|([^\x1b\r\n]+)", re.sub(r"\x1b\[[\d;?]*[hlm]", "", sent)
    ):
        row += bool(end) - int(up or 0)
        lines += [""] * (row - len(lines) + 1)
        lines[row] = "" if erase else lines[row] + text
    return [line for line in lines if line]


def test_progress_is_live_and_goes(painter, mute):
    """And another seed makes another film."""
    code, sent = watched(painter, *mute.arguments, "--seed", "1")
    assert code == 0
    assert "speaking and painting" in sent
    assert "filming" in sent
    shown = left_on_screen(sent)
    assert shown[0] == "film.mp4"
    assert [line for line in shown if line.startswith(("scene", "filming", "delivering"))] == []
    assert painter.litter == ["folder/barn.txt", "folder/film.json", "folder/film.mp4"]
    assert (painter.folder / "film.mp4").read_bytes() != mute.content


@pytest.mark.parametrize("command", ["models", "doctor"])
def test_lists_fit_a_narrow_terminal(user, command):
    code, sent = watched(user, command)
    assert code == 0
    assert max(map(len, left_on_screen(sent))) <= COLUMNS
    assert re.findall(r"\x1b\[[\d;]*3\d", sent) == []  # no colours
