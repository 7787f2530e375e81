"""Mountain ranges in the distance: the worn land of `data/ranges.png`, seen from a chosen place."""

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane, ramp, tiled
from reelwright.providers.offline.visual.nature import ground, terrain
from reelwright.providers.offline.visual.nature.terrain import Reach, Relief
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.view import View

TILE = 16_000.0
SUMMIT = 3_300.0

SIZES = (0.35, 1.25)
"""How much lower and taller than that a range may be made."""


@lru_cache(maxsize=1)
def worn() -> Plane:
    """Return a tile of mountain ranges, heights 0 to 1, as `tools/erode.py` wore them down."""
    data = (files("reelwright.providers.offline.visual") / "data" / "ranges.png").read_bytes()
    tile = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    return np.asarray(tile, np.float32) / 65535


def seen_from(place: np.ndarray, turn: float, full: float, tall: float = SUMMIT) -> Relief:
    """Return the relief around `place` in the tile; at full height from `full` metres on."""
    cosine, sine = np.float32(np.cos(turn) / TILE), np.float32(np.sin(turn) / TILE)

    def relief(across: Plane, ahead: Plane) -> Plane:
        u = across * cosine - ahead * sine + np.float32(place[0])
        v = across * sine + ahead * cosine + np.float32(place[1])
        return tiled(worn(), u, v) * np.float32(tall) * ramp(ahead, full * 0.15, full)

    return relief


def prospect(view: View, rng: np.random.Generator, peak: float, full: float = 4_500) -> Relief:
    """Return the finest relief of some: a summit off the middle, `peak` (a tangent) high."""
    goal = rng.choice([0.32, 0.66])
    best, fairest = (np.zeros(2), 0.0, SUMMIT), -np.inf
    for _ in range(18):
        place, turn = rng.random(2), rng.uniform(0, 2 * np.pi)
        tall, fair = _judged(_risen(view, seen_from(place, turn, full), full), peak, goal)
        if fair > fairest:
            best, fairest = (place, turn, tall), fair
    return seen_from(best[0], best[1], full, best[2])


def _risen(view: View, relief: Relief, full: float) -> Plane:
    """Return how steeply one looks up to a relief: rows away from the eye, some columns."""
    ahead = np.geomspace(full * 0.16, 20_000, 56).astype(np.float32)[:, None]
    columns = view.columns[:: max(1, view.width // 96)]
    return (relief(ahead * columns[None], ahead) - np.float32(view.eye)) / ahead


def _judged(rise: Plane, peak: float, goal: float) -> tuple[float, float]:
    """Return how tall a relief must be for its summit to look `peak` high, and how fine it is."""
    size = float(np.clip(peak / max(float(rise.max()), 1e-3), *SIZES))
    skyline, close = rise.max(axis=0) * size, float(rise[:24].max()) * size
    off = abs(int(skyline.argmax()) / len(skyline) - goal)
    amiss = 3 * abs(float(skyline.max()) - peak) + 4 * max(0.0, close - 0.13) + 0.5 * off
    return SUMMIT * size, 3 * float(skyline.std()) - amiss


def paint(stage: Stage, relief: Relief, reach: Reach, snow_line: float) -> None:
    """Paint the ranges with woods at their feet and snow above `snow_line` metres."""
    for band in terrain.survey(stage, relief, reach):
        land = ground.rough(ground.rough(band, 900, 55), 150, 9)
        line = snow_line * (0.3 if stage.moment.white else 1.0)
        lit = ground.shade(land, ground.alpine(land, line * 0.5, line), stage.light)
        air = replace(
            stage.air, clear=max(stage.air.clear, 30_000 / stage.light.haze**1.8), mist=0.8, top=260
        )
        stage.canvas.lay(
            air.veil(lit, land.ahead, land.up, slice(None)), land.cover, land.box, land.ahead
        )
