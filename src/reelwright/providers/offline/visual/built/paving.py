"""What streets are paved with: cobbles and slabs, snow on them, and the mirror rain makes."""

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
)
from reelwright.providers.offline.visual.built.massing import spread
from reelwright.providers.offline.visual.built.skins import Skin
from reelwright.providers.offline.visual.stage import Stage

STONES = ("#7c766e", "#8a7c6c", "#6c6a6c")
SLABS = "#a59c8e"
SNOW = "#cbd5e0"


def cobbles(text: str, kerb: float, white: bool) -> Skin:
    """Return cobbles between pavements that begin `kerb` metres from the middle."""
    tone = colour(text)

    def skin(first: Plane, second: Plane) -> Plane:
        wide = np.maximum(spread(second), spread(first))
        near = 1 / (1 + (wide * 9) ** 2)
        row = np.floor(second / np.float32(0.19))
        place = first / np.float32(0.24) + np.mod(row * np.float32(0.5), 1)
        stone = np.floor(place)
        part = np.maximum(
            np.abs(place - stone - 0.5), np.abs(second / np.float32(0.19) - row - 0.5)
        )
        joint = ramp(part, 0.36, 0.5)
        wave = np.sin(stone * np.float32(12.9898) + row * np.float32(78.233)) * 437.5
        chance = wave - np.floor(wave)
        share = 1 + near * ((chance - 0.5) * 0.45 - joint * 0.55)
        blotch = tiled(noise.cloudy(241), first / np.float32(13), second / np.float32(13))
        road = times(np.ones((*first.shape, 3), np.float32) * tone, share * (0.75 + 0.5 * blotch))
        walk = np.asarray(np.abs(first) > kerb, np.float32)
        seen = blend(road, _slabs(first, second, near, blotch), walk)
        edge = np.abs(np.abs(first) - np.float32(kerb))
        seen = blend(seen, colour("#b8b0a2"), clip((np.float32(0.12) - edge) * 30))
        seen = blend(seen, colour("#2c2a28"), clip(1.2 - np.abs(edge - 0.14) / 0.03) * 0.6)
        return blend(seen, _snow(first, second), _lies(first, kerb, blotch)) if white else seen

    return skin


def _slabs(first: Plane, second: Plane, near: Plane, blotch: Plane) -> Plane:
    parts = [np.abs(np.mod(one / np.float32(0.8), 1) - np.float32(0.5)) for one in (first, second)]
    joint = clip((np.maximum(*parts) - np.float32(0.475)) * 60) * near
    share = (np.float32(0.8) + np.float32(0.4) * blotch) * (1 - np.float32(0.4) * joint)
    return times(np.ones((*first.shape, 3), np.float32) * colour(SLABS), share)


def _snow(first: Plane, second: Plane) -> Plane:
    lumps = tiled(noise.cloudy(242, gain=0.6), first / np.float32(4), second / np.float32(4))
    share = np.float32(0.82) + np.float32(0.3) * lumps
    return times(np.ones((*first.shape, 3), np.float32) * colour(SNOW), share)


def _lies(first: Plane, kerb: float, blotch: Plane) -> Plane:
    """Return where snow lies: all but in the tracks of wheels."""
    track = np.minimum(np.abs(np.abs(first) - 0.75), np.abs(np.abs(first) - kerb * 0.62))
    bare = (1 - ramp(track, 0.1, 0.34)) * ramp(blotch, 0.3, 0.6)
    return np.asarray(0.96 - 0.72 * bare, np.float32)


def mirror(stage: Stage, reach: float) -> None:
    """Let what stands above the ground be mirrored in it as far as `reach` metres."""
    view, canvas = stage.view, stage.canvas
    top = int(np.clip(view.horizon + 2, 1, view.height - 2))
    source = blur(canvas.light[:top], view.unit * 0.004)
    for band in Box(0, top, view.width, view.height).bands():
        row = np.arange(band.top, band.bottom, dtype=np.float32)[:, None]
        ahead = np.float32(view.eye * view.focal) / (row - np.float32(view.horizon - 0.5))
        across = ahead * view.columns[None, :]
        ground = np.abs(canvas.depth[band.window] / ahead - 1) < 0.015
        ripple = tiled(noise.cloudy(182, gain=0.6), across / 5, ahead / 5) - np.float32(0.5)
        puddle = ramp(tiled(noise.cloudy(183), across / 9, ahead / 9), 0.42, 0.6)
        x = np.arange(view.width, dtype=np.float32)[None, :] + ripple * np.float32(view.unit * 0.02)
        y = 2 * np.float32(view.horizon) - row + ripple * np.float32(view.unit * 0.06)
        seen = at(source, clip(x, 0, view.width - 1), clip(y, 0, top - 1))
        share = np.float32(0.42) + np.float32(0.45) * puddle
        share = np.asarray(share * ground * (ahead < reach), np.float32)
        under = canvas.light[band.window]
        canvas.light[band.window] = blend(times(under, 1 - share * np.float32(0.5)), seen, share)
