"""Translation, pure both ways: what this contract asks as a brief, and rows in its own words."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Final

from reelwright.api.contracts.film.costs import Costs, dollars
from reelwright.api.contracts.film.states import LINE, NEARLY, Effect, Standing, State
from reelwright.model.brief import Brief, MusicBrief, Quality, Resolution, Style
from reelwright.model.errors import Fault, Invalid
from reelwright.model.time import Time
from reelwright.model.value import Json
from reelwright.ports.records.jobs import ENDED, Job, JobState
from reelwright.ports.records.projects import Project

_FRAMES: Final = {
    Quality.LOW: Resolution.P480,
    Quality.MEDIUM: Resolution.P720,
    Quality.HIGH: Resolution.P1080,
}

_STATES: Final = {
    JobState.ACCEPTED: State.PENDING,
    JobState.QUEUED: State.QUEUED,
    JobState.MODERATING: State.MODERATING,
    JobState.RUNNING: State.PROCESSING,
    JobState.SUCCEEDED: State.COMPLETED,
    JobState.FAILED: State.FAILED,
    JobState.REJECTED: State.MODERATION_FAILED,
    JobState.CANCELLED: State.CANCELLED,
}

_MODERATED: Final = ("", "check", "plan")
"""The steps of a job in which words are judged: those asked for, then those that were planned."""


@dataclass(frozen=True, slots=True)
class Options:
    """The config of a job as it is resolved: every option has a value."""

    num_images: int = 10
    video_duration: int = 30
    include_voice: bool = True
    include_music: bool = True
    fps: int = 30
    quality: str = "high"
    voice: str = "default"
    genre: str | None = None
    mood: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a job's answer says besides its row: whose it is by number, and a link to its film."""

    user: int
    link: str | None = None


def brief(script: str, options: Options) -> Brief:
    """Return what a script and its options ask for; `Invalid` where they cannot be.

    Each line is a scene; lines without a letter or digit say nothing and are left out.
    """
    lines = [line.strip() for line in script.split("\n")]
    said = [line for line in lines if any(letter.isalnum() for letter in line)]
    if not said:
        raise Invalid([Fault("script", "The script has no words; write one line for each scene.")])
    quality = Quality(options.quality)
    return Brief(
        script=tuple(said),
        images=options.num_images,
        style=style(options.genre),
        resolution=_FRAMES[quality],
        fps=options.fps,
        duration=Time.of(options.video_duration),
        voice=options.voice if options.include_voice else None,
        music=MusicBrief(genre=options.genre, mood=options.mood) if options.include_music else None,
        quality=quality,
    )


def style(genre: str | None) -> Style:
    """Return the style of pictures that a genre asks for."""
    said = set(re.findall(r"[\w-]+", (genre or "").casefold()))
    asked = (style for style, words in _styles().items() if said & words)
    return next(asked, Style.CINEMATIC)


@cache
def _styles() -> Mapping[Style, frozenset[str]]:
    text = resources.files(__package__).joinpath("looks.toml").read_text("utf-8")
    told = tomllib.loads(text)["styles"]
    return {Style(name): frozenset([name, *words]) for name, words in told.items()}


def details(
    script: str, options: Options, cost: Costs, project: int, score: float | None
) -> dict[str, Json]:
    """Return what a job's row keeps for this contract alone.

    Without a `score` its words wait to be judged with the job.
    """
    return {
        "script": script,
        "config": dict(asdict(options)),
        "estimate": cost.total,
        "project": project,
        "score": score,
    }


def reported(job: Job, effect: Effect, at: datetime) -> dict[str, Json]:
    """Return a job's details with what a PATCH leaves in them."""
    status = effect.status.value if effect.status else None
    told = {"status": status, "progress": effect.progress, "updated_at": naive(at)}
    return {**job.details, **told}


def engine_states(status: State) -> tuple[JobState, ...]:
    """Return the states of the engine in which a job may be shown in one of this contract's."""
    if status in LINE:
        return tuple(state for state in JobState if state not in ENDED)
    if status is State.COMPLETED:  # which an admin may have reported of any
        return tuple(JobState)
    if status is State.FAILED:
        return (JobState.FAILED, JobState.REJECTED)
    return (next(state for state, told in _STATES.items() if told is status),)


def standing(job: Job) -> Standing:
    """Return how far a job is, by the engine and by what was reported."""
    late = job.stage.partition("/")[0] not in _MODERATED
    engine = _STATES[job.state]
    if job.state is JobState.RUNNING and not late:
        engine = State.MODERATING
    status, progress = job.details.get("status"), job.details.get("progress", 0.0)
    return Standing(
        engine=engine,
        late=late,
        status=State(str(status)) if status else None,
        progress=float(progress) if isinstance(progress, int | float) else 0.0,
    )


def percent(job: Job) -> float:
    """Return how far a job is in percent, to a tenth: 100.0 once its film can be fetched."""
    if job.state is JobState.SUCCEEDED:
        return 100.0
    return min(max(round(job.progress * 100, 1), standing(job).progress), NEARLY)


def job(row: Job, review: Reviewed) -> dict[str, Json]:
    """Return a job as this contract answers with it."""
    kept, now = row.details, standing(row)
    ended = naive(row.ended_at) if row.ended_at else None
    refused = State.MODERATION_FAILED in (now.engine, now.shown)
    touched = [naive(one) for one in (row.created_at, row.started_at, row.ended_at) if one]
    return {
        "id": row.number,
        "project_id": kept.get("project"),
        "user_id": review.user,
        "script": kept.get("script"),
        "config": kept.get("config"),
        "status": now.shown.value,
        "progress": percent(row),
        "estimated_cost": dollars(_whole(kept.get("estimate"))),
        "actual_cost": dollars(row.cost),
        "moderation_status": "rejected" if refused else _judged(row, now),
        "moderation_score": kept.get("score") or 0.0,
        "error_message": row.error,
        "output_url": review.link,
        "created_at": naive(row.created_at),
        "updated_at": max([*touched, str(kept.get("updated_at", ""))]),
        "completed_at": ended if now.shown is State.COMPLETED else None,
        "cancelled_at": ended if now.shown is State.CANCELLED else None,
    }


def project(row: Project, user: int) -> dict[str, Json]:
    """Return a project as this contract answers with it."""
    return {
        "id": row.number,
        "name": row.name,
        "description": row.description or None,
        "user_id": user,
        "created_at": naive(row.created_at),
        "updated_at": naive(row.updated_at),
    }


def estimate(cost: Costs) -> dict[str, Json]:
    """Return an estimate with its five parts, in dollars."""
    return {
        "estimated_cost": dollars(cost.total),
        "breakdown": {
            "image_generation": dollars(cost.images),
            "video_generation": dollars(cost.video),
            "voice_synthesis": dollars(cost.voice),
            "music_synthesis": dollars(cost.music),
            "ffmpeg_processing": dollars(cost.ffmpeg),
        },
    }


def number(given: str) -> int:
    """Return an id of this contract: a positive whole number of 53 bits; nought for none such."""
    plain = given.isascii() and given.isdecimal() and len(given) < 17 and given[0] != "0"
    return int(given) if plain and int(given) < 2**53 else 0


def naive(moment: datetime) -> str:
    """Return a moment as this contract writes it: UTC without saying so, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _judged(row: Job, now: Standing) -> str:
    """Return what came of moderation where it refused nothing: it waits where nobody has looked."""
    looked = row.details.get("score") is not None or now.engine in (
        State.PROCESSING,
        State.COMPLETED,
    )
    return "approved" if looked else "pending"


def _whole(kept: Json) -> int:
    return kept if isinstance(kept, int) else 0
