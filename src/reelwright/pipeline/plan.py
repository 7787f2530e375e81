"""Plan: the brief becomes a storyboard."""

from reelwright.model.brief import Brief
from reelwright.model.storyboard import Storyboard
from reelwright.pipeline.crew import Crew


async def plan(brief: Brief, crew: Crew, told: frozenset[str] = frozenset()) -> Storyboard:
    """Return the storyboard of a brief; no tale of `told` while there is another."""
    return await crew.planner.plan(brief, told=told)
