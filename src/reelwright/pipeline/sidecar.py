"""Sidecar: the papers of a film, or of captions, are written beside them."""

from pathlib import Path

from reelwright.model.asset import Film
from reelwright.model.brief import Brief
from reelwright.model.errors import Invalid, Unavailable
from reelwright.model.sidecar import CaptionSidecar, Sidecar
from reelwright.model.timeline import Timeline
from reelwright.render.whole import telling, whole

LARGEST = 200_000_000
"""Bytes of a sidecar that is read: a film of an hour has some two million."""


def free(place: Path, kind: type[Sidecar | CaptionSidecar] = Sidecar) -> Path:
    """Return `place` if papers may be written there: nothing is, or others of their kind.

    Raises `Unavailable` for anything else, which would be lost.
    """
    what = "a film" if kind is Sidecar else "captions"
    move = f"Move it, name the {what.removeprefix('a ')} otherwise, or say --no-sidecar."
    if place.is_dir():
        raise Unavailable(f"{place} is a folder, but the credits of {what} go there. {move}")
    if place.exists() and not _ours(place, kind):
        raise Unavailable(f"{place} is there and is no sidecar of {what}. {move}")
    return place


def _ours(place: Path, kind: type[Sidecar | CaptionSidecar]) -> bool:
    with telling(place):
        if place.stat().st_size > LARGEST:
            return False
        text = place.read_text("utf-8", errors="replace")
    try:
        kind.read_json(text)
    except Invalid:
        return False
    return True


def papers(film: Film, brief: Brief, timeline: Timeline) -> Sidecar:
    """Return the papers of a film."""
    return Sidecar(
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


def write(place: Path, film: Film, brief: Brief, timeline: Timeline) -> None:
    """Write the papers of a film, whole or not at all."""
    put(place, papers(film, brief, timeline))


def put(place: Path, sidecar: Sidecar | CaptionSidecar) -> None:
    """Write papers, whole or not at all."""
    text = sidecar.write_json() + "\n"
    with whole(place) as aside:
        aside.write_text(text, "utf-8")
