"""What an edit costs: one caption of a minute's film changed, against rendering all of it."""

import sys
from functools import partial
from pathlib import Path
from shutil import rmtree

from benchmarks.render import stopwatch
from benchmarks.render.bench import Bench, Result, Row, Say, interleaved
from benchmarks.render.figures.limit import cpus, walls
from benchmarks.render.film import Film, edited
from benchmarks.render.stopwatch import Took

SCENES = 12


def measure(bench: Bench, say: Say) -> Result:
    film = bench.film(SCENES)
    changed = Film(film.path.with_suffix(".edited.json"), edited(film))
    changed.path.write_text(changed.timeline.write_json())
    took = interleaved(
        bench.runs,
        {
            "full render": partial(_full, bench, film),
            "one caption changed": partial(_render, bench, changed),
            "nothing changed": partial(_render, bench, changed),
        },
        say,
    )
    against = took["full render"]
    rows = []
    for name, runs in took.items():
        goal = "≤ 1/8" if name == "one caption changed" else ""
        rows.append(Row(f"{name}: wall", "s", walls(runs), walls(against), goal))
        costs = cpus(runs, film.frames), cpus(against, film.frames)
        rows.append(Row(f"{name}: CPU", "ms/frame", *costs))
    return Result(
        f"An edit: {film.frames} frames in {SCENES} scenes, quality medium, each from a cold start",
        tuple(rows),
        against="the full render",
    )


def _cache(bench: Bench) -> Path:
    return bench.work / "cache"


def _full(bench: Bench, film: Film) -> Took:
    """Render all of a film, with nothing to find, keeping its segments."""
    rmtree(_cache(bench), ignore_errors=True)
    return _render(bench, film)


def _render(bench: Bench, film: Film) -> Took:
    command = [sys.executable, "-m", "benchmarks.render.ours", "film", film.path]
    return stopwatch.run([*command, bench.place("edit.mp4"), f"--cache={_cache(bench)}"])
