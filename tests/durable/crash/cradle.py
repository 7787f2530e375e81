"""The process that workers and desks are forked from; it does as it is told on its standard input.

    python cradle.py

`{"kind": …, "words": […], "env": {…}, "told": FILE, "log": FILE}` is answered by the process id of
a child, `{"wait": ID}` by how one ended. At the end of the input every child is killed.
"""

import ctypes
import json
import os
import signal
import sys
import traceback
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from durable.crash import desk, worker

KINDS = {"worker": worker.main, "desk": desk.main}


def born(request: dict) -> None:
    """Be the child: write where it was told to, do what was asked, and end."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # with the cradle ends the child
    for stream, name in ((0, os.devnull), (1, request["told"]), (2, request["log"])):
        opened = os.open(name, os.O_RDWR | os.O_APPEND)
        os.dup2(opened, stream)
        os.close(opened)
    os.environ.update(request["env"])
    try:
        KINDS[request["kind"]](*request["words"])
    except BaseException:  # noqa: BLE001 - nothing may go on as if it were the cradle
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def answer(request: dict) -> int:
    if "wait" in request:
        return os.waitstatus_to_exitcode(os.waitpid(request["wait"], 0)[1])
    Path(request["log"]).touch()
    child = os.fork()
    if child == 0:
        born(request)
    return child


def main() -> None:
    for line in sys.stdin:
        sys.stdout.write(f"{answer(json.loads(line))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
