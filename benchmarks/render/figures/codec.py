"""Size at equal quality: AV1 by SVT-AV1 against H.264 by x264, and what each costs."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.render import bare, composed, vmaf
from benchmarks.render.bench import Bench, Result, Row, Say, interleaved
from benchmarks.render.figures.size import SCENES, sampled
from benchmarks.render.film import RATE, Film, plain
from benchmarks.render.vmaf import Point

AIM = 94.0
"""VMAF."""


@dataclass(frozen=True)
class Encoder:
    """An encoder in one thread, and the constant qualities it is tried at, the best first."""

    name: str
    options: dict[str, str]
    crfs: tuple[int, ...]

    def encode(self, raw: Path, film: Film, crf: int, out: Path) -> float:
        """Encode raw frames into `out` and return the CPU seconds that took."""
        frames = bare.mapped(raw, film.timeline.width, film.timeline.height)
        begun = time.process_time()
        bare.encode(frames, out, RATE, self.name, {**self.options, "crf": str(crf)})
        return time.process_time() - begun


_X264 = "x264 veryfast"
_AV1_CRFS = (20, 28, 36, 44)
ENCODERS = {
    _X264: Encoder("libx264", {"preset": "veryfast"}, (17, 21, 25, 29)),
    "SVT-AV1 preset 10": Encoder("libsvtav1", {"preset": "10", "svtav1-params": "lp=1"}, _AV1_CRFS),
    "SVT-AV1 preset 12": Encoder("libsvtav1", {"preset": "12", "svtav1-params": "lp=1"}, _AV1_CRFS),
}


def measure(bench: Bench, say: Say) -> Result:
    os.environ.setdefault("SVT_LOG", "1")  # errors alone
    film = plain(bench.film(SCENES))
    frames = sampled(film, bench.scene)
    raw = bench.place("composed-sampled.yuv")
    composed.write(film.path, film.timeline, raw, frames)
    found = {name: _at_aim(_curve(bench, name, raw, film, say)) for name in ENCODERS}
    out = bench.place("codec-timed.mp4")
    timed = {
        name: partial(one.encode, raw, film, round(found[name][1]), out)
        for name, one in ENCODERS.items()
    }
    costs = {
        name: tuple(1e3 * cpu / len(frames) for cpu in runs)
        for name, runs in interleaved(bench.runs, timed, say).items()
    }
    rows = []
    for name, (kbps, crf) in found.items():
        rows.append(Row(f"{name}: size", "kbit/s", (kbps,), (found[_X264][0],)))
        rows.append(Row(f"{name}: CPU at crf {round(crf)}", "ms/frame", costs[name], costs[_X264]))
    return Result(
        f"Size at equal quality: VMAF {AIM:g} against our composed frames, one thread each",
        tuple(rows),
        against="x264 veryfast",
        notes=(
            "Sizes are reckoned between the points tried, at the nearest of which CPU is told.",
        ),
    )


def _curve(bench: Bench, name: str, raw: Path, film: Film, say: Say) -> list[tuple[int, Point]]:
    found = []
    for crf in ENCODERS[name].crfs:
        out = bench.place(f"codec-{ENCODERS[name].name}-{crf}.mp4")
        ENCODERS[name].encode(raw, film, crf, out)
        found.append((crf, vmaf.measured(bench.work, out, raw, film)))
        say(f"  {name}, crf {crf}: {found[-1][1]}")
    return found


def _at_aim(points: Sequence[tuple[int, Point]]) -> tuple[float, float]:
    """Return size and crf where the curve passes the quality aimed at; `RuntimeError` if not."""
    ordered = sorted(points, key=lambda point: point[1].vmaf)
    qualities = [point.vmaf for _, point in ordered]
    if not qualities[0] <= AIM <= qualities[-1]:
        raise RuntimeError(f"VMAF {AIM:g} lies outside what was tried: {qualities}.")
    sizes = [np.log(point.kbps) for _, point in ordered]
    kbps = float(np.exp(np.interp(AIM, qualities, sizes)))
    return kbps, float(np.interp(AIM, qualities, [crf for crf, _ in ordered]))
