"""Nothing is fetched while a film is made: the kernel ends any process that asks for the network."""

import ctypes
import platform
import signal
import struct
import subprocess
import sys

import pytest

# Of <linux/audit.h> and the kernel's tables: the machine's number, and that of its call `socket`.
CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
KILL, ALLOW = 0x80000000, 0x7FFF0000
NUMBER, MACHINE, FAMILY = 0, 4, 16  # where `struct seccomp_data` has them
INTERNET = (2, 10)  # AF_INET, AF_INET6

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in CALLS,
    reason="the filter is written for Linux on x86-64 and ARM",
)


def without_network() -> None:
    """From here on this process, and all it starts, is killed when it opens an internet socket.

    A filter of seccomp(2), which native code and children cannot get round either. Sockets between
    processes of one machine stay.
    """
    machine, call = CALLS[platform.machine()]
    steps = [
        (LOAD, 0, 0, MACHINE),
        (EQUAL, 0, 6, machine),
        (LOAD, 0, 0, NUMBER),
        (EQUAL, 0, 3, call),
        (LOAD, 0, 0, FAMILY),
        (EQUAL, 2, 0, INTERNET[0]),
        (EQUAL, 1, 0, INTERNET[1]),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, KILL),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    place = ctypes.create_string_buffer(program)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(place), 0, 0):
        raise OSError(ctypes.get_errno(), "this kernel filters no calls")


ASKING = {
    "socket": "import socket; socket.socket()",
    "socket-6": "import socket; socket.socket(socket.AF_INET6)",
    "child": "import subprocess, sys\n"
    "asked = [sys.executable, '-c', 'import socket; socket.socket()']\n"
    "sys.exit(subprocess.run(asked).returncode)",
}


@pytest.mark.parametrize("code", ASKING.values(), ids=ASKING.keys())
def test_asking_for_network_is_noticed(code):
    """Or the films below would prove nothing."""
    asked = [sys.executable, "-c", code]
    run = subprocess.run(asked, check=False, preexec_fn=without_network)
    assert run.returncode in {-signal.SIGSYS, 256 - signal.SIGSYS}


SMALL = ("--resolution", "360p", "--fps", "12")


@pytest.fixture
def cut_off(painter):
    """The program as somebody without a network types it; what it answers."""

    def types(*words: str) -> str:
        run = painter.types(*words, preexec_fn=without_network)
        assert run.returncode == 0, (run.returncode, run.stderr)
        return run.stdout

    return types


def test_film_is_made_and_heard_without_network(cut_off, painter):
    """Moderated, planned, painted, moved, spoken, scored and filmed; then transcribed, aligned."""
    cut_off("make", "--script", "barn.txt", *SMALL)
    for known in [(), ("--text", "barn.txt")]:
        cut_off("transcribe", "film.mp4", *known, "--language", "english", "-o", "heard.srt")
        assert "red barn" in (painter.folder / "heard.srt").read_text().lower()


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("--script", "barn.txt", "--quality", "low"),
        ("--story", "bedtime", "--language", "japanese", "--duration", "10"),
        ("--story", "mystery", "--language", "hindi", "--duration", "10", "--style", "noir"),
    ],
    ids=" ".join,
)
def test_any_film_is_made_without_network(cut_off, words):
    assert "film.mp4" in cut_off("make", *words, *SMALL)
