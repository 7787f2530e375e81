"""A command timed from its cold start: wall and CPU seconds of the whole process tree, and memory.

    python -m benchmarks.render.stopwatch [--memory SECONDS] COMMAND...

It runs between us and the command, once for each, as the reaper of all that the command leaves
behind, so that processes nobody waited for (a browser's) are counted to the last tick.
"""

import argparse
import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Took:
    """What a command took: wall and CPU seconds, and the memory of its tree, sampled, in bytes.

    Memory is PSS, the proportional set size: what processes share is counted once.
    """

    wall: float
    cpu: float
    memory: tuple[int, ...] = ()


def run(
    command: Sequence[object],
    *,
    memory: float | None = None,
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Took:
    """Run a command to its end and return what it took; `RuntimeError` with its words if it fails.

    With `memory`, its memory is sampled every so many seconds, which costs some CPU time.
    """
    sampling = [] if memory is None else [f"--memory={memory}"]
    watch = [sys.executable, "-m", __name__, *sampling, "--", *map(str, command)]
    environment = {**os.environ, **(env or {})}
    # Its own modules are found from wherever it is run.
    environment["PYTHONPATH"] = f"{ROOT}{os.pathsep}{environment.get('PYTHONPATH', '')}"
    # An installed package has its bytecode; so has what is timed, from its second run on.
    environment["PYTHONDONTWRITEBYTECODE"] = ""
    done = subprocess.run(
        watch, check=False, cwd=folder or ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{done.stderr[-2000:]}")
    facts = json.loads(done.stdout.splitlines()[-1])
    return Took(facts["wall"], facts["cpu"], tuple(facts["memory"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--memory", type=float)
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args()
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    samples: list[int] = []
    over = threading.Event()
    if asked.memory:
        threading.Thread(target=_sample, args=(samples, asked.memory, over), daemon=True).start()
    begun = time.perf_counter()
    status = subprocess.run(asked.command, check=False, stdout=sys.stderr).returncode
    wall = time.perf_counter() - begun
    over.set()
    _reap()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": samples}))
    sys.exit(1 if status else 0)


def _reap() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _sample(samples: list[int], every: float, over: threading.Event) -> None:
    me = os.getpid()
    while not over.wait(every):
        samples.append(sum(_pss(process) for process in _below(me)))


def _below(root: int) -> list[int]:
    """Return the processes below `root`."""
    below: list[int] = []
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:  # it has gone meanwhile
            continue
        below += [one for child in children for one in (child, *_below(child))]
    return below


def _pss(process: int) -> int:
    try:
        facts = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(
        int(line.split()[1]) * 1024 for line in facts.splitlines() if line.startswith("Pss:")
    )


if __name__ == "__main__":
    main()
