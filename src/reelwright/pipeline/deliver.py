"""Deliver: the finished file is held against its timeline, and handed over with what it took."""

from reelwright.model.asset import Film, Gathered
from reelwright.model.errors import Broken
from reelwright.model.storyboard import Storyboard
from reelwright.pipeline.arrange import Arranged
from reelwright.pipeline.film import unheard, unseen
from reelwright.render import probe
from reelwright.render.export import Rendered


def deliver(
    storyboard: Storyboard, gathered: Gathered, arranged: Arranged, rendered: Rendered
) -> Film:
    """Return the film, or raise `Broken` where the file is not what the timeline says."""
    timeline, facts = arranged.timeline, probe.film(rendered.path)
    if facts.frames != timeline.rate.frame(timeline.length):
        raise Broken(f"{rendered.path} has {facts.frames} frames; its timeline differs.")
    return Film(
        path=str(rendered.path),
        title=storyboard.title,
        duration=timeline.rate.time(facts.frames),
        width=facts.width,
        height=facts.height,
        frames=facts.frames,
        bytes=rendered.bytes,
        loudness=rendered.sound.integrated,
        true_peak=rendered.sound.true_peak,
        storyboard=storyboard,
        credits=gathered.credits,
        degradations=(
            *gathered.degradations,
            *arranged.degradations,
            *unseen(rendered),
            *unheard(rendered, timeline),
        ),
        seconds={},
        elapsed=0.0,
    )
