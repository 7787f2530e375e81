"""A street between two rows of houses, seen from its middle."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    at,
    blend,
    blur,
    clip,
    ramp,
    tiled,
    times,
    tint,
)
from reelwright.providers.offline.visual.built import facade
from reelwright.providers.offline.visual.built.facade import Front, Patch
from reelwright.providers.offline.visual.stage import Stage

LONG = 260.0
LAMPLIGHT = colour("#ffb765")


@dataclass(frozen=True, slots=True)
class _House:
    """A house of a row: on the left (-1) or right (1), from where to where ahead, how tall."""

    side: int
    near: float
    far: float
    tall: float
    half: float
    front: Front


class Street:
    """A street `half` metres wide to each side, pavement included."""

    def __init__(self, stage: Stage, half: float, kind: str) -> None:
        self.stage, self.half, self.kind = stage, half, kind

    def houses(self) -> None:
        """Paint the houses on both sides, the farthest first."""
        for side in (-1, 1):
            for house in reversed(self._row(side)):
                self._wall(house)
                self._end(house)

    def _row(self, side: int) -> list[_House]:
        rng, start, row = self.stage.rng(f"side {side}"), 4.0, []
        while start < LONG:
            deep = rng.uniform(12, 26)
            tall = rng.uniform(22, 75) if self.kind == "glass" else rng.uniform(13, 34)
            half = self.half + rng.uniform(-0.6, 0.4)
            front = facade.design(rng, self.kind, shop=True)
            row.append(_House(side, start, start + deep, tall, half, front))
            start += deep + (rng.uniform(4, 7) if rng.random() < 0.15 else 0)
        return row

    def _wall(self, house: _House) -> None:
        """Paint the wall along the street."""
        stage, view = self.stage, self.stage.view
        sides = (view.x(house.side * house.half, far) for far in (house.near, house.far))
        x0, x1 = sorted(sides)
        top, bottom = int(view.y(house.tall, house.near)), int(view.y(0, house.near)) + 1
        box = Box(int(x0), top, int(x1) + 1, bottom).within(view.box)
        if not box:
            return
        right, down = box.offsets(view.middle - 0.5, view.horizon - 0.5)
        right = house.side * np.maximum(house.side * right, np.float32(0.5))
        ahead = clip(
            np.float32(house.side * house.half * view.focal) / right, house.near, house.far
        )
        step = ahead / np.float32(view.focal)
        up = np.float32(view.eye) - down * step
        slant = step * np.maximum(1, ahead / np.float32(self.half))
        patch = Patch(*np.broadcast_arrays(ahead, up, slant))
        facing = max(0.0, float(-house.side * stage.light.sun.direction[0]))
        seen = facade.paint(house.front, patch, stage.light, facing * 0.8)
        seen *= np.float32(1 - 0.45 * stage.light.stars)  # no moonlight falls between houses
        lamp = np.exp(-np.maximum(up, 0) / 5) * np.float32(0.14 * stage.light.lamps)
        seen += tint(lamp, LAMPLIGHT)
        cover = clip((house.tall - up) / step + np.float32(0.5)) * clip(up / step + np.float32(0.5))
        hazed = stage.air.veil(seen, patch.along, up, slice(box.left, box.right))
        stage.canvas.lay(hazed, cover, box, patch.along)

    def _end(self, house: _House) -> None:
        """Paint the blank wall that a house turns to the eye, where it stands out or above."""
        stage, view, near = self.stage, self.stage.view, house.near
        x0, x1 = sorted(view.x(house.side * (house.half + more), near) for more in (0, 14))
        top, bottom = round(view.y(house.tall, near)), int(view.y(0, near))
        box = Box(round(x0), top, round(x1), bottom).within(view.box)
        if not box:
            return
        along, down = box.offsets(x0, view.y(0, near), view.focal / near)
        along, up = np.broadcast_arrays(along, -down)
        patch = Patch(along, up, np.full_like(up, near / view.focal))
        facing = max(0.0, float(-stage.light.sun.direction[2]))
        plain = replace(house.front, pane=(1e-3, 1e-3), lit=0.0, shop=False)
        seen = facade.paint(plain, patch, stage.light, facing * 0.7)
        hazed = stage.air.veil(seen, near, up, slice(box.left, box.right))
        stage.canvas.lay(hazed, np.ones(up.shape, np.float32), box, near)

    def road(self, wet: float) -> None:
        """Paint the road and pavements; `wet` ones mirror the houses."""
        stage, view = self.stage, self.stage.view
        top = int(np.clip(view.horizon + 2, 1, view.height - 2))
        mirrored = blur(stage.canvas.light[:top], view.unit * 0.006)
        for band in Box(0, top, view.width, view.height).bands():
            row = np.arange(band.top, band.bottom, dtype=np.float32)[:, None]
            ahead = np.float32(view.eye * view.focal) / (row - np.float32(view.horizon))
            across = ahead * view.columns[None, :]
            seen = _surface(stage, self.half, across, ahead)
            seen = self._shining(seen, (across, ahead, row), mirrored, wet)
            open_ = ramp(-np.abs(across), -self.half - 0.4, -self.half + 0.4)
            far = np.minimum(ahead, 4000)
            hazed = stage.air.veil(seen, far, 0.0, slice(None))
            reach = np.broadcast_to(far, across.shape)
            stage.canvas.lay(hazed, open_ * (ahead < LONG * 3), band, reach)

    def _shining(
        self, seen: Plane, place: tuple[Plane, Plane, Plane], source: Plane, wet: float
    ) -> Plane:
        """Return ground with puddles that mirror what stands above it."""
        across, ahead, row = place
        view, (rows, columns) = self.stage.view, source.shape[:2]
        ripple = tiled(noise.cloudy(182, gain=0.6), across / 5, ahead / 5) - np.float32(0.5)
        puddle = ramp(tiled(noise.cloudy(183), across / 11, ahead / 11), 0.42, 0.6)
        x = np.arange(columns, dtype=np.float32)[None, :] + ripple * np.float32(view.unit * 0.02)
        y = 2 * np.float32(view.horizon) - row + ripple * np.float32(view.unit * 0.06)
        mirrored = at(source, clip(x, 0, columns - 1), clip(y, 0, rows - 1))
        share = np.float32(wet) * (np.float32(0.30) + np.float32(0.45) * puddle)
        return blend(times(seen, 1 - share * np.float32(0.5)), mirrored, share)


def _surface(stage: Stage, half: float, across: Plane, ahead: Plane) -> Plane:
    """Return asphalt with its line of dashes between pavements of slabs."""
    light, kerb = stage.light, half - 3.2
    fine = tiled(noise.cloudy(181, gain=0.7), across / np.float32(3.5), ahead / np.float32(3.5))
    near = 1 / (1 + (ahead / 30) ** 2)
    pavement = ramp(np.abs(across), kerb, kerb + 0.12)
    slabs = [
        np.abs(part / np.float32(0.9) - np.round(part / np.float32(0.9)))
        for part in (across, ahead)
    ]
    joints = clip(1 - np.minimum(*slabs) * 30) * pavement * near
    tone = blend(colour("#3a3a3e"), colour("#7c766e"), pavement)
    dashes = clip(1.2 - np.abs(across) / np.float32(0.07)) * (np.mod(ahead, 6.0) < 3.0)
    tone = blend(tone, colour("#c8c4b8"), dashes * clip(1.5 - ahead / 60) * np.float32(0.8))
    if stage.moment.white:
        tone = blend(tone, colour("#cfd8e4"), np.float32(0.35) + np.float32(0.6) * pavement)
    falls = light.sun.colour * np.float32(0.3 * max(0.1, float(light.sun.direction[1])))
    falls = falls + light.ambient * np.float32(0.8)
    pools = np.cos(ahead * np.float32(2 * np.pi / 22)) ** 2 / (1 + (ahead / 60) ** 2)
    lamps = (np.float32(0.025) + np.float32(0.125) * pools) * np.float32(light.lamps)
    lit = tone * (tint(np.broadcast_to(lamps, across.shape), LAMPLIGHT) + falls)
    return times(lit, (1 + (fine - np.float32(0.5)) * near) * (1 - np.float32(0.35) * joints))
