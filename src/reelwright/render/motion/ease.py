"""How a motion passes from its beginning to its end."""

from collections.abc import Callable

from reelwright.model.motion import Ease


def linear(progress: float) -> float:
    """Return `progress` itself: the same speed throughout."""
    return progress


def smooth(progress: float) -> float:
    """Return the smoothstep of `progress`: at rest at both ends, 1.5 times as fast midway."""
    return progress * progress * (3 - 2 * progress)


def into(progress: float) -> float:
    """Return the square of `progress`: at rest to begin with, twice the speed at the end."""
    return progress * progress


def out(progress: float) -> float:
    """Return what `into` does, backwards: at rest in the end."""
    return progress * (2 - progress)


EASES: dict[Ease, Callable[[float], float]] = {
    Ease.LINEAR: linear,
    Ease.SMOOTH: smooth,
    Ease.IN: into,
    Ease.OUT: out,
}
