"""A worker: a process of its own that makes segments for a farm.

`python -m reelwright.render.worker FD...` serves each connection it is given in a thread, and ends
with the last of them. Here is how it begins; `serving` is what it does.
"""

import gc
import signal
import sys

from reelwright.render.memory import keep_pages_small


def main() -> None:
    """Serve the connections whose file descriptors the command line names."""
    # Ctrl-C goes to everybody at the terminal; the farm decides what becomes of its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_pages_small()
    # Nothing that is imported becomes garbage, and looking for some takes a twentieth of the time.
    gc.disable()
    from reelwright.render.serving import serve  # noqa: PLC0415 - after Ctrl-C is out of the way

    gc.freeze()
    gc.enable()
    serve([int(end) for end in sys.argv[1:]])


if __name__ == "__main__":
    main()
