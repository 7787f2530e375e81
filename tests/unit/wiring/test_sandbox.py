"""What a sandboxed process can do, each tried in one of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

PREPARED = """
import os, socket, subprocess, sys, threading
from pathlib import Path
from reelwright.wiring.sandbox import Bounds, confine
inside, out = Path(sys.argv[1]), Path(sys.argv[2])
gaps = confine([inside], [out], Bounds(memory=1 << 30, seconds=2, file=1 << 20))
print(list(gaps))
"""
LIBRARIES = "import av, cv2, numpy; print(numpy.ones(3).sum())"
REFUSED = {
    "another file": "open('/etc/passwd').read()",
    "a file beside": "open(inside.with_name('other')).read()",
    "to change what it reads": "open(inside, 'a')",
    "a file where it may not": "open(inside.with_name('new'), 'w')",
    "an internet socket": "socket.socket()",
    "a unix socket": "socket.socket(socket.AF_UNIX)",
    "a pair of sockets": "socket.socketpair()",
    "a program": "subprocess.run(['/bin/true'])",
    "a process": "os.fork()",
    "its parent's end": "os.kill(os.getppid(), 9)",
    "another root": "os.chroot('/')",
    "another time": "import time; time.clock_settime(time.CLOCK_REALTIME, 0)",
}


@pytest.fixture
def files(tmp_path) -> tuple[Path, Path]:
    inside, out = tmp_path / "in", tmp_path / "out"
    inside.write_text("content")
    out.touch()
    (tmp_path / "other").write_text("private")
    return inside, out


def run(files: tuple[Path, Path], code: str) -> "subprocess.CompletedProcess[str]":
    program = [sys.executable, "-I", "-c", PREPARED + code]
    return subprocess.run(
        [*program, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        env={"OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> None:
    """Skip where this machine's kernel cannot build the whole sandbox."""
    folder = tmp_path_factory.mktemp("sandbox")
    (folder / "in").touch()
    (folder / "out").touch()
    said = run((folder / "in", folder / "out"), "")
    if said.stdout != "[]\n":
        pytest.skip(f"the sandbox has gaps here: {said.stdout}{said.stderr}")


@pytest.mark.parametrize("what", REFUSED)
def test_sandbox_refuses(whole, files, what):
    ended = run(files, f"{REFUSED[what]}\nprint('done')")
    assert ended.stdout == "[]\n"
    assert "PermissionError" in ended.stderr


def test_sandbox_lets_it_work(whole, files):
    code = "out.write_text(open(inside).read()); threading.Thread(target=print, args=['thread']).start()"
    assert run(files, f"{code}\n{LIBRARIES}").stdout.split("\n") == ["[]", "thread", "3.0", ""]
    assert files[1].read_text() == "content"


def test_memory_is_bounded(files):
    assert "MemoryError" in run(files, "bytearray(1 << 30)").stderr


def test_time_is_bounded(files):
    assert run(files, "while True: pass").returncode < 0


def test_files_are_bounded(files):
    ended = run(files, "open(out, 'wb').write(bytes(2 << 20))")
    assert ended.returncode != 0
    assert files[1].stat().st_size <= 1 << 20
