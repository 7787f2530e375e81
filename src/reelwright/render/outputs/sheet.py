"""A contact sheet: one picture of every shot of a film, in rows, with the time it begins at."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from math import log

import numpy as np

from reelwright.model.brief import Language
from reelwright.model.time import Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.render.media import Media
from reelwright.render.outputs.frames import Frames
from reelwright.render.outputs.picture import scaled, to_bgr, within
from reelwright.render.plan import Plan, Segment
from reelwright.render.planes import Pixels
from reelwright.render.text.mask import average, cover
from reelwright.render.text.shape import shape

MOST = 96
"""Pictures on a sheet; of a film with more shots they are spread over all of it."""

_LONGEST_SIDE = 400  # pixels of a picture
_GAP, _LABEL, _TYPE = 24, 40, 20  # pixels: between pictures, the line below them, its type
_PAPER, _INK = 24, 214  # of 255
_SHAPE = 1.5  # of the sheet: its width to its height, about


@dataclass(frozen=True, slots=True)
class Place:
    """A picture of a sheet: the frame it shows, and the instant its shot begins at."""

    frame: int
    start: Time


def sheet(timeline: Timeline, media: Media, told: Callable[[int, int], None]) -> Pixels:
    """Return the contact sheet of a film, blue first; `told` hears of pictures done of how many."""
    frames = Frames(timeline, media)
    size = within((timeline.width, timeline.height), _LONGEST_SIDE)
    chosen = places(timeline, frames.plan)
    paper = _Paper(len(chosen), size)
    for number, place in enumerate(chosen):
        paper.lay(number, to_bgr(scaled(frames.show(place.frame), size)), clock(place.start))
        told(number + 1, len(chosen))
    return paper.pixels


def places(timeline: Timeline, plan: Plan) -> list[Place]:
    """Return what a sheet shows: the middle of each shot, between its transitions."""
    alone = [one for one in plan.segments if one.takeover is None] or list(plan.segments)
    shots = [list(segments) for _, segments in groupby(alone, key=_begin)]
    spread = np.linspace(0, len(shots) - 1, min(MOST, len(shots))).round().astype(int)
    return [_place(shots[number], timeline.rate) for number in spread]


def _begin(segment: Segment) -> int:
    """Return the frame of the film at which the shot of a segment begins."""
    return segment.first + segment.shots[-1].first


def _place(segments: list[Segment], rate: Rate) -> Place:
    middle = (segments[0].first + segments[-1].stop) // 2
    return Place(middle, rate.time(_begin(segments[0])))


def clock(instant: Time) -> str:
    """Return an instant as a player shows it: `1:05`, `1:02:05`."""
    minutes, seconds = divmod(int(instant.seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class _Paper:
    """The sheet while it is laid out, as many rows and columns as make a good shape."""

    def __init__(self, number: int, size: tuple[int, int]) -> None:
        self._width, self._height = size
        self._columns = min(range(1, number + 1), key=lambda one: self._off(one, number))
        width, height = self._extent(self._columns, number)
        self.pixels: Pixels = np.full((height, width, 3), _PAPER, np.uint8)

    def _extent(self, columns: int, number: int) -> tuple[int, int]:
        rows = -(-number // columns)
        width = columns * (self._width + _GAP) + _GAP
        return width, rows * (self._height + _LABEL) + _GAP

    def _off(self, columns: int, number: int) -> float:
        width, height = self._extent(columns, number)
        return abs(log(width / height / _SHAPE))

    def lay(self, number: int, picture: Pixels, label: str) -> None:
        """Lay a picture at its place, its label below it."""
        row, column = divmod(number, self._columns)
        top = _GAP + row * (self._height + _LABEL)
        left = _GAP + column * (self._width + _GAP)
        self.pixels[top : top + self._height, left : left + self._width] = picture
        below = top + self._height
        self._write(label, self.pixels[below : below + _LABEL, left : left + self._width])

    def _write(self, label: str, line: Pixels) -> None:
        height, width = line.shape[:2]
        glyphs = shape(label, Language.ENGLISH, _TYPE).glyphs
        ink = average(cover(glyphs, _TYPE, (width, height), (0, height * 0.66)))[..., None] / 255
        line[:] = np.rint(line + (_INK - line.astype(np.float32)) * ink)
