"""What we have, as pixora's clients see it; nothing here asks or changes anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor
from typing import Any, Final

from reelwright.api.contracts.pixora import asks, schema
from reelwright.api.contracts.pixora.words import sound
from reelwright.model.storyboard import Storyboard
from reelwright.model.time import Time
from reelwright.ports.records.accounts import Account
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.jobs import ENDED, Job, JobState
from reelwright.ports.records.productions import Production, SceneRow

ORIGIN: Final = "pixora"

FILM: Final = "film.mp4"
POSTER: Final = "poster.jpg"


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses of files: of the film and its poster, or of a scene's picture, video and sound."""

    video: str | None = None
    image: str | None = None
    audio: str | None = None


NOWHERE: Final = Urls()


def place(row: SceneRow) -> int:
    """Return a scene's `order_index`: as it was given, or where the plan had it."""
    given = row.details.get("order_index")
    return given if isinstance(given, int) else row.position


def seconds(row: SceneRow) -> int:
    """Return a scene's length in whole seconds, one at least."""
    return max(1, floor(_exact(row).seconds + Fraction(1, 2)))


def length(kept: Mapping[str, Any], scenes: Sequence[SceneRow]) -> int:
    """Return how many seconds of film are paid for: as asked, or as its scenes last if longer."""
    asked = kept["duration"]
    return max(int(asked), sum(seconds(row) for row in scenes))


def shared(lengths: Sequence[float], total: int) -> list[int]:
    """Return whole lengths, each one at least, in about these proportions, that add up to `total`.

    There may be no more of them than `total`.
    """
    spare = total - len(lengths)
    shares = lengths if sum(lengths) else [1.0] * len(lengths)
    whole = sum(shares)
    ends = [round(spare * part / whole) for part in accumulate(shares)]
    ends[-1] = spare
    return [1 + stop - start for start, stop in zip([0, *ends], ends, strict=False)]


def analysis(board: Storyboard, asked: asks.Prompt) -> schema.Analysis:
    """Return a storyboard as scenes whose lengths add up to what was asked, to the second."""
    kept = board.scenes[: asked.duration]
    lengths = shared([float(one.duration) for one in kept], asked.duration)
    scenes = [
        schema.PlannedScene(
            visual_description=one.visual,
            audio_description=sound(board.mood, number, len(kept)),
            script=one.narration,
            duration=lasting,
        )
        for number, (one, lasting) in enumerate(zip(kept, lengths, strict=True))
    ]
    return schema.Analysis(scenes=scenes, style=asked.style, total_duration=asked.duration)


def user(account: Account, spendable: int, *, changed: bool = False) -> schema.User:
    """Return an account as its owner sees it, with the credits he can spend."""
    return schema.User(
        id=account.id,
        email=account.email,
        name=account.name,
        avatar_url=account.avatar_url,
        credits=spendable,
        created_at=account.created_at,
        updated_at=account.updated_at if changed else None,
    )


def status(job: Job | None) -> schema.Status:
    """Return how a video stands whose last job this is."""
    if job is None:
        return "pending"
    if job.state not in ENDED:
        return "processing"
    return "completed" if job.state is JobState.SUCCEEDED else "failed"


STATES: Final[Mapping[str, tuple[JobState | None, ...]]] = {
    "pending": (None,),
    "processing": tuple(state for state in JobState if state not in ENDED),
    "completed": (JobState.SUCCEEDED,),
    "failed": tuple(state for state in ENDED if state is not JobState.SUCCEEDED),
}
"""The states of a video's last job, by what the video's is called."""


def video(row: Production, job: Job | None, urls: Urls, *, alone: bool = False) -> schema.Video:
    """Return a video; `alone` says that it is all that was asked for."""
    kept: Mapping[str, Any] = row.details
    touched = (row.updated_at, *((job.started_at, job.ended_at) if job else ()))
    return schema.Video(
        id=row.id,
        user_id=row.account_id,
        title=row.title,
        description=kept["description"],
        status=status(job),
        style=kept["style"],
        aspect_ratio=kept["aspect_ratio"],
        duration=kept["duration"],
        output_url=urls.video,
        thumbnail_url=urls.image,
        created_at=row.created_at,
        updated_at=max(one for one in touched if one) if alone else None,
    )


Shown = Mapping[str, tuple[str, str, Time]]
"""What a film says and shows, and for how long, by the names of its scenes in their order."""


def shown(film: FilmRow | None) -> Shown:
    """Return what a film says and shows; nothing where there is no film."""
    if film is None:
        return {}
    board = Storyboard.read(film.sidecar["storyboard"])
    return {one.id: (one.narration, one.visual, one.duration) for one in board.scenes}


def standing(row: SceneRow, job: Job | None, film: Shown) -> schema.Status:
    """Return how a scene stands: made if the film shows it, as it is or as it was.

    While a job is at work, what it makes again is being processed.
    """
    if job is not None and job.state not in ENDED:
        return "completed" if film.get(row.name) == _told(row) else "processing"
    if row.name in film:
        return "completed"
    if job is None or job.state is JobState.SUCCEEDED or job.created_at < row.created_at:
        return "pending"
    return "failed"


def _told(row: SceneRow) -> tuple[str, str, Time]:
    return row.narration, row.visual, _exact(row)


def _exact(row: SceneRow) -> Time:
    return Time.of(row.duration)  # type: ignore[arg-type]  # rows hold what `Time.write` gave


def scene_shown(
    row: SceneRow,
    stands: schema.Status,
    urls: Urls,
    heard: str,
    *,
    alone: bool = False,
) -> schema.Scene:
    """Return a scene; `heard` is what it sounds like where nobody said so."""
    return schema.Scene(
        id=row.id,
        video_id=row.production_id,
        order_index=place(row),
        visual_description=row.visual,
        audio_description=str(row.details.get("audio_description", heard)),
        script=row.narration or str(row.details.get("script", "")),
        duration=seconds(row),
        status=stands,
        image_url=urls.image,
        video_url=urls.video,
        audio_url=urls.audio,
        created_at=row.created_at,
        updated_at=row.updated_at if alone else None,
    )


def progress(job: Job) -> int:
    """Return how far a job is, in whole hundredths: a hundred only once its film is there."""
    if job.state is JobState.SUCCEEDED:
        return 100
    return min(99, floor(job.progress * 100))


def job_shown(job: Job, expected: int, now: datetime) -> schema.Job:
    """Return how far a job is that makes `expected` seconds of film."""
    over = job.state in ENDED
    return schema.Job(
        id=job.id,
        job_id=job.id,
        video_id=job.production_id or "",
        status=status(job),
        progress=progress(job),
        error_message=_wrong(job) if over else None,
        started_at=job.started_at or job.created_at,
        completed_at=job.ended_at,
        estimated_completion=None if over else _expected(job, expected, now),
    )


def _wrong(job: Job) -> str | None:
    return "Cancelled" if job.state is JobState.CANCELLED else job.error


def _expected(job: Job, seconds_of_film: int, now: datetime) -> datetime:
    """Return about when a job ends: at its pace so far, or at that of a slow machine."""
    begun = job.started_at or now
    elapsed = (now - begun).total_seconds()
    slow = 30.0 + 6.0 * seconds_of_film
    left = elapsed * (1 - job.progress) / job.progress if job.progress > 0.05 else slow - elapsed
    return now + timedelta(seconds=ceil(max(1.0, left)))
