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
from reelwright.pipeline.upload import Upload
from reelwright.pipeline.upload import upload as uploaded
from reelwright.render.export import Rendered
from reelwright.render.produce import Written
from reelwright.settings import Settings, load
from reelwright.wiring import local

Listener = Callable[[Progress], None]


def _deaf(_news: Progress) -> None:
    """Hear nothing."""


def make(  # noqa: PLR0913 - each is an option of making a film
    brief: Brief,
    out: str | Path = "film.mp4",
    *,
    sidecar: str | Path | None = None,
    told: Collection[str] = (),
    uploads: Collection[Upload] = (),
    progress: Listener = _deaf,
    settings: Settings | None = None,
) -> Film:
    """Make the film of `brief` into the MP4 file `out`, and return what it is and what it took.

    `sidecar` names a JSON file for its papers (`model.sidecar.Sidecar`): credits and licences, what
    is less than was asked, the brief, the storyboard and the timeline. A story is none of `told`,
    the `tale` of earlier films' storyboards, while there is another. `uploads` are the pictures of
    the asker's own that the brief names by their keys, but for those that an earlier film kept.

    `progress` hears of every step and scene, from threads of ours; an error it raises ends the
    work. The file appears whole or not at all; an interrupt (Ctrl-C) ends the work and leaves
    nothing. Raises a `ReelwrightError`: `Invalid` for a brief that cannot be filmed, `Refused` for
    words that may not be, `Unavailable` for a folder that cannot take the file.
    """
    papers = Path(sidecar) if sidecar is not None else None
    return local.Workshop(settings or load(), progress).make(
        brief, Path(out), papers, frozenset(told), uploads
    )


def upload(picture: str | Path) -> Upload:
    """Return a picture file of the asker's own, whose `key` a brief may name, and `make` be given.

    It is a PNG, JPEG or WebP of at most 50 million pixels and 100 MB, shown upright and without
    what else its file tells. Raises `NotFound`, `Unavailable` or `Invalid` with a sentence.
    """
    return uploaded(Path(picture))


def plan(
    brief: Brief,
    *,
    told: Collection[str] = (),
    uploads: Collection[Upload] = (),
    settings: Settings | None = None,
) -> Storyboard:
    """Return the storyboard of `brief`, telling no tale of `told` while there is another.

    Nothing is made and nothing is spent; `uploads` are kept as `make` would.
    """
    return local.Workshop(settings or load()).plan(brief, frozenset(told), uploads)


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
