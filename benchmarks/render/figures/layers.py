"""Six layers behind each other, seen by a camera that passes them: ours, OpenCV's and skia's."""

import json
import statistics
import time
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from benchmarks.render import film
from benchmarks.render.bench import Bench, Result, Row, Say
from benchmarks.render.peers import environment
from benchmarks.render.peers.environment import Missing
from reelwright.model.clip import PictureClip
from reelwright.model.motion import Ease, Framing, Motion
from reelwright.model.stack import Layer
from reelwright.model.time import ZERO, Rate, Time
from reelwright.render.canvas import Canvas
from reelwright.render.media import beside
from reelwright.render.plan import Moment
from reelwright.render.planes import Planes
from reelwright.render.sources.stack import Stack

LAYERS = 6
_SIZE = (2200, 1238)
_FRAMES = 40
_RATE = 30
_GOALS = {"ours": "≤ 5"}
_TOLD = (
    "Medians over 40 frames in each run. The peers move each layer by parts of a pixel, in "
    "straight lines between the nearest pixels, and end in 4:2:0."
)


def measure(bench: Bench, say: Say) -> Result:
    film.prepare(bench.work)
    files = [drawn(bench.work, number) for number in range(LAYERS)]
    took: dict[str, list[float]] = {}
    skipped: tuple[str, ...] = ()
    for run in range(bench.runs):
        took.setdefault("ours", []).append(ours(files))
        try:
            told = environment.run(bench.work, "peers.layers", _FRAMES, *files)
        except Missing as why:
            skipped = (f"OpenCV and skia were left out: {why}.",)
            continue
        for name, cost in json.loads(told).items():
            took.setdefault(name, []).append(cost)
        say(f"  run {run + 1} of {bench.runs}: { ({name: one[-1] for name, one in took.items()}) }")
    against = tuple(took["ours"])
    return Result(
        f"{LAYERS} layers with alpha into a 1080p frame, one thread: CPU",
        tuple(
            Row(name, "ms/frame", tuple(costs), against, _GOALS.get(name, ""))
            for name, costs in took.items()
        ),
        against="ours",
        notes=(_TOLD,),
        skipped=skipped,
    )


def drawn(work: Path, number: int) -> Path:
    """Return a layer's file: the sky, or a picture below a soft ridge, the nearer the lower."""
    path = work / f"layer-{number}.png"
    if path.exists():
        return path
    width, height = _SIZE
    painted = np.asarray(cv2.imread(str(work / f"picture-{number}.png")))
    picture = cv2.resize(painted, _SIZE)
    alpha = np.full((height, width), 255, np.uint8)
    if number:
        across = np.arange(width)
        ridge = height * (0.3 + 0.11 * number) + 60 * np.sin(across / (90 + 30 * number) + number)
        alpha = np.where(np.arange(height)[:, None] >= ridge, 255, 0).astype(np.uint8)
        alpha = np.asarray(cv2.GaussianBlur(alpha, (0, 0), 1.2), np.uint8)
    cv2.imwrite(str(path), np.dstack([picture, alpha]))
    return path


def clip(files: list[Path]) -> PictureClip:
    """Return a clip of the layers, the camera passing them, each nearer one faster."""
    return PictureClip(
        start=ZERO,
        length=Time(Fraction(_FRAMES, _RATE)),
        layers=tuple(
            Layer(source=file.name, depth=0.2 * number) for number, file in enumerate(files)
        ),
        motion=Motion(
            begin=Framing(x=0.47, zoom=1.1), end=Framing(x=0.53, zoom=1.1), ease=Ease.LINEAR
        ),
    )


def ours(files: list[Path]) -> float:
    """Return the CPU milliseconds that our stack takes for a frame: the median over the frames."""
    cv2.setNumThreads(1)
    canvas = Canvas(film.WIDTH, film.HEIGHT, Rate.of(_RATE))
    stack = Stack.load(clip(files), canvas, beside(files[0].parent))
    planes, costs = Planes.empty(*canvas.size), []
    for frame in range(_FRAMES):
        moment = Moment(frame / (_FRAMES - 1), canvas.rate.time(frame))
        begun = time.process_time()
        stack.show(moment, planes)
        costs.append(time.process_time() - begun)
    return 1e3 * statistics.median(costs)
