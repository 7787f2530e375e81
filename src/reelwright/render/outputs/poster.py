"""A poster: the frame of a film that shows most, without its captions."""

from collections.abc import Callable

import cv2
import numpy as np

from reelwright.model.timeline import Timeline
from reelwright.render.media import Media
from reelwright.render.outputs.frames import Frames
from reelwright.render.outputs.picture import scaled, to_bgr, within
from reelwright.render.plan import Plan
from reelwright.render.planes import Pixels, Planes

LOOKED_AT = 12
"""Frames among which the poster is chosen."""

_SMALL = 320  # pixels of the longer side, which detail is measured at


def poster(timeline: Timeline, media: Media, told: Callable[[int, int], None]) -> Pixels:
    """Return the poster of a film, blue first; `told` hears of frames looked at of how many."""
    frames = Frames(timeline, media, captions=False)
    numbers = candidates(frames.plan)
    found: list[tuple[float, int]] = []
    for done, number in enumerate(numbers, start=1):
        found.append((detail(frames.show(number)), -number))
        told(done, len(numbers))
    return to_bgr(frames.show(-max(found)[1]))


def candidates(plan: Plan) -> list[int]:
    """Return the middle frames of segments spread over a film, none in a transition."""
    alone = [one for one in plan.segments if one.takeover is None] or plan.segments
    spread = np.linspace(0, len(alone) - 1, min(LOOKED_AT, len(alone)))
    return [alone[place].first + alone[place].frames // 2 for place in spread.round().astype(int)]


def detail(planes: Planes) -> float:
    """Return how much there is to see: edges, coarse and fine; 0 for a single colour."""
    luma = scaled(planes, within(planes.size, _SMALL)).y.astype(np.float32)
    coarse = cv2.GaussianBlur(luma, (0, 0), 3)
    return float(
        cv2.Laplacian(luma, cv2.CV_32F).std() + 10 * cv2.Laplacian(coarse, cv2.CV_32F).std()
    )
