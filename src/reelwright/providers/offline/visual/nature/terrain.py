"""Land in perspective: a field of heights as the eye sees it, without its colours.

The heights are asked for on a grid whose columns are the picture's and whose rows go away from the
eye, each step a little longer than the last. A running maximum along a column says what hides what.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane, at, ramp, tiled
from reelwright.providers.offline.visual.light import Sun
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.view import View

Relief = Callable[[Plane, Plane], Plane]
"""Heights in metres of places given as metres to the right and ahead, broadcast together."""

ROUGH = np.float32(0.12)
"""How far what is too small to be seen blurs the edge between sunlit and not."""


@dataclass(frozen=True, slots=True)
class Reach:
    """From where to where land is looked at, in metres ahead, and in how many steps."""

    near: float
    far: float
    steps: int = 480


@dataclass(frozen=True, slots=True)
class Land:
    """Land as seen: planes over `box`, which spans the picture from its highest skyline down.

    `cover` is 1 where there is land. `across`, `ahead` and `up` are metres in the world; `east`
    and `north` how steeply it rises to the right and ahead; `lit` is 0 in another land's shadow.
    `focal` is the view's; `texture` how much of its fine detail a style wants.
    """

    box: Box
    cover: Plane
    across: Plane
    ahead: Plane
    up: Plane
    east: Plane
    north: Plane
    lit: Plane
    focal: float
    texture: float

    @property
    def level(self) -> Plane:
        """How level it is: 1 flat, 0 upright."""
        return 1 / np.sqrt(1 + self.east**2 + self.north**2)

    def facing(self, sun: Sun) -> Plane:
        """How squarely the sun shines on it; nearly 0 where it does not."""
        right, up, ahead = sun.direction
        facing = (up - self.east * right - self.north * ahead) * self.level
        soft = (facing + np.sqrt(facing**2 + ROUGH**2)) / 2
        return np.asarray(soft * self.lit, np.float32)


def lumps(
    place: tuple[Plane, Plane], size: float, drift: Plane, seed: int, gain: float = 0.4
) -> Plane:
    """Return noise at places to the right and ahead, 0 to 1, its widest lumps half `size` metres.

    `drift` are two numbers that say where in the noise the picture lies.
    """
    across, ahead = place
    u, v = across / np.float32(size) + drift[0], ahead / np.float32(size) + drift[1]
    return tiled(noise.cloudy(seed, gain=gain, first=2), u, v)


def survey(stage: Stage, relief: Relief, reach: Reach, view: View | None = None) -> Iterator[Land]:
    """Give the land seen of `relief`, in bands from its skyline down.

    It is seen from `view`, or else the stage's. There are no bands where no land is seen. They
    keep large pictures from filling the memory.
    """
    view = view or stage.view
    ahead = np.geomspace(reach.near, reach.far, reach.steps).astype(np.float32)[:, None]
    heights = relief(ahead * view.columns[None, :], ahead)
    rows = np.minimum.accumulate(view.horizon - view.focal * (heights - view.eye) / ahead, axis=0)
    top = int(np.clip(np.floor(rows[-1].min()), 0, view.height))
    east, north = _slopes(heights, ahead, view)
    lit = _sunlit(heights, ahead * view.columns[None, :], stage.light.sun)
    fields = np.stack([np.log(ahead) * np.ones_like(heights), east, north, lit], axis=-1)
    for band in Box(0, top, view.width, view.height).bands():
        step = _steps(rows, band)
        columns = np.broadcast_to(np.arange(view.width, dtype=np.float32), step.shape)
        yield _land(at(fields, columns, step), rows[-1], (band, view), stage.look.texture)


def _steps(rows: Plane, box: Box) -> Plane:
    """Return for each pixel at which step of the grid it meets the land, between whole ones."""
    count, width = rows.shape
    tall = box.bottom - box.top
    columns = np.arange(width)[None, :]
    above = np.clip(np.ceil(rows) - box.top, 0, tall).astype(np.int32)
    hidden = np.bincount((above * width + columns).ravel(), minlength=(tall + 1) * width)
    first = count - np.cumsum(hidden.reshape(tall + 1, width), axis=0, dtype=np.int32)[:-1]
    first = np.clip(first, 1, count - 1)
    before, after = rows[first - 1, columns], rows[first, columns]
    here = np.arange(box.top, box.bottom, dtype=np.float32)[:, None]
    part = np.clip((before - here) / np.maximum(before - after, 1e-3), 0, 1)
    return np.asarray(first - 1 + part, np.float32)


def _slopes(heights: Plane, ahead: Plane, view: View) -> tuple[Plane, Plane]:
    east = np.gradient(heights, axis=1) * view.focal / ahead
    away = np.gradient(ahead, axis=0)
    north = np.gradient(heights, axis=0) / away - east * view.columns[None, :]
    return np.asarray(east, np.float32), np.asarray(north, np.float32)


def _sunlit(heights: Plane, across: Plane, sun: Sun) -> Plane:
    """Return 0 where other land, on the side of the sun, stands in the way of its light."""
    side = -sun.side
    tangent = np.float32(sun.direction[1] / max(abs(float(sun.direction[0])), 0.25))
    ray = (heights + across * tangent * side)[:, ::side]
    roof = np.maximum.accumulate(ray, axis=1)[:, ::side] - across * tangent * side
    tall = max(1.0, float(np.ptp(heights)))
    return 1 - ramp(roof - heights, 0.001 * tall, 0.02 * tall)


def _land(seen: Plane, skyline: Plane, place: tuple[Box, View], texture: float) -> Land:
    box, view = place
    ahead = np.exp(seen[..., 0])
    row = np.arange(box.top, box.bottom, dtype=np.float32)[:, None]
    return Land(
        box=box,
        cover=np.clip(row - skyline[None, :] + 1, 0, 1),
        across=ahead * view.columns[None, :],
        ahead=ahead,
        up=view.eye - (row - view.horizon) * ahead / np.float32(view.focal),
        east=np.ascontiguousarray(seen[..., 1]),
        north=np.ascontiguousarray(seen[..., 2]),
        lit=np.ascontiguousarray(seen[..., 3]),
        focal=view.focal,
        texture=texture,
    )
