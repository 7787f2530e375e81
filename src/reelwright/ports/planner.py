"""Turning a brief into a storyboard."""

from typing import Protocol

from reelwright.model.brief import Brief, Language
from reelwright.model.storyboard import Storyboard


class Planner(Protocol):
    """Plans films. The same brief gives the same storyboard."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it can write narration in."""
        ...

    async def plan(self, brief: Brief, *, told: frozenset[str] = frozenset()) -> Storyboard:
        """Return the storyboard of `brief`; its scenes' durations sum to the brief's exactly.

        A script's lines are narrated word for word, one scene a line. Where the brief has no
        duration, scenes are as long as reading their narration aloud takes. A planner that tells
        tales it knows tells none of `told`, the `tale` of earlier storyboards, while it knows
        another. Raises `Invalid` for a language or topic it cannot do.
        """
        ...
