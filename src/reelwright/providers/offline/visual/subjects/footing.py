"""Footing: where things of a kind can be, for a setting to say and the cast to use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.view import View


@dataclass(frozen=True, slots=True)
class Footing:
    """Ground (or water, or air) that things can be on, as seen from `view`.

    They may stand from `near` to `far` metres ahead; `height` is the ground's there, in metres, of
    a place to the right and ahead. In the air and the deep, `rows` are the picture's shares between
    which they hover instead. `middle` is how near the middle they may come, as a share of half the
    picture's width, and `edge` how near its edge. `fits` says whether a place
    will do at all, and nothing above `tallest` metres has room. `light` is what
    falls on them, where it is not the light of the sky.
    """

    view: View
    near: float
    far: float
    height: Callable[[float, float], float] = lambda _across, _ahead: 0.0
    rows: tuple[float, float] | None = None
    middle: float = 0.0
    edge: float = 0.66
    fits: Callable[[float, float], bool] = lambda _across, _ahead: True
    tallest: float = 1e9
    light: Light | None = None


def aloft(view: View, low: float = 0.12, high: float = 0.32) -> Footing:
    """Return the air between two shares of the picture's height."""
    return Footing(view, 80, 80, rows=(low, high))


class Setting(Protocol):
    """A place that can be painted, in layers from far to near."""

    def sky(self) -> None:
        """Paint what is behind everything."""
        ...

    def far(self) -> None:
        """Paint the distance."""
        ...

    def mid(self) -> None:
        """Paint the middle ground."""
        ...

    def near(self) -> None:
        """Paint what is close by."""
        ...

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        ...
