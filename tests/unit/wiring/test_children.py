"""Worker processes are started, started again when they end, and ended with their server."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reelwright.wiring.children import Child, Children

NAMED = (
    "import os, socket, sys, time\n"
    "line = socket.socket(fileno=int(sys.argv[1]))\n"
    "line.sendall(f'worker-{os.getpid()}'.encode())\n"
)
LIVES = (sys.executable, "-c", NAMED + "time.sleep(60)\n")
DIES = (sys.executable, "-c", NAMED)
STUBBORN = (
    sys.executable,
    "-c",
    "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + NAMED + "time.sleep(60)\n",
)


def until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.02)
    raise AssertionError("Waited for nothing.")


@pytest.fixture
def several():
    """Start children that are ended with the test."""
    started = []

    def start(*given, **more):
        children = Children(*given, **more)
        started.append(children)
        children.start()
        return children

    yield start
    for children in started:
        children.stop(0.5)


def lives(name: str) -> bool:
    return Path(f"/proc/{name.removeprefix('worker-')}").exists()


def test_as_many_run_as_are_wanted(several):
    children = several(3, lambda _name: None, command=LIVES)
    names = until(lambda: len(children.named()) == 3 and children.named())
    assert len(set(names)) == 3


def test_killed_worker_is_told_and_replaced(several):
    ended = []
    children = several(1, ended.append, command=LIVES)
    (first,) = until(children.named)
    os.kill(int(first.removeprefix("worker-")), signal.SIGKILL)
    (second,) = until(lambda: [name for name in children.named() if name != first])
    assert ended == [first]
    assert second != first


def test_worker_that_keeps_dying_is_started_ever_later():
    child, ended, noticed = Child(DIES), [], []
    for second in range(36):
        before = len(ended)
        child.tend(float(second), ended.append)
        noticed += [second] * (len(ended) - before)
        until(lambda: not child.runs)
    assert noticed == [1, 4, 9, 18, 35]


def test_stop_ends_them_all(several):
    children = several(2, lambda _name: None, command=LIVES)
    names = until(lambda: len(children.named()) == 2 and children.named())
    children.stop(10.0)
    assert [lives(name) for name in names] == [False, False]


def test_who_does_not_heed_is_killed(several):
    children = several(1, lambda _name: None, command=STUBBORN)
    (name,) = until(children.named)
    children.stop(0.3)
    assert not lives(name)


ORPHAN = """
import sys, time
from reelwright.wiring.children import Children
children = Children(1, lambda name: None, command=(sys.executable, "-c", {worker!r}))
children.start()
while not children.named():
    time.sleep(0.02)
print(children.named()[0], flush=True)
time.sleep(60)
"""
HEEDING = NAMED + "line.recv(1)\n"


def test_line_ends_when_the_server_is_killed():
    server = subprocess.Popen(
        [sys.executable, "-c", ORPHAN.format(worker=HEEDING)], stdout=subprocess.PIPE, text=True
    )
    name = server.stdout.readline().strip()
    assert lives(name)
    server.kill()
    server.communicate()
    until(lambda: not lives(name))
