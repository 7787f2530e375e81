"""Flanks of rock: upright walls with a ragged crest, one behind another, with trees on top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane, clip
from reelwright.providers.offline.visual.nature import crag
from reelwright.providers.offline.visual.nature.crag import Face, Rock
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.planting import Spot
from reelwright.providers.offline.visual.stage import Stage

Dress = Callable[[Face, Plane], Plane]
"""What is done to the light of a face before the air comes over it."""
COUNT = 512
"""At how many places a crest is known."""


@dataclass(frozen=True, slots=True)
class Flank:
    """A wall `ahead` metres away, from the height of `foot` up to its crest.

    `crest` are heights in metres at even steps between the metres `left` and `right`; beyond them
    it has none.
    """

    ahead: float
    left: float
    right: float
    foot: float
    crest: Plane

    def top(self, across: float) -> float:
        """Return the height of the crest at a place to the right."""
        steps = np.linspace(self.left, self.right, len(self.crest))
        return float(np.interp(across, steps, self.crest))


def wall(
    stage: Stage,
    ahead: float,
    shares: tuple[float, float],
    tall: tuple[float, float, float],
    rng: np.random.Generator,
) -> Flank:
    """Return a wall between two shares of the picture (-1 its left edge, 1 its right).

    `tall` are the metres of its foot, of its crest at the left and of its crest at the right.
    """
    left, right = (stage.view.across(share, ahead) for share in shares)
    foot, first, last = tall
    t = np.linspace(0, 1, COUNT, dtype=np.float32)
    rough = noise.line(COUNT, 4, 0.55, rng)
    high = max(first, last)
    share = (first + (last - first) * t) / high
    steps = np.round(share * 6 + rough * 2.2) / 6
    crest = share * np.float32(0.5) + steps * np.float32(0.5) + rough * np.float32(0.12)
    return Flank(ahead, left, right, foot, np.asarray(crest * high, np.float32))


def paint(stage: Stage, flank: Flank, rock: Rock, drift: Plane, dress: Dress | None = None) -> None:
    """Paint a flank through the air; nearer things already painted hide it."""
    view = stage.view
    left, right = (int(view.x(side, flank.ahead)) for side in (flank.left, flank.right))
    top = int(view.y(float(flank.crest.max()), flank.ahead) - view.unit * 0.03)
    box = Box(left - 2, top, right + 2, int(view.y(flank.foot, flank.ahead)) + 1).within(view.box)
    white = 0.95 * stage.moment.white
    for face in crag.faces(stage, box, flank.ahead, rock, drift):
        seen = crag.lit(face, crag.stone(face, rock, white), stage.light)
        if dress is not None:
            seen = dress(face, seen)
        cover = _covered(flank, face, view.focal) * (
            stage.canvas.depth[face.box.window] > flank.ahead
        )
        stage.canvas.lay(
            stage.air.veil(seen, flank.ahead, face.y, slice(face.box.left, face.box.right)),
            cover.astype(np.float32),
            face.box,
            flank.ahead,
        )


def _covered(flank: Flank, face: Face, focal: float) -> Plane:
    """Return where rock is: below the crest, its outline as broken as the wall itself."""
    steps = np.linspace(flank.left, flank.right, len(flank.crest))
    ragged = face.bulge * np.float32(0.35)
    crest = np.interp(face.x[0], steps, flank.crest, left=-1e3, right=-1e3).astype(np.float32)
    return clip((crest[None, :] + ragged - face.y) * np.float32(focal / flank.ahead))


def crown(
    grove: Grove,
    flank: Flank,
    kinds: Sequence[str],
    many: int,
    tall: tuple[float, float],
    rng: np.random.Generator,
) -> None:
    """Plant `many` trees along a crest, a little behind its edge, all over its length."""
    for place in rng.uniform(0.0, 1.0, many):
        across = flank.left + (flank.right - flank.left) * float(place)
        ahead = flank.ahead * rng.uniform(1.002, 1.06)
        size, drop = rng.uniform(*tall), rng.uniform(0.3, 1.6)
        spot = Spot(across, flank.top(across) - drop, ahead, size)
        grove.hang(str(rng.choice(list(kinds))), spot, rng)
