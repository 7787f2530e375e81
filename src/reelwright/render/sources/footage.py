"""Footage: whatever a clip shows, opened for one canvas and asked for moment after moment."""

from typing import Protocol

from reelwright.model.clip import PictureClip
from reelwright.render import probe
from reelwright.render.canvas import Canvas
from reelwright.render.media import Media
from reelwright.render.plan import Moment
from reelwright.render.planes import Planes
from reelwright.render.sources.stills import Stills
from reelwright.render.sources.video import Video


class Footage(Protocol):
    """A still, a video or a stack; one thread asks for its moments, mostly in order."""

    def show(self, moment: Moment, into: Planes) -> None:
        """Fill a frame of the canvas with what the clip shows at `moment`."""
        ...


def footage(
    clip: PictureClip, canvas: Canvas, media: Media, stills: Stills | None = None
) -> Footage:
    """Open what `clip` shows, or take it from `stills`; `Invalid` where it is nothing we take."""
    stills = stills or Stills()
    if clip.layers:
        return stills.stack(clip, canvas, media)
    path = media(clip.sources[0])
    if probe.is_video(path):
        return Video.load(path, clip, canvas)
    return stills.load(path, clip.motion, canvas.size, clip.fit)
