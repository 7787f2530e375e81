"""A stack: layers behind each other, seen by a camera that moves, with particles between them."""

from collections.abc import Sequence
from typing import Self

import numpy as np

from reelwright.model.clip import PictureClip
from reelwright.model.motion import Motion
from reelwright.model.stack import Layer
from reelwright.render.canvas import Canvas
from reelwright.render.kernels.drawing import Drawing, drawing
from reelwright.render.media import Media
from reelwright.render.motion.framing import framing_at
from reelwright.render.pixels import Pixels
from reelwright.render.plan import Moment
from reelwright.render.planes import BLACK, Planes
from reelwright.render.sampling import TILE
from reelwright.render.sources.air import Air
from reelwright.render.sources.layer import StoredLayer
from reelwright.render.sources.parallax import travel
from reelwright.render.sources.placed import Placed

_ROOM = 48
"""How many frames' worth of pixels all layers of a stack may take, 2.75 bytes each."""


class Stack:
    """The layers of a clip, decoded once and fused into each frame without ever being RGB again.

    What is hidden behind something opaque is not drawn. Every frame is a pure function of its
    moment.
    """

    def __init__(
        self,
        things: Sequence[StoredLayer | Air],
        motion: Motion,
        frame: tuple[int, int],
        by: Drawing,
    ) -> None:
        self._things, self._motion, self._frame, self._by = things, motion, frame, by

    @classmethod
    def load(
        cls, clip: PictureClip, canvas: Canvas, media: Media, by: Drawing | None = None
    ) -> Self:
        """Open the layers of `clip`; `Invalid` or `NotFound` where one is no picture we take.

        They are drawn `by` the kernels of this process, if no other ones are given.
        """
        by = by or drawing()
        room = _ROOM / len(clip.layers)
        things = [
            StoredLayer.load(media(one.source), one, clip, canvas.size, room)
            if isinstance(one, Layer)
            else Air(one, canvas.size, by.sprites)
            for one in clip.layers
        ]
        return cls(things, clip.motion, canvas.size, by)

    @property
    def bytes(self) -> int:
        """How much memory its pictures take."""
        return sum(one.bytes for one in self._things if isinstance(one, StoredLayer))

    def show(self, moment: Moment, into: Planes) -> None:
        """Fill a frame with what the camera sees at `moment`, on black."""
        framing, seconds = framing_at(self._motion, moment.progress), float(moment.time)
        placed = [
            one.placed(framing, seconds) if isinstance(one, StoredLayer) else one
            for one in self._things
        ]
        tiles, full = self._visible([one for one in placed if isinstance(one, Placed)])
        if not full:
            for plane, level in zip(into, BLACK, strict=True):
                plane[:] = level
        for one in placed:
            if isinstance(one, Placed):
                one.draw(tiles.pop(), into, self._by.layer)
            else:
                one.show(seconds, *travel(framing, self._frame), into)

    def _visible(self, placed: Sequence[Placed]) -> tuple[list[Pixels], bool]:
        """Return the tiles of each layer, nearest first, and whether all is covered.

        Those that nearer layers hide are skipped.
        """
        width, height = self._frame
        hidden = np.zeros((-(-height // TILE[0]), -(-width // TILE[1])), np.bool_)
        tiles = [one.tiles(hidden, self._by.mark) for one in reversed(placed)]
        return tiles, bool(hidden.all())
