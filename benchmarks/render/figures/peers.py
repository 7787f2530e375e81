"""Our render against other renderers making the same pictures and captions."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.render import composed, sheet, stopwatch
from benchmarks.render.bench import Bench, Result, Row, Say, interleaved
from benchmarks.render.figures import limit
from benchmarks.render.film import Film
from benchmarks.render.peers import environment
from benchmarks.render.peers.environment import Missing
from benchmarks.render.stopwatch import Took

SCENES = 2
FEW = 10
"""Frames of the short runs that tell what a slow peer's start costs."""

_GOALS = {"MoviePy": "≥ 15×", "Remotion": "≥ 6×", "zoompan 4×": "≥ 3×"}

Render = Callable[[int], Took]
"""Renders the first so many frames of the film."""


@dataclass(frozen=True)
class Peer:
    """A peer: how it renders so many frames, where to, and whether it needs them few."""

    render: Render
    out: Path
    slow: bool = False


def measure(bench: Bench, say: Say) -> Result:
    film = bench.film(SCENES)
    here, skipped = installed(bench, film, say)
    raw = bench.place(f"composed-{film.frames}.yuv")
    composed.write(film.path, film.timeline, raw)
    asked: dict[str, Callable[[], Took]] = {
        "bare encoder": partial(limit.bare, bench, raw, film),
        "ours, pictures": partial(limit.ours, bench, film, "pictures", "compiled"),
    }
    asked |= {name: partial(_whole, peer, bench, film) for name, peer in here.items()}
    took = interleaved(bench.runs, asked, say)
    return Result(
        f"Against other renderers: {film.frames} frames, 1080p30, veryfast crf 23",
        tuple(_rows(took, film.frames)),
        against="ours",
        notes=_notes(here, bench, film),
        skipped=tuple(skipped),
    )


def installed(bench: Bench, film: Film, say: Say) -> tuple[dict[str, Peer], list[str]]:
    """Return the peers that can be had here, and a sentence for each that cannot."""
    here, skipped = {}, []
    for name, prepare in _PEERS.items():
        try:
            here[name] = prepare(bench, film)
        except Missing as why:
            skipped.append(f"{name} was left out: {why}.")
            say(skipped[-1])
    return here, skipped


def _zoompan(bench: Bench, film: Film, upscale: int) -> Peer:
    out = bench.place(f"zoompan-{upscale}.mp4")
    tools = environment.ffmpeg(bench.work), film.path, environment.font(bench.work), out, upscale
    command = [sys.executable, "-m", "benchmarks.render.peers.zoompan", *map(str, tools)]
    return Peer(lambda frames: stopwatch.run([*command, str(frames)]), out)


def _moviepy(bench: Bench, film: Film) -> Peer:
    out, font = bench.place("moviepy.mp4"), environment.font(bench.work) / "captions.ttf"
    program = environment.python(bench.work), "-m", "benchmarks.render.peers.movie"
    command = [*map(str, (*program, film.path, font, out))]
    return Peer(lambda frames: stopwatch.run([*command, str(frames)]), out, slow=True)


def _remotion(bench: Bench, film: Film) -> Peer:
    out, folder = bench.place("remotion.mp4"), environment.remotion_folder(bench.work)
    command = environment.remotion(bench.work, sheet.read(film.path))
    return Peer(
        lambda frames: stopwatch.run(
            [*command, str(out), f"--frames=0-{frames - 1}"], folder=folder
        ),
        out,
        slow=True,
    )


_PEERS: Mapping[str, Callable[[Bench, Film], Peer]] = {
    "zoompan naive": partial(_zoompan, upscale=1),
    "zoompan 4×": partial(_zoompan, upscale=4),
    "Remotion": _remotion,
    "MoviePy": _moviepy,
}


def _whole(peer: Peer, bench: Bench, film: Film) -> Took:
    """Return what a peer takes for all frames, reckoned from fewer where it is slow."""
    if not peer.slow or bench.peer_frames >= film.frames:
        return peer.render(film.frames)
    few, most = peer.render(FEW), peer.render(bench.peer_frames)
    scale = (film.frames - FEW) / (bench.peer_frames - FEW)
    return Took(few.wall + (most.wall - few.wall) * scale, few.cpu + (most.cpu - few.cpu) * scale)


def _rows(took: Mapping[str, list[Took]], frames: int) -> list[Row]:
    against = took["ours, pictures"]
    rows = []
    for name, runs in took.items():
        goal = _GOALS.get(name, "")
        rows.append(Row(f"{name}: wall", "s", limit.walls(runs), limit.walls(against), goal))
        costs = limit.cpus(runs, frames), limit.cpus(against, frames)
        rows.append(Row(f"{name}: CPU", "ms/frame", *costs))
    return rows


def _notes(here: Mapping[str, Peer], bench: Bench, film: Film) -> tuple[str, ...]:
    slow = [name for name, peer in here.items() if peer.slow]
    if not slow or bench.peer_frames >= film.frames:
        return ()
    told = f"{' and '.join(slow)} rendered {bench.peer_frames} frames and, for the start, {FEW}"
    return (f"{told}, in every run; the time for {film.frames} is reckoned from the two.",)
