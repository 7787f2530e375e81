"""A scene before it has a length: what is said and shown, and how needed it is."""

from dataclasses import dataclass
from fractions import Fraction

from reelwright.model.storyboard import Camera
from reelwright.providers.offline.planner.length import natural
from reelwright.providers.offline.planner.texts.tongue import Pace


@dataclass(frozen=True, slots=True)
class Beat:
    """One scene to be: its narration, its picture's words, its rank, 0 for what no film leaves out.

    `length` is the seconds somebody asked for; `camera` the move its picture calls for.
    """

    say: str
    show: str
    rank: int = 0
    camera: Camera | None = None
    length: Fraction | None = None

    def lasts(self, pace: Pace) -> Fraction:
        """Return the seconds it lasts when nothing presses."""
        return natural(self.say, pace) if self.length is None else self.length
