"""Deliver: the finished film is handed over with what it took."""

from reelwright.model.asset import Film, Gathered
from reelwright.model.errors import Broken
from reelwright.model.storyboard import Storyboard
from reelwright.pipeline.arrange import Arranged
from reelwright.pipeline.film import lessened, unheard, unseen
from reelwright.render.export import Rendered


def deliver(
    storyboard: Storyboard,
    gathered: Gathered,
    arranged: Arranged,
    rendered: Rendered,
) -> Film:
    """Return the film, with all that went into it and what is less than was asked of it.

    Raises `Broken` for one that was not inspected.
    """
    timeline, report = arranged.timeline, rendered.report
    if report is None:
        raise Broken(f"{rendered.path} was not inspected.")
    return Film(
        path=str(rendered.path),
        title=storyboard.title,
        duration=timeline.rate.time(report.figures.frames),
        width=timeline.width,
        height=timeline.height,
        frames=report.figures.frames,
        bytes=rendered.bytes,
        loudness=report.figures.loudness,
        true_peak=report.figures.true_peak,
        storyboard=storyboard,
        credits=(*([storyboard.provenance] if storyboard.provenance else []), *gathered.credits),
        degradations=(
            *gathered.degradations,
            *arranged.degradations,
            *unseen(rendered),
            *lessened(rendered),
            *unheard(rendered, timeline),
        ),
        report=report,
        segments=rendered.segments,
        reused=rendered.reused,
        sound_reused=rendered.sound_reused,
        seconds={},
        elapsed=0.0,
    )
