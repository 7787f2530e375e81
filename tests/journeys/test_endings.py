"""However a run ends, it says so in a sentence or two and leaves nothing behind."""

import ctypes
import resource
import signal
import subprocess

import pytest

_DROP_FROM_BOUNDING_SET, _DAC_OVERRIDE = 24, 1
STOPPED = "Stopped. Nothing was left behind."


def until(run: subprocess.Popen[str], word: str) -> list[str]:
    """Read what a run tells until it tells `word`, and return the lines."""
    told = []
    for line in run.stderr:
        told.append(line)
        if word in line:
            break
    return told


def stopped(user, *arguments: str, after: str, by: signal.Signals, times: int = 1) -> list[str]:
    """Stop a run after it told `after`; return the rest of what it told, once it has ended."""
    run = user.starts(*arguments)
    assert after in until(run, after)[-1]
    for _ in range(times):
        run.send_signal(by)
    told = run.stderr.read()
    run.communicate()
    assert run.returncode == 128 + by
    return told.splitlines()


@pytest.mark.parametrize(
    ("arguments", "after"),
    [
        ((), "checking"),
        ((), "speaking"),
        (("--voice", "none", "--duration", "20", "--fps", "60"), "filming: frame"),
    ],
)
def test_interrupt_ends_it_whole(painter, arguments, after):
    """And what was there before still is."""
    painter.writes("film.mp4", "an older film")
    draft = ("make", "--script", "barn.txt", "--resolution", "360p", *arguments)
    assert stopped(painter, *draft, after=after, by=signal.SIGINT)[-1] == STOPPED
    assert (painter.folder / "film.mp4").read_text() == "an older film"
    assert painter.litter == ["folder/barn.txt", "folder/film.mp4"]


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_other_signals_end_it_as_well(painter, mute, by):
    told = stopped(painter, *mute.arguments, after="planning", by=by, times=3)
    assert told[-1] == STOPPED
    assert painter.litter == ["folder/barn.txt"]


def test_interrupt_is_told_to_machines(painter, mute):
    """With --json nothing is told before the end, so it is stopped in the middle of its imports."""
    run = painter.starts(*mute.arguments, "--json")
    with pytest.raises(subprocess.TimeoutExpired):
        run.wait(timeout=0.6)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate()
    assert run.returncode == 130
    assert told == (
        '{"error": {"code": "cancelled", "sentences": ["Stopped. Nothing was left behind."]}}\n'
    )
    assert painter.litter == ["folder/barn.txt"]


def limited(size: int):
    """Return what makes a process's files no larger than `size` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_full_disk_is_told(painter, mute):
    """The media folder holds what is gathered, so that it is the film that finds no room."""
    full = limited(len(mute.content) // 2)
    run = painter.types(*mute.arguments, env=mute.kept, preexec_fn=full)
    assert run.stderr.splitlines()[-1] == (
        "There is no room left for film.mp4. Free some space, or choose another --output."
    )
    assert (run.returncode, painter.litter) == (2, ["folder/barn.txt"])


def test_full_folder_for_passing_files_is_told(painter, mute):
    run = painter.types(*mute.arguments, preexec_fn=limited(10_000))
    assert run.returncode == 2
    last = run.stderr.splitlines()[-1]
    assert last.startswith(f"The folder {painter.passing}")
    assert "File too large" in last
    assert painter.litter == ["folder/barn.txt"]


def test_reader_who_leaves_ends_it_quietly(painter, mute):
    """As in `reelwright make … 2>&1 | head -1`."""
    run = painter.starts(*mute.arguments, stdout=subprocess.DEVNULL)
    run.stderr.readline()
    run.stderr.close()
    assert run.wait() == 1
    assert painter.litter == ["folder/barn.txt"]


def test_answer_nobody_takes_is_no_fault(user):
    """As in `reelwright voices | true`."""
    run = user.starts("voices")
    run.stdout.close()
    run.stdout = None  # or `communicate` would read it
    assert run.communicate() == (None, "")
    assert run.returncode == 1


def test_answer_without_room_is_told(user):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - no file
        run = user.types("plan", "A fox", stdout=full)
    assert run.stderr == "The answer could not be written: No space left on device.\n"
    assert run.returncode == 2


def test_locked_folder_is_told(user):
    """Asked by a user who may not write there (root may write anywhere)."""
    (user.folder / "locked").mkdir(mode=0o555)
    run = user.types("make", "A fox", "-o", "locked/film.mp4", preexec_fn=unprivileged)
    assert run.stderr == (
        "The folder locked cannot be written: Permission denied. Choose another output.\n"
    )
    assert (run.returncode, user.litter) == (2, ["folder/locked"])


def unprivileged() -> None:
    """Give up the power to write where permissions say no, if there is any (capabilities(7))."""
    ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDING_SET, _DAC_OVERRIDE)
