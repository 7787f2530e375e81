"""The sound: mixed, ducked, measured and limited, against the clock."""

import time
from functools import partial

from benchmarks.render.bench import Bench, Result, Row, Say, column, interleaved
from benchmarks.render.film import Film
from reelwright.model.brief import Quality
from reelwright.render.audio.mastering import mastered
from reelwright.render.encode import Format, SoundEncoder
from reelwright.render.media import beside
from reelwright.render.sources.sound import RATE

SCENES = {"30 s": 6, "5 min": 60}


def measure(bench: Bench, say: Say) -> Result:
    films = {name: bench.film(scenes) for name, scenes in SCENES.items()}
    mixes = {name: partial(mix, film) for name, film in films.items()}
    mixes["30 s, coded"] = partial(mix, films["30 s"], coded=True)
    took = interleaved(bench.runs, mixes, say)
    return Result(
        "Sound: CPU time to duck, mix, measure and limit",
        tuple(
            Row(f"{name}: times real time", "×", column(runs, lambda one: one), goal=_goal(name))
            for name, runs in took.items()
        ),
        notes=("In a process that is warm; “coded” has AAC in it.",),
    )


def _goal(name: str) -> str:
    return "" if "coded" in name else "≥ 40"


def mix(film: Film, *, coded: bool = False) -> float:
    """Return how many seconds of sound a second of CPU makes."""
    line = film.timeline
    samples = line.length.samples(RATE)
    encoder = SoundEncoder(Format(line.width, line.height, line.rate.per_second, Quality.MEDIUM))
    begun = time.process_time()
    for block in mastered(line, beside(film.path.parent), samples):
        if coded:
            list(encoder.encode(block))
    if coded:
        list(encoder.finish())
    return float(line.length) / (time.process_time() - begun)
