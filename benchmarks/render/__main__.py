"""Measure the renderer: all figures, or those named.

    python -m benchmarks.render [FIGURE...] [--runs 5] [--work DIR] [--peer-frames 60]
    python -m benchmarks.render report [--work DIR]

`timed` are those that need a machine with nothing else to do; `counted` the others, which come out
the same however busy it is. Every figure is kept as JSON in the work folder as soon as it is
measured; `report` puts the last ones into the README.
"""

import argparse
import os
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from benchmarks.render import machine, report
from benchmarks.render.bench import Bench
from benchmarks.render.peers.environment import Missing

GROUPS = {
    "timed": ("limit", "peers", "edit", "sound", "layers", "codec"),
    "counted": ("picture", "size", "memory"),
}
FIGURES = tuple(figure for group in GROUPS.values() for figure in group)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "figures", nargs="*", choices=(*FIGURES, *GROUPS, "report"), metavar="FIGURE"
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, default=_work())
    parser.add_argument("--scene", type=int, default=150, help="frames of a scene; fewer to try")
    parser.add_argument("--peer-frames", type=int, default=60, help="frames of slow peers")
    asked = parser.parse_args()
    bench = Bench(asked.work.absolute(), asked.runs, asked.scene, asked.peer_frames)
    print(machine.described(), flush=True)
    if asked.figures == ["report"]:
        report.publish(bench.work, FIGURES)
        return
    for name in asked.figures or GROUPS:
        for figure in GROUPS.get(name, (name,)):
            _measure(figure, bench)


def _work() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "reelwright-bench"


def _measure(figure: str, bench: Bench) -> None:
    begun = time.perf_counter()
    print(f"\n{figure}", flush=True)
    try:
        measure = import_module(f"benchmarks.render.figures.{figure}").measure
        result = measure(bench, lambda told: print(told, flush=True))
    except Missing as why:
        print(f"{figure} was left out: {why}.")
        return
    replace(result, machine=machine.described()).write(report.place(bench.work, figure))
    print(f"\n{report.table(result)}\n({time.perf_counter() - begun:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
