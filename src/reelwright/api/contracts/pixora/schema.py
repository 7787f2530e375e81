"""Pixora's answers, field by field as its document has them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, PlainSerializer

Status = Literal["pending", "processing", "completed", "failed"]


def _seconds(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


Moment = Annotated[datetime, PlainSerializer(_seconds, return_type=str, when_used="json")]
"""A moment in UTC, to the second."""


class Told(BaseModel):
    """What was done, in words."""

    message: str


class Registered(BaseModel):
    """An account that was made."""

    id: str
    email: str
    name: str
    created_at: Moment


class Token(BaseModel):
    """What a log-in gives, and for how many seconds."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - a kind of token, not one
    expires_in: int


class User(BaseModel):
    """An account; `avatar_url` where it has one."""

    id: str
    email: str
    name: str
    avatar_url: str | None = None
    credits: int
    created_at: Moment
    updated_at: Moment | None = None


class Credits(BaseModel):
    """What an account can spend."""

    credits: int


class Transaction(BaseModel):
    """Credits that were added."""

    id: str
    amount: int
    description: str
    created_at: Moment


class Added(BaseModel):
    """What there is after credits were added."""

    credits: int
    transaction: Transaction


class Video(BaseModel):
    """A video; addresses of its files are there once it was made, `updated_at` in it alone."""

    id: str
    user_id: str
    title: str
    description: str
    status: Status
    style: str
    aspect_ratio: str
    duration: int
    output_url: str | None = None
    thumbnail_url: str | None = None
    created_at: Moment
    updated_at: Moment | None = None


class Videos(BaseModel):
    """A stretch of the videos, and how many there are in all."""

    total: int
    videos: list[Video]


class Scene(BaseModel):
    """A scene; addresses of its files are there once it was made."""

    id: str
    video_id: str
    order_index: int
    visual_description: str
    audio_description: str
    script: str
    duration: int
    status: Status
    image_url: str | None = None
    video_url: str | None = None
    audio_url: str | None = None
    created_at: Moment
    updated_at: Moment | None = None


class Scenes(BaseModel):
    """A stretch of a video's scenes, and how many there are in all."""

    total: int
    scenes: list[Scene]


class PlannedScene(BaseModel):
    """A scene as it might be."""

    visual_description: str
    audio_description: str
    script: str
    duration: int


class Analysis(BaseModel):
    """Scenes that a prompt might become; their durations add up to `total_duration`."""

    scenes: list[PlannedScene]
    style: str
    total_duration: int


class Started(BaseModel):
    """The job that makes a video."""

    video_id: str
    job_id: str
    status: Status


class Job(BaseModel):
    """How far a job is. `estimated_completion` is there until it ends, `completed_at` after."""

    id: str
    job_id: str
    video_id: str
    status: Status
    progress: int
    error_message: str | None = None
    started_at: Moment
    completed_at: Moment | None = None
    estimated_completion: Moment | None = None
