"""Time a 30 s film from prompt to file, step by step and whole, against encoding its frames alone.

    python -m benchmarks.pipeline [--runs 5]

Whole films are made by the command, in a process of their own, the two kinds in turn, and medians
are told. The steps are timed in this process, one after another, in CPU seconds; so is encoding
alone: the film's own frames, composed beforehand, through the same two encoders side by side.
"""

import argparse
import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import av

from reelwright.model.asset import Gathered, SceneAssets
from reelwright.model.brief import Brief
from reelwright.model.ids import Key
from reelwright.model.output import Output
from reelwright.model.timeline import Timeline
from reelwright.pipeline.animate import animate
from reelwright.pipeline.arrange import arrange
from reelwright.pipeline.check import check
from reelwright.pipeline.film import film
from reelwright.pipeline.illustrate import illustrate
from reelwright.pipeline.plan import plan
from reelwright.pipeline.score import score
from reelwright.pipeline.speak import speak
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.encode import Format, FrameBuffer, SegmentEncoder, settled
from reelwright.render.means import Means
from reelwright.render.plan import Segment
from reelwright.render.plan import plan as plan_frames
from reelwright.render.sources.stills import Stills
from reelwright.render.watch import Watch
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.wiring.local import crew

PROMPT = "A peaceful forest at sunrise"
KINDS = {
    "1080p30": {"resolution": "1080p", "quality": "medium"},
    "540p draft": {"resolution": "540p", "quality": "low"},
}


class Clock:
    """Wall and CPU seconds since it was made; those of workers that have ended are counted."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), spent()

    def read(self) -> tuple[float, float]:
        return time.perf_counter() - self.wall, spent() - self.cpu


def spent() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def whole(kind: str, folder: Path) -> float:
    """Return the wall seconds the command takes for a 30 s film, its start included."""
    options = [f"--{name}={value}" for name, value in KINDS[kind].items()]
    command = [sys.executable, "-m", "reelwright", "make", PROMPT, "--duration=30", *options]
    begun = time.perf_counter()
    subprocess.run(
        [*command, "-o", str(folder / "film.mp4"), "--json"], check=True, capture_output=True
    )
    return time.perf_counter() - begun


async def steps(kind: str, folder: Path) -> tuple[dict[str, tuple[float, float]], Timeline]:
    """Return wall and CPU seconds of each step, taken one after another, and the timeline."""
    brief, makers, took = Brief(prompt=PROMPT, duration=30, **KINDS[kind]), crew(folder), {}
    clock = Clock()
    await check(brief, makers)
    board = await plan(brief, makers)
    took["check, plan"], clock = clock.read(), Clock()
    speeches = [await speak(scene, brief, makers) for scene in board.scenes]
    took["speak"], clock = clock.read(), Clock()
    pictures = [await illustrate(scene, brief, makers) for scene in board.scenes]
    took["illustrate"], clock = clock.read(), Clock()
    animations = [await animate(picture, brief, makers) for picture in pictures]
    took["animate"], clock = clock.read(), Clock()
    track = await score(brief, board, makers)
    took["score"], clock = clock.read(), Clock()
    scenes = [
        SceneAssets(scene=scene.id, picture=picture, animation=animation, speech=speech)
        for scene, picture, animation, speech in zip(
            board.scenes, pictures, animations, speeches, strict=True
        )
    ]
    timeline = arrange(brief, board, Gathered(scenes=tuple(scenes), track=track)).timeline
    took["arrange"], clock = clock.read(), Clock()
    output = Output(quality=brief.quality)
    await film(timeline, folder / "f.mp4", output, makers.blobs, means=Means(2), watch=Watch())
    took["film"] = clock.read()
    return took, timeline


def encoding(kind: str, timeline: Timeline, folder: Path) -> tuple[float, float]:
    """Return wall and CPU seconds of encoding the film's frames alone, two segments at a time."""
    quality = Brief(prompt=PROMPT, **KINDS[kind]).quality
    canvas = Canvas(timeline.width, timeline.height, timeline.rate)
    form, _ = settled(Output(quality=quality), canvas)
    wall = cpu = 0.0
    with ThreadPoolExecutor(2) as pool:
        for pair in pairs(plan_frames(timeline).segments):
            ready = [composed(segment, canvas, timeline, folder) for segment in pair]
            clock = Clock()
            list(pool.map(lambda frames: encoded(frames, form), ready))
            took = clock.read()
            wall, cpu = wall + took[0], cpu + took[1]
    return wall, cpu


def pairs(segments: tuple[Segment, ...]) -> Iterator[list[Segment]]:
    rest = iter(segments)
    while pair := list(islice(rest, 2)):
        yield pair


def composed(
    segment: Segment, canvas: Canvas, timeline: Timeline, folder: Path
) -> list[av.VideoFrame]:
    blobs = LocalBlobs(folder)
    places = {source: asyncio.run(blobs.path(Key(source))) for source in segment.sources}
    composer = Composer(segment, canvas, timeline.captions, places.__getitem__, Stills())
    frames = []
    for number in range(segment.frames):
        buffer = FrameBuffer(*canvas.size)
        composer.compose(number, buffer.planes)
        frames.append(buffer.frame)
    return frames


def encoded(frames: list[av.VideoFrame], form: Format) -> int:
    encoder = SegmentEncoder(form)
    coded = [one for frame in frames for one in encoder.encode(frame)]
    return len(coded) + len(list(encoder.finish()))


def report(kind: str, folder: Path) -> None:
    """Print the steps of one kind of film against encoding alone."""
    took, timeline = asyncio.run(steps(kind, folder))
    alone = encoding(kind, timeline, folder)
    print(f"\n| {kind}, 30 s | wall s | CPU s | CPU against encoding alone |")
    print("|---|---|---|---|")
    for name, (wall, cpu) in took.items():
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {cpu / alone[1]:.2f} |")
    total = [sum(column) for column in zip(*took.values(), strict=True)]
    print(
        f"| all, one after another | {total[0]:.1f} | {total[1]:.1f} | {total[1] / alone[1]:.2f} |"
    )
    print(f"| encoding the same frames alone | {alone[0]:.1f} | {alone[1]:.1f} | 1.00 |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            for kind in KINDS:
                times[kind].append(whole(kind, Path(folder)))
        print(
            json.dumps(
                {
                    "machine": platform.platform(),
                    "cores": len(os.sched_getaffinity(0)),
                    "runs": runs,
                }
            )
        )
        print("\n| whole film, from the command | median s | min | max | times its length |")
        print("|---|---|---|---|---|")
        for kind, took in times.items():
            middle = statistics.median(took)
            spread = f"{middle:.1f} | {min(took):.1f} | {max(took):.1f}"
            print(f"| {kind}, 30 s | {spread} | {middle / 30:.2f} |")
        for kind in KINDS:
            report(kind, Path(folder) / kind.replace(" ", "-"))


if __name__ == "__main__":
    main()
