"""Transitions: how the frame of one clip becomes that of the next, on planes, in place."""

from collections.abc import Callable

from reelwright.model.clip import Direction, Transition
from reelwright.render.planes import Planes
from reelwright.render.transitions import crossfade, dissolve, fade, push, slide, wipe

Blend = Callable[[Planes, Planes, float, Direction], None]
"""Turns the frame below into what shows when the one above has come in by a share, 0 to 1.

At 0 that is the frame below, at 1 the one above, which is never written to. A transition without
a direction takes any.
"""

TRANSITIONS: dict[Transition, Blend] = {
    Transition.CROSSFADE: crossfade.blend,
    Transition.FADE_BLACK: fade.through_black,
    Transition.FADE_WHITE: fade.through_white,
    Transition.WIPE: wipe.blend,
    Transition.SLIDE: slide.blend,
    Transition.PUSH: push.blend,
    Transition.DISSOLVE: dissolve.blend,
}
"""All but the cut, during which nothing shows of two clips at once."""
