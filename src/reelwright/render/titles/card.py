"""Cards: a title drawn at any moment of its time, as it comes, stands and goes."""

from reelwright.model.overlay import Title, TitleKind
from reelwright.model.time import ZERO, Time
from reelwright.render.canvas import Canvas
from reelwright.render.captions.sheet import Box, Sheet, within
from reelwright.render.plan import Moment
from reelwright.render.planes import Patch
from reelwright.render.titles import lower_third, middle
from reelwright.render.titles.element import Stage

_KINDS = {TitleKind.TITLE: middle.elements, TitleKind.LOWER_THIRD: lower_third.elements}
_STANDING = Stage(1.0, 1.0)


class TitleCard:
    """Draws one title, for one thread."""

    def __init__(self, title: Title, canvas: Canvas) -> None:
        self._title = title
        self._elements = tuple(_KINDS[title.kind](title, canvas))
        self._half_frame = canvas.rate.time(1) / 2
        everywhere = within((0, 0, *canvas.size), canvas.size)
        self._standing = self._drawn(_STANDING, everywhere)
        self._box = self._reach(canvas)

    def _reach(self, canvas: Canvas) -> Box:
        """Return the box that has all that is drawn while it comes and goes."""
        if (whole := self._standing) is None:
            return within((0, 0, 0, 0), canvas.size)
        far = 4 + max(one.far for one in self._elements)
        height, width = whole.keep.shape
        right, bottom = whole.left + width + far, whole.top + height + far
        return within((whole.left - far, whole.top - far, right, bottom), canvas.size)

    def patch(self, moment: Moment, length: Time) -> Patch | None:
        """Return what to lay over the frame at `moment` of the `length` it is there.

        None where nothing shows. While it stands still it is the same patch.
        """
        stage = self._stage(moment.time + self._half_frame, length)
        if self._standing is None or stage == _STANDING:
            return self._standing
        return self._drawn(stage, self._box)

    def _stage(self, time: Time, length: Time) -> Stage:
        """Return how far it has come by the middle of a frame, and what of it is still there."""
        return Stage(_share(time, self._title.fade_in), _share(length - time, self._title.fade_out))

    def _drawn(self, stage: Stage, box: Box) -> Patch | None:
        sheet = Sheet.blank(box)
        for element in self._elements:
            element.draw(sheet, stage)
        return sheet.patch()


def _share(time: Time, of: Time) -> float:
    return max(0.0, min(1.0, float(time) / float(of))) if of > ZERO else 1.0
