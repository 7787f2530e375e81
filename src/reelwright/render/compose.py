"""Frames: what a timeline shows at frame n, written straight into the encoder's planes."""

from reelwright.model.timeline import Timeline
from reelwright.render.captions.lettering import Lettering
from reelwright.render.media import Media
from reelwright.render.motion.framing import framing_at
from reelwright.render.plan import Layer, Plan
from reelwright.render.planes import Planes, lay, mix
from reelwright.render.sources.still import Still


class Composer:
    """Composes the frames of one timeline, for one thread.

    A frame depends on its number alone. Frames asked for in order cost least: only the pictures of
    the clips around the last frame are kept.
    """

    def __init__(self, timeline: Timeline, plan: Plan, media: Media) -> None:
        self._timeline, self._plan, self._media = timeline, plan, media
        self._size = (timeline.width, timeline.height)
        self._stills: dict[int, Still] = {}
        self._above = Planes.empty(*self._size)
        self._lettering = (
            Lettering(timeline.captions, *self._size) if timeline.captions is not None else None
        )

    def compose(self, frame: int, into: Planes) -> None:
        """Fill `into` with frame number `frame`."""
        bottom, *rest = self._plan.layers(frame)
        self._show(bottom, frame, into)
        for layer in rest:
            self._show(layer, frame, self._above)
            mix(into, self._above, layer.weight)
        self._caption(frame, into)

    def _show(self, layer: Layer, frame: int, into: Planes) -> None:
        clip = self._plan.clips[layer.clip]
        framing = framing_at(clip.clip.motion, clip.progress(frame))
        self._still(layer.clip).show(framing, into)

    def _still(self, number: int) -> Still:
        if number not in self._stills:
            self._stills = {
                near: still for near, still in self._stills.items() if near == number - 1
            }
            clip = self._plan.clips[number].clip
            self._stills[number] = Still.load(self._media(clip.source), clip.motion, self._size)
        return self._stills[number]

    def _caption(self, frame: int, into: Planes) -> None:
        state = self._plan.caption(frame)
        if self._lettering is None or state is None:
            return
        if (drawn := self._lettering.patch(state)) is not None:
            lay(into, drawn)
