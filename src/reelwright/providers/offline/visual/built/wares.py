"""What stands in the windows of shops: books, bread, bottles, cloth, flowers, on shelves."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, times
from reelwright.providers.offline.visual.built.skins import scatter

SHELF = 0.46
"""How high a shelf is, in metres."""
WOOD = "#54402c"
TOP = 2.35
"""How high goods are stacked."""


@dataclass(frozen=True, slots=True)
class Ware:
    """A kind of goods: its colours, how wide one is in metres, how tall as a share of its shelf.

    `round_` 0 is a box, 1 a ball; `neck` how much narrower the upper third is; `many` how much of
    a shelf is full.
    """

    tones: tuple[str, ...]
    wide: float
    tall: tuple[float, float]
    round_: float
    neck: float
    many: float


WARES = (
    Ware(("#8a3a2e", "#2f5068", "#c9a24a", "#40603c", "#d8ccb0"), 0.07, (0.5, 0.8), 0.0, 0.0, 0.9),
    Ware(("#c08a48", "#a86a30", "#d8ac68", "#8a5226"), 0.24, (0.32, 0.5), 1.0, 0.0, 0.85),
    Ware(
        ("#3c6a4a", "#6a2e34", "#c8b060", "#2c4a5a", "#a8b8b0"), 0.13, (0.6, 0.85), 0.15, 0.6, 0.8
    ),
    Ware(
        ("#b8485a", "#d8d0c4", "#44608a", "#c89a3c", "#5a4a78"), 0.34, (0.55, 0.9), 0.35, 0.35, 0.7
    ),
    Ware(("#d0566a", "#e8b84c", "#c8d0e4", "#a45a9c", "#e07c4a"), 0.22, (0.5, 0.9), 0.8, -0.5, 0.8),
    Ware(("#b89058", "#e0d4bc", "#7c5a3c", "#9aa4a0"), 0.18, (0.4, 0.75), 0.5, 0.25, 0.7),
)
"""Books, loaves, bottles, hats and cloth, flowers, jugs."""


def goods(seed: int, first: Plane, second: Plane) -> tuple[Plane, Plane]:
    """Return the colours of the goods of a shop behind its panes, and where they are, 0 to 1.

    Places are metres along its front and up from the street.
    """
    ware = WARES[seed % len(WARES)]
    board = np.floor(second / np.float32(SHELF))
    place = first / np.float32(ware.wide) + scatter(board, board * 0 + seed) * 7
    item = np.floor(place)
    chance, other = scatter(item, board + seed), scatter(item + 17, board * 3 + seed)
    low, high = ware.tall
    tall = np.float32(low) + np.float32(high - low) * other
    up = (second / np.float32(SHELF) - board) / tall
    aside = np.abs(place - item - np.float32(0.5)) * 2
    cover = _shape(ware, aside, up) * (chance < ware.many) * (second < TOP) * (board >= 1)
    tones = np.stack([colour(text) for text in ware.tones])
    number = (np.mod(chance * 7.3 + other, 1) * len(tones)).astype(int) % len(tones)
    tone = np.ascontiguousarray(tones[number], dtype=np.float32)
    shade = np.float32(1.1) - np.float32(0.55) * aside**2
    plank = (second / np.float32(SHELF) - board < 0.07) & (second < TOP) & (board >= 1)
    seen = blend(times(tone, np.asarray(shade, np.float32)), colour(WOOD), plank * np.float32(1))
    return seen, np.asarray(np.maximum(cover, plank), np.float32)


def _shape(ware: Ware, aside: Plane, up: Plane) -> Plane:
    """Return where one of the goods is, at shares of half its width and of its height."""
    narrow = 1 - np.float32(ware.neck) * clip((up - np.float32(0.55)) * 5)
    box = np.minimum(np.float32(0.92) * narrow - aside, 1 - up)
    ball = 1 - np.hypot(aside / np.maximum(narrow, 0.3), (up - np.float32(0.45)) / np.float32(0.55))
    return clip((box * (1 - ware.round_) + ball * ware.round_) * 14)
