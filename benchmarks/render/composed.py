"""Frames as our renderer composes them, written raw: what the bare encoder is given.

python -m benchmarks.render.composed FILM.json OUT.yuv [FRAME...]
"""

import os
import sys
import time
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path

import cv2
import numpy as np

from reelwright.model.timeline import Timeline
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.media import beside
from reelwright.render.plan import Segment, plan
from reelwright.render.planes import Planes
from reelwright.render.sources.stills import Stills


def composer(
    segment: Segment, timeline: Timeline, folder: Path, stills: Stills | None = None
) -> Composer:
    """Return what composes a segment of a film; `stills` keeps pictures open, as a worker does."""
    canvas = Canvas(timeline.width, timeline.height, timeline.rate)
    return Composer(segment, canvas, timeline.captions, beside(folder), stills)


def write(film: Path, timeline: Timeline, out: Path, frames: Sequence[int] | None = None) -> None:
    """Write the frames of a film, or those numbered, one after another, into `out`."""
    planned = plan(timeline)
    frames = range(planned.frames) if frames is None else frames
    size = timeline.width * timeline.height * 3 // 2
    with out.open("wb") as file:
        file.truncate(size * len(frames))
    jobs = [
        (segment, timeline, film.parent, out, places)
        for segment in planned.segments
        if (places := [(n, f) for n, f in enumerate(frames) if segment.first <= f < segment.stop])
    ]
    with Pool(len(os.sched_getaffinity(0))) as pool:
        pool.starmap(_compose, jobs, chunksize=1)


def _compose(
    segment: Segment, timeline: Timeline, folder: Path, out: Path, places: list[tuple[int, int]]
) -> None:
    cv2.setNumThreads(1)
    made, planes = (
        composer(segment, timeline, folder),
        Planes.empty(timeline.width, timeline.height),
    )
    size = timeline.width * timeline.height * 3 // 2
    data = np.memmap(out, np.uint8, "r+").reshape(-1, size)
    for place, frame in places:
        made.compose(frame - segment.first, planes)
        data[place] = np.concatenate([plane.ravel() for plane in planes])


def cost(timeline: Timeline, folder: Path) -> float:
    """Return CPU seconds a frame of composing a film in this process, loading pictures and all."""
    cv2.setNumThreads(1)
    planned, planes = plan(timeline), Planes.empty(timeline.width, timeline.height)
    begun, stills = time.process_time(), Stills()
    for segment in planned.segments:
        made = composer(segment, timeline, folder, stills)
        for frame in range(segment.frames):
            made.compose(frame, planes)
    return (time.process_time() - begun) / planned.frames


def main() -> None:
    film, out, *frames = sys.argv[1:]
    timeline = Timeline.read_json(Path(film).read_text())
    write(Path(film), timeline, Path(out), [int(frame) for frame in frames] or None)


if __name__ == "__main__":
    main()
