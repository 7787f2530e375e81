"""Making films from Python, without a server.

from reelwright import Brief, make
film = make(Brief(prompt="Ocean waves at sunset", resolution="540p"), "waves.mp4")
"""

from collections.abc import Callable, Collection
from pathlib import Path

from reelwright.model.asset import Film
from reelwright.model.brief import Brief
from reelwright.model.output import Output
from reelwright.model.progress import Progress
from reelwright.model.storyboard import Storyboard
from reelwright.model.timeline import Timeline
from reelwright.render.export import Rendered
from reelwright.render.produce import Written
from reelwright.settings import Settings, load
from reelwright.wiring import local

Listener = Callable[[Progress], None]


def _deaf(_news: Progress) -> None:
    """Hear nothing."""


def make(
    brief: Brief,
    out: str | Path = "film.mp4",
    *,
    sidecar: str | Path | None = None,
    told: Collection[str] = (),
    progress: Listener = _deaf,
    settings: Settings | None = None,
) -> Film:
    """Make the film of `brief` into the MP4 file `out`, and return what it is and what it took.

    `sidecar` names a JSON file for its papers (`model.sidecar.Sidecar`): credits and licences, what
    is less than was asked, the brief, the storyboard and the timeline. A story is none of `told`,
    the `tale` of earlier films' storyboards, while there is another.

    `progress` hears of every step and scene, from threads of ours; an error it raises ends the
    work. The file appears whole or not at all; an interrupt (Ctrl-C) ends the work and leaves
    nothing. Raises a `ReelwrightError`: `Invalid` for a brief that cannot be filmed, `Refused` for
    words that may not be, `Unavailable` for a folder that cannot take the file.
    """
    papers = Path(sidecar) if sidecar is not None else None
    return local.Workshop(settings or load(), progress).make(
        brief, Path(out), papers, frozenset(told)
    )


def plan(brief: Brief, *, told: Collection[str] = ()) -> Storyboard:
    """Return the storyboard of `brief`, telling no tale of `told` while there is another.

    Nothing is made and nothing is spent.
    """
    return local.plan(brief, frozenset(told))


def render(
    timeline: Timeline,
    folder: str | Path,
    out: str | Path = "film.mp4",
    *,
    output: Output | None = None,
    progress: Listener = _deaf,
    settings: Settings | None = None,
) -> Rendered | Written:
    """Render an exact timeline, its media taken from `folder`, into `out`: by default, an MP4 file.

    `output` says what else: another kind of film, or a picture, the sound or the words alone.
    Raises `Invalid` with a fault for every media file that is missing or cannot be used.
    """
    shop = local.Workshop(settings or load(), progress)
    return shop.render(timeline, Path(folder), Path(out), output or Output())
