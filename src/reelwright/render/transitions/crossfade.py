"""Crossfade: one clip fades into the other."""

from reelwright.model.clip import Direction
from reelwright.render.planes import Planes, mix


def blend(below: Planes, above: Planes, share: float, _direction: Direction) -> None:
    """Let `share` of `above` into `below`."""
    mix(below, above, share)
