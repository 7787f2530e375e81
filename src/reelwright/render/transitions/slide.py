"""Slide: the new clip comes in over the old one, which stays where it is."""

from reelwright.model.clip import Direction
from reelwright.render.motion.ease import smooth
from reelwright.render.planes import Planes
from reelwright.render.transitions.displace import AXES, SIGNS, lay_displaced


def blend(below: Planes, above: Planes, share: float, direction: Direction) -> None:
    """Lay `above` over `below` as far as it has come in: at rest at first, and in the end."""
    axis = AXES[direction]
    away = (smooth(share) - 1) * SIGNS[direction]
    for into, plane in zip(below, above, strict=True):
        lay_displaced(into, plane, away * plane.shape[axis], axis)
