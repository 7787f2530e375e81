"""Pixora's requests, field by field as its document has them."""

from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from reelwright.api.kit.json import Body
from reelwright.model.brief import Line

Ratio = Literal["16:9", "9:16", "1:1", "4:3", "3:4", "4:5", "5:4", "21:9", "9:21"]

WORDS: Final = 2_000
LONGEST_URL: Final = 2_048


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    web = parts.scheme in ("http", "https") and bool(parts.hostname)
    plain = url.isprintable() and " " not in url  # `urlsplit` drops line breaks without a word
    return web and plain and "@" not in parts.netloc


def _shown(url: str) -> str:
    if len(url) > LONGEST_URL or not _is_web(url):
        raise ValueError(
            "Give an http or https address of 2,048 characters at most, with no blank or password."
        )
    return url


Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(max_length=5_000)]
Style = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Words = Annotated[str, StringConstraints(max_length=WORDS)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Picture = Annotated[str, AfterValidator(_shown)]
Length = Annotated[int, Field(ge=1, le=600)]
SceneLength = Annotated[int, Field(ge=1, le=120)]
Place = Annotated[int, Field(ge=0, le=1_000_000)]
Secret = Annotated[str, StringConstraints(max_length=1_000)]


def _undefault(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


LEFT_OUT: Final[Any] = Field(default=None, json_schema_extra=_undefault)
"""A field that may be left out, which is not the same as null."""


class Asked(Body):
    """A body of which fields that nobody knows are left alone."""

    model_config = ConfigDict(extra="ignore")

    def given(self) -> dict[str, Any]:
        """Return the fields that came."""
        return self.model_dump(exclude_unset=True)


def shown(example: dict[str, Any]) -> ConfigDict:
    """Return what a body is configured with that has an example in the document."""
    return ConfigDict(json_schema_extra={"examples": [example]})


class NewUser(Asked):
    """Who registers."""

    model_config = shown(
        {"email": "user@example.com", "password": "securepassword", "name": "John Doe"}
    )

    email: Annotated[str, StringConstraints(max_length=254)]
    password: Secret
    name: Name


class Login(Asked):
    """Who logs in: `username` holds the e-mail address, for which `email` is taken, too."""

    model_config = shown({"username": "user@example.com", "password": "securepassword"})

    username: Annotated[str, StringConstraints(max_length=254)] = LEFT_OUT
    email: Annotated[str, StringConstraints(max_length=254)] = LEFT_OUT
    password: Secret


class Exchange(Asked):
    """A Supabase access token."""

    model_config = shown({"supabase_token": "supabase_access_token"})

    supabase_token: Annotated[str, StringConstraints(min_length=1, max_length=16_384)]


class Forgotten(Asked):
    """Whose password is forgotten."""

    model_config = shown({"email": "user@example.com"})

    email: Annotated[str, StringConstraints(max_length=254)]


class NewPassword(Asked):
    """Another password; the current one where the server asks for it."""

    model_config = shown({"password": "new_secure_password"})

    password: Secret
    current_password: Secret = LEFT_OUT


class UserChange(Asked):
    """What to change of a user; a null picture takes it away."""

    model_config = shown({"name": "John Smith", "avatar_url": "https://example.com/new-avatar.jpg"})

    name: Name = LEFT_OUT
    avatar_url: Picture | None = LEFT_OUT


class Gift(Asked):
    """Credits to add, to oneself unless an admin names another account."""

    model_config = shown({"amount": 5, "description": "Promotional credits"})

    amount: Annotated[int, Field(ge=1, le=1_000_000)]
    description: Annotated[str, StringConstraints(max_length=500)] = ""
    user_id: str = LEFT_OUT


class NewVideo(Asked):
    """A video to be."""

    model_config = shown(
        {
            "title": "Beach Sunset",
            "description": "Beautiful beach sunset scenes",
            "style": "cinematic",
            "aspect_ratio": "16:9",
            "duration": 20,
        }
    )

    title: Title
    description: Text = ""
    style: Style = "cinematic"
    aspect_ratio: Ratio = "16:9"
    duration: Length = 30


class VideoChange(Asked):
    """What to change of a video."""

    model_config = shown({"title": "New York City Tour", "description": "Updated description"})

    title: Title = LEFT_OUT
    description: Text = LEFT_OUT
    style: Style = LEFT_OUT
    aspect_ratio: Ratio = LEFT_OUT
    duration: Length = LEFT_OUT


class NewScene(Asked):
    """A scene to be; without a place it is the last."""

    model_config = shown(
        {
            "video_id": "video_id_1",
            "order_index": 5,
            "visual_description": "Closing shot of the Brooklyn Bridge at night",
            "audio_description": "Gentle piano music fading out",
            "script": "As we conclude our journey through New York City",
            "duration": 6,
        }
    )

    video_id: str
    order_index: Place = LEFT_OUT
    visual_description: Line
    audio_description: Text = ""
    script: Words = ""
    duration: SceneLength = 5


class SceneChange(Asked):
    """What to change of a scene."""

    model_config = shown(
        {
            "visual_description": "Updated visual description",
            "audio_description": "Updated audio description",
            "script": "Updated script",
            "duration": 7,
        }
    )

    order_index: Place = LEFT_OUT
    visual_description: Line = LEFT_OUT
    audio_description: Text = LEFT_OUT
    script: Words = LEFT_OUT
    duration: SceneLength = LEFT_OUT


class Prompt(Asked):
    """What to make scenes of."""

    model_config = shown(
        {
            "prompt": "Create a video showcasing the beauty of Paris",
            "style": "cinematic",
            "duration": 30,
        }
    )

    prompt: Line
    style: Style = "cinematic"
    duration: Length = 30
