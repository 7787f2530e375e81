"""Plan: the brief becomes a storyboard."""

from reelwright.model.brief import Brief
from reelwright.model.storyboard import Storyboard
from reelwright.pipeline.crew import Crew


async def plan(brief: Brief, crew: Crew) -> Storyboard:
    """Return the storyboard of a brief."""
    return await crew.planner.plan(brief)
