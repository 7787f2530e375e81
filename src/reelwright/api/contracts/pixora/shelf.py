"""Where pixora's handlers find things: an account's videos and scenes, and how they stand."""

from dataclasses import dataclass
from typing import Final

from reelwright.api.contracts.pixora import schema, translate
from reelwright.api.contracts.pixora.errors import PIXORA
from reelwright.api.contracts.pixora.translate import NOWHERE, ORIGIN, Urls
from reelwright.api.contracts.pixora.words import sound
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.media import LONGEST, Grant, expiry, link
from reelwright.model.errors import Conflict, NotFound
from reelwright.ports.records import Records
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.jobs import ENDED, Job
from reelwright.ports.records.productions import Production, SceneRow
from reelwright.services import productions

PRODUCE: Final = "produce"

_FEW: Final = 5
"""How many jobs are looked at in one go: between two that make a film, few only plan one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A video as it stands: its row, the last job that makes it, and its last film."""

    row: Production
    job: Job | None
    film: FilmRow | None

    @property
    def processing(self) -> bool:
        """Whether it is being made."""
        return self.job is not None and self.job.state not in ENDED

    def idle(self) -> "Standing":
        """Return it; `Conflict` while it is being made."""
        if self.processing:
            raise Conflict("Video is being generated")
        return self


def video(records: Records, account: str, video: str) -> Standing:
    """Return an account's video; `NotFound` where there is none, it is another's, or not ours."""
    try:
        row = productions.get(records, account, video, origin=ORIGIN)
    except NotFound:
        raise NotFound("Video not found") from None
    return standing(records, row)


def standing(records: Records, row: Production) -> Standing:
    """Return how a video stands."""
    return Standing(row, _last(records, row), productions.shown(records, row))


def _last(records: Records, row: Production) -> Job | None:
    """Return the last job that makes a film of a video, however many plan one since."""
    before = None
    while found := records.jobs.of(row.account_id, _FEW, before, production=row.id):
        if making := [one for one in found if one.kind == PRODUCE]:
            return making[0]
        before = found[-1].id
    return None


def scene(records: Records, account: str, scene: str) -> tuple[Standing, SceneRow]:
    """Return an account's scene and its video; `NotFound` as for videos."""
    row = records.productions.scene(account, scene)
    production = records.productions.get(account, row.production_id) if row else None
    if row is None or production is None or production.origin != ORIGIN:
        raise NotFound("Scene not found")
    return standing(records, production), row


def video_told(desk: Desk, stands: Standing, *, alone: bool = False) -> schema.Video:
    """Return a video as its owner sees it."""
    film = stands.film
    urls = NOWHERE
    if film is not None:
        urls = Urls(
            video=_url(desk, film, translate.FILM), image=_url(desk, film, translate.POSTER)
        )
    return translate.video(stands.row, stands.job, urls, alone=alone)


def scenes_told(
    records: Records, desk: Desk, stands: Standing, *, only: str | None = None
) -> list[schema.Scene]:
    """Return the scenes of a video in their order, or the one with an id."""
    rows = records.productions.scenes(stands.row.id)
    board, film = stands.row.storyboard or {}, stands.film
    shown = translate.shown(film)
    numbers = {name: number for number, name in enumerate(shown)}
    mood = board.get("mood")
    return [
        translate.scene_shown(
            row,
            translate.standing(row, stands.job, shown),
            _urls(desk, film, numbers.get(row.name)),
            sound(mood if isinstance(mood, str) else None, place, len(rows)),
            alone=only is not None,
        )
        for place, row in enumerate(rows)
        if only in (None, row.id)
    ]


def blob(name: str) -> str:
    """Return what a film calls the file that is served under this name."""
    return {translate.FILM: "film", translate.POSTER: "poster"}.get(name, name)


def _urls(desk: Desk, film: FilmRow | None, number: int | None) -> Urls:
    if film is None or number is None:
        return NOWHERE
    return Urls(
        video=_url(desk, film, f"scenes.{number}.mp4"),
        image=_url(desk, film, f"scenes.{number}.jpg"),
        audio=_url(desk, film, f"scenes.{number}.mp3"),
    )


def _url(desk: Desk, film: FilmRow, name: str) -> str | None:
    """Return the address of a film's file for a day; None where it has none of this name."""
    key = film.blobs.get(blob(name))
    if key is None:
        return None
    expires = expiry(desk.clock(), LONGEST)
    return link(desk, PIXORA.base, Grant(film.id, name, key, film.epoch, expires))
