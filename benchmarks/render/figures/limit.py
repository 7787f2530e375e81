"""Our render against the bare encoder: the same frames, preset and processes."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.render import composed, settings, stopwatch
from benchmarks.render.bench import Bench, Result, Row, Say, interleaved
from benchmarks.render.film import Film
from benchmarks.render.stopwatch import Took

SCENES = 6
_BARE = "bare encoder"
_PRESET = {"PYTHONPATH": str(Path(__file__).parents[1] / "preset")}
_GOALS = {
    "pictures, compiled": ("≤ 1.05", "≤ 1.06"),
    "pictures, OpenCV alone": ("≤ 1.15", "≤ 1.18"),
    "whole export, compiled": ("≤ 1.12", ""),
}


def measure(bench: Bench, say: Say) -> Result:
    film = bench.film(SCENES)
    took = interleaved(bench.runs, contestants(bench, film), say)
    check_presets(bench)
    start = interleaved(bench.runs, contestants(bench, bench.short()), say)
    return Result(
        f"Against the bare encoder: {film.frames} frames, 1080p30, veryfast crf 23",
        (*_rows(took, film.frames), *_starts(start, bench.short().frames), _composing(bench, film)),
        against="the bare encoder",
    )


def contestants(bench: Bench, film: Film) -> dict[str, Callable[[], Took]]:
    """Return the bare encoder and our renders, to be run in turn on the same film."""
    raw = bench.place(f"composed-{film.frames}.yuv")
    composed.write(film.path, film.timeline, raw)
    return {
        _BARE: partial(bare, bench, raw, film),
        "pictures, compiled": partial(ours, bench, film, "pictures", "compiled"),
        "whole export, compiled": partial(ours, bench, film, "film", "compiled"),
        "pictures, OpenCV alone": partial(ours, bench, film, "pictures", "opencv"),
    }


def bare(bench: Bench, raw: Path, film: Film) -> Took:
    """Time the bare encoder on the frames in `raw`."""
    one = film.timeline
    facts = [raw, one.width, one.height, one.rate.per_second, bench.place("bare")]
    return stopwatch.run([sys.executable, "-m", "benchmarks.render.bare", *map(str, facts)])


def ours(bench: Bench, film: Film, what: str, kernels: str) -> Took:
    """Time our render of the picture track, or of the whole film, at the bare encoder's preset."""
    command = [sys.executable, "-m", "benchmarks.render.ours", what, film.path]
    out = bench.place(f"{what}-{kernels}.mp4")
    return stopwatch.run([*command, out], env={**_PRESET, "BENCH_KERNELS": kernels})


def check_presets(bench: Bench) -> None:
    """Raise `RuntimeError` unless x264 was told the same by us as by the bare encoder."""
    told = settings.of(bench.place("bare.0.mp4"))
    for what in ("pictures", "film"):
        heard = settings.of(bench.place(f"{what}-compiled.mp4"))
        if differing := {name for name in told if heard.get(name) != told[name]}:
            raise RuntimeError(f"Our x264 was set otherwise: {', '.join(sorted(differing))}.")


def _rows(took: dict[str, list[Took]], frames: int) -> list[Row]:
    against = took[_BARE]
    rows = []
    for name, runs in took.items():
        wall, cpu = _GOALS.get(name, ("", ""))
        rows.append(Row(f"{name}: wall", "s", walls(runs), walls(against), wall))
        rows.append(Row(f"{name}: CPU", "ms/frame", cpus(runs, frames), cpus(against, frames), cpu))
    return rows


def _starts(took: dict[str, list[Took]], frames: int) -> list[Row]:
    return [
        Row(f"start-up: {name}, {frames} frames", "s", walls(runs)) for name, runs in took.items()
    ]


def _composing(bench: Bench, film: Film) -> Row:
    costs = [1e3 * composed.cost(film.timeline, film.path.parent) for _ in range(bench.runs)]
    return Row("composing alone, in one process: CPU", "ms/frame", tuple(costs))


def walls(runs: list[Took]) -> tuple[float, ...]:
    """Return the wall seconds of each run."""
    return tuple(took.wall for took in runs)


def cpus(runs: list[Took], frames: int) -> tuple[float, ...]:
    """Return the CPU milliseconds a frame of each run."""
    return tuple(1e3 * took.cpu / frames for took in runs)
