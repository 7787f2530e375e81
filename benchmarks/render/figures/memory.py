"""Memory: ten minutes of film against one, in two worker processes."""

import statistics
import sys

from benchmarks.render import stopwatch
from benchmarks.render.bench import Bench, Result, Row, Say
from benchmarks.render.film import Film

SCENES = {"1 min": 12, "10 min": 120}
_EVERY = 0.2
"""Seconds between samples."""


def measure(bench: Bench, say: Say) -> Result:
    rows = []
    peaks: dict[str, float] = {}
    for name, scenes in SCENES.items():
        samples = megabytes(bench, bench.film(scenes))
        say(f"  {name}: {_eighths(samples)}")
        peaks[name] = max(samples)
        rows.append(
            Row(f"{name}: peak", "MB", (peaks[name],), (peaks["1 min"],), "≤ 400, equal ±3 %")
        )
        rows.append(Row(f"{name}: median", "MB", (statistics.median(samples),)))
    return Result(
        "Memory: PSS of the whole process tree, two workers, quality low, sound and all",
        tuple(rows),
        against="1 min",
        notes=(f"Sampled every {_EVERY:g} s; once, for it does not vary with the machine's load.",),
    )


def megabytes(bench: Bench, film: Film) -> list[float]:
    """Return the memory of a render of a film, over its time."""
    command = [sys.executable, "-m", "benchmarks.render.ours", "film", film.path]
    command += [bench.place("memory.mp4"), "--quality=low"]
    return [size / 1e6 for size in stopwatch.run(command, memory=_EVERY).memory]


def _eighths(samples: list[float]) -> str:
    """Return the peak in each eighth of the time."""
    size = max(1, len(samples) // 8)
    peaks = [max(samples[first : first + size]) for first in range(0, len(samples), size)]
    return ", ".join(f"{peak:.0f} MB" for peak in peaks)
