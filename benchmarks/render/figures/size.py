"""Quality at equal size: our frames against ideal ones, through the same encoder."""

from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np

from benchmarks.render import bare, composed, vmaf
from benchmarks.render.bench import Bench, Result, Row, Say
from benchmarks.render.film import RATE, Film, plain
from benchmarks.render.peers import environment
from benchmarks.render.settings import X264
from benchmarks.render.vmaf import Point

SCENES = 6
CRFS = (19, 23, 27, 31)


def measure(bench: Bench, say: Say) -> Result:
    film = plain(bench.film(SCENES))
    frames = sampled(film, bench.scene)
    best, made = bench.place("ideal-sampled.yuv"), bench.place("composed-sampled.yuv")
    environment.run(bench.work, "ideal", "frames", film.path, best, *frames)
    composed.write(film.path, film.timeline, made, frames)
    theirs, mine = (curve(bench, raw, best, film, say) for raw in (best, made))
    return Result(
        "Quality at equal size, against the same encoder fed 4 × 4 times supersampled frames",
        tuple(row for crf in CRFS[1:-1] for row in _rows(crf, theirs, mine)),
        notes=(_told(len(frames)),),
    )


def _rows(crf: int, theirs: Sequence[Point], mine: Sequence[Point]) -> list[Row]:
    """Return what is lost at the size that our frames have at a crf."""
    one = mine[CRFS.index(crf)]
    usual, strict = at(theirs, one.kbps)
    size = f"at crf {crf}, {one.kbps:,.0f} kbit/s"
    return [
        Row(f"{size}: lost", "VMAF", (usual - one.vmaf,), goal="≤ 0.5"),
        Row(f"{size}: lost, sharpness not counted", "VMAF NEG", (strict - one.neg,), goal="≤ 0.5"),
        Row(f"{size}: ours", "VMAF", (one.vmaf,)),
        Row(f"{size}: the ideal", "VMAF", (usual,)),
    ]


def _told(frames: int) -> str:
    looked = f"{frames} frames, {frames // SCENES} in a row from each scene, without captions"
    return f"{looked}; x264 veryfast at crf {', '.join(map(str, CRFS))}, between which it is read."


def sampled(film: Film, scene: int) -> list[int]:
    """Return the numbers of the frames looked at: a fifth of each scene, from a third of it on."""
    scenes = film.frames // scene
    return [number * scene + scene // 3 + n for number in range(scenes) for n in range(scene // 5)]


def curve(bench: Bench, raw: Path, best: Path, film: Film, say: Say) -> list[Point]:
    """Return size and quality of raw frames at each crf, the best first."""
    frames = bare.mapped(raw, film.timeline.width, film.timeline.height)
    found = []
    for crf in CRFS:
        out = bench.place(f"{raw.stem}-{crf}.mp4")
        bare.encode(frames, out, RATE, "libx264", {**X264, "crf": str(crf)})
        found.append(vmaf.measured(bench.work, out, best, film))
        say(f"  {out.name}: {found[-1]}")
    return found


def at(points: Sequence[Point], kbps: float) -> tuple[float, float]:
    """Return VMAF and VMAF NEG at a size, between the points in the logarithm of size."""
    ordered = sorted(points, key=lambda point: point.kbps)
    if not ordered[0].kbps <= kbps <= ordered[-1].kbps:
        raise RuntimeError(f"{kbps:.0f} kbit/s lies outside what was tried.")
    sizes, place = [log(point.kbps) for point in ordered], log(kbps)
    usual = np.interp(place, sizes, [point.vmaf for point in ordered])
    return float(usual), float(np.interp(place, sizes, [point.neg for point in ordered]))
