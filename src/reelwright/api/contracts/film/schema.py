"""Shapes of this contract's bodies: what is sent, read tolerantly, and what is answered."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from reelwright.api.contracts.film.states import State
from reelwright.api.contracts.film.translate import Options
from reelwright.api.kit.json import Body

SCRIPT: Final = 20_000
"""Characters of a script at most."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]
Text = Annotated[str, StringConstraints(max_length=5_000)]
Word = Annotated[str, StringConstraints(max_length=64)]
Images = Annotated[int, Field(ge=1, le=1_000)]
Seconds = Annotated[int, Field(ge=1, le=3_600)]
Money = Annotated[float, Field(ge=0, description="Dollars, in cents.")]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$")]
Id = Annotated[int, Field(ge=1, le=2**53 - 1)]


class Tolerant(Body):
    """What is sent: fields that are not known here are left alone."""

    model_config = ConfigDict(extra="ignore")


def _example(body: JsonDict) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [body]})


class Registration(Tolerant):
    """Somebody who wants an account."""

    model_config = _example(
        {"email": "user@example.com", "username": "johndoe", "password": "securepassword123"}
    )

    email: Annotated[str, StringConstraints(max_length=320)]
    username: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{3,50}$")]
    password: Annotated[str, StringConstraints(max_length=1_000)]


class Credentials(Tolerant):
    """An account's e-mail address, or its user name in place of it, and its password."""

    model_config = _example({"email": "user@example.com", "password": "securepassword123"})

    email: Annotated[str, StringConstraints(max_length=320)] | None = None
    username: Annotated[str, StringConstraints(max_length=320)] | None = None
    password: Annotated[str, StringConstraints(max_length=1_000)]


class Refresh(Tolerant):
    """A refresh token, which is good once."""

    model_config = _example({"refresh_token": "eyJhbGc..."})

    refresh_token: Annotated[str, StringConstraints(max_length=4_000)]


class NewProject(Tolerant):
    """A project to keep."""

    model_config = _example({"name": "My First Film", "description": "A short film about AI"})

    name: Name
    description: Text | None = None


class ProjectChange(Tolerant):
    """What to change of a project; what is missing stays."""

    model_config = _example({"name": "Updated Film Name", "description": "Updated description"})

    name: Name | None = None
    description: Text | None = None


class Config(Tolerant):
    """How the film is to be; each option has a default."""

    num_images: Images = 10
    video_duration: Seconds = Field(default=30, description="Seconds.")
    include_voice: bool = True
    include_music: bool = True
    fps: Annotated[int, Field(ge=12, le=60)] = 30
    quality: Literal["low", "medium", "high"] = "high"
    voice: Annotated[Word, Field(min_length=1)] = "default"
    genre: Word | None = None
    mood: Word | None = None

    def options(self) -> Options:
        """Return the options as translation takes them; an empty genre or mood is none."""
        given = self.model_dump()
        return Options(**{**given, "genre": _said(self.genre), "mood": _said(self.mood)})


class NewJob(Tolerant):
    """A film to make: one scene for each line of the script."""

    model_config = _example(
        {
            "project_id": 1,
            "script": "A beautiful sunrise over mountains\nBirds flying in the sky",
            "config": {
                "num_images": 10,
                "video_duration": 30,
                "include_voice": True,
                "include_music": True,
                "fps": 30,
                "quality": "high",
                "voice": "default",
                "genre": "cinematic",
                "mood": "inspiring",
            },
        }
    )

    project_id: int
    script: Annotated[str, StringConstraints(min_length=1, max_length=SCRIPT)]
    config: Config | None = None


class Report(Tolerant):
    """What somebody reports of a job; all else a PATCH may hold is left alone."""

    model_config = _example({"status": "processing", "progress": 50.0})

    status: State | None = None
    progress: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] | None = None


class Sizes(Tolerant):
    """What an estimate goes by."""

    model_config = _example(
        {"num_images": 10, "video_duration": 30, "include_voice": True, "include_music": True}
    )

    num_images: Images = 10
    video_duration: Seconds = 30
    include_voice: bool = True
    include_music: bool = True


class Wanted(Tolerant):
    """The job whose film is to be fetched."""

    model_config = _example({"job_id": 1})

    job_id: int


class User(BaseModel):
    """An account."""

    id: Id
    email: str
    username: str
    is_active: bool
    created_at: Moment


class Tokens(BaseModel):
    """An access token for half an hour, and a refresh token that buys the next pair."""

    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - what kind it is, not which


class Project(BaseModel):
    """A project."""

    id: Id
    name: str
    description: str | None
    user_id: Id
    created_at: Moment
    updated_at: Moment


class Resolved(BaseModel):
    """A job's config with every option as it was resolved."""

    num_images: int
    video_duration: int
    include_voice: bool
    include_music: bool
    fps: int
    quality: str
    voice: str
    genre: str | None
    mood: str | None


class Job(BaseModel):
    """A job. Times are UTC. `output_url` is good for an hour."""

    id: Id
    project_id: Id
    user_id: Id
    script: str
    status: State
    progress: Annotated[float, Field(ge=0, le=100)]
    estimated_cost: Money
    actual_cost: Money
    moderation_status: Literal["pending", "approved", "rejected"]
    moderation_score: Annotated[float, Field(ge=0, le=1)]
    created_at: Moment
    updated_at: Moment
    config: Resolved
    error_message: str | None
    output_url: str | None
    completed_at: Moment | None
    cancelled_at: Moment | None


class Breakdown(BaseModel):
    """The parts of an estimate. FFmpeg runs here: its part is shown, and not billed."""

    image_generation: Money
    video_generation: Money
    voice_synthesis: Money
    music_synthesis: Money
    ffmpeg_processing: Money


class Estimate(BaseModel):
    """What a film would cost."""

    estimated_cost: Money
    breakdown: Breakdown


class SignedUrl(BaseModel):
    """Where a film can be fetched, by whoever has this, until it expires (UTC)."""

    url: str
    expires_at: Moment


class Message(BaseModel):
    """What was done, in a sentence."""

    message: str


def _said(text: str | None) -> str | None:
    return text.strip() or None if text else None
