"""The JSON of the catalogue: what may be asked for here."""

from collections.abc import Mapping
from typing import Annotated, Self
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from reelwright.api.native.problems import BASE
from reelwright.model.brief import Language


class Choice(BaseModel):
    """Something to choose, by its id, and a line about it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"id": "noir", "about": "black and white, one hard light"}]}
    )

    id: str
    about: str


class Tongue(BaseModel):
    """A language, and its BCP 47 tag."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"id": "german", "tag": "de"}]})

    id: str
    tag: str


class Known(BaseModel):
    """A voice as the vendor tells of it."""

    id: str
    about: str
    languages: list[str]
    untrained: list[str]


class Voice(BaseModel):
    """A voice; `untrained` are those of its languages that it learned from no speaker.

    `sample` is where it can be heard.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "alloy",
                    "about": "A woman's voice, even and clear.",
                    "languages": ["english", "german"],
                    "untrained": ["german"],
                    "sample": f"{BASE}/catalogue/voices/alloy/sample?language=english",
                }
            ]
        }
    )

    id: str
    about: str
    languages: list[str]
    untrained: list[str]
    sample: str

    @classmethod
    def of(cls, row: Mapping[str, object], language: Language | None = None) -> Self:
        """Return a row of the catalogue; its sample is in `language`, or in the voice's first."""
        about = Known.model_validate(row)
        heard = language or about.languages[0]
        place = f"{BASE}/catalogue/voices/{quote(about.id, safe='')}/sample?language={heard}"
        return cls(**about.model_dump(), sample=place)


class Model(BaseModel):
    """A vendor's model: what it makes, and whether this installation has it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "model": "offline:painter",
                    "makes": "pictures",
                    "about": "Paints places, hours and weathers.",
                    "available": True,
                }
            ]
        }
    )

    model: str
    makes: str
    about: str
    available: bool


class Music(BaseModel):
    """What music may be asked for."""

    genres: list[str]
    moods: list[str]


class Catalogue(BaseModel):
    """All that may be asked for."""

    styles: list[Choice]
    caption_styles: list[Choice]
    aspects: list[str]
    resolutions: list[str]
    topics: list[str]
    languages: list[Tongue]
    voices: list[Voice]
    music: Music
    models: list[Model]


class Choices(BaseModel):
    """Things to choose."""

    data: list[Choice]


class Tongues(BaseModel):
    """Languages."""

    data: list[Tongue]


class Voices(BaseModel):
    """Voices."""

    data: list[Voice]


class Models(BaseModel):
    """Models."""

    data: list[Model]


class Names(BaseModel):
    """Names to choose."""

    data: Annotated[list[str], Field(examples=[["16:9", "9:16"]])]
