"""Sidecar: the film's papers are written beside it."""

from pathlib import Path

from reelwright.model.asset import Film
from reelwright.model.brief import Brief
from reelwright.model.errors import Invalid, Unavailable
from reelwright.model.sidecar import Sidecar
from reelwright.model.timeline import Timeline
from reelwright.render.whole import telling, whole

LARGEST = 200_000_000
"""Bytes of a sidecar that is read: a film of an hour has some two million."""


def free(place: Path) -> Path:
    """Return `place` if a sidecar may be written there: nothing is, or another sidecar.

    Raises `Unavailable` for anything else, which would be lost.
    """
    if place.is_dir():
        raise Unavailable(f"{place} is a folder, but the film's credits go there. {_MOVE}")
    if place.exists() and not _ours(place):
        raise Unavailable(f"{place} is there and is no sidecar of a film. {_MOVE}")
    return place


_MOVE = "Move it, name the film otherwise, or say --no-sidecar."


def _ours(place: Path) -> bool:
    with telling(place):
        if place.stat().st_size > LARGEST:
            return False
        text = place.read_text("utf-8", errors="replace")
    try:
        Sidecar.read_json(text)
    except Invalid:
        return False
    return True


def write(place: Path, film: Film, brief: Brief, timeline: Timeline) -> None:
    """Write the papers of a film, whole or not at all."""
    papers = Sidecar(
        film=Path(film.path).name,
        title=film.title,
        duration=film.duration,
        credits=film.credits,
        degradations=film.degradations,
        report=film.report,
        brief=brief,
        storyboard=film.storyboard,
        timeline=timeline,
    )
    with whole(place) as aside:
        aside.write_text(papers.write_json() + "\n", "utf-8")
