"""The JSON of films: what they are, and where their files can be had."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from reelwright.api.kit.answers import Moment
from reelwright.api.native.shapes.texts import A_DAY, AN_ID, kept
from reelwright.ports.records.films import FilmRow


class Link(BaseModel):
    """Where a file can be had, by whoever has the address, until it expires or is renewed.

    `url` is to be looked at where it is, `download` to be saved.
    """

    url: str
    download: str
    expires_at: Moment


A_LINK: JsonDict = {
    "url": "https://example.com/reelwright/v1/media/…",
    "download": "https://example.com/reelwright/v1/media/…",
    "expires_at": "2026-11-22T13:30:00.000Z",
}


class Film(BaseModel):
    """A film that was published.

    `duration` is in seconds, `bytes` the size of its file. `links` are its files by what they are:
    `film`, `poster`, `sheet`, `captions.srt`, `captions.vtt`, `captions.ass`, `waveform`,
    `preview`, those that it has.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "title": "A day in a lighthouse",
                    "production": AN_ID,
                    "job": AN_ID,
                    "duration": 30.0,
                    "width": 1920,
                    "height": 1080,
                    "bytes": 9_531_224,
                    "created_at": A_DAY,
                    "links": {"film": A_LINK, "poster": A_LINK, "captions.vtt": A_LINK},
                }
            ]
        }
    )

    id: str
    title: str
    production: str
    job: str
    duration: Annotated[float, Field(description="Seconds, to the millisecond.")]
    width: int
    height: int
    bytes: int
    created_at: Moment
    links: dict[str, Link]

    @classmethod
    def of(cls, row: FilmRow, links: Mapping[str, Link]) -> Self:
        """Return a row, and the links to its files, as its owner sees them."""
        return cls(
            id=row.id,
            title=row.title,
            production=row.production_id,
            job=row.job_id,
            duration=round(float(kept(row.duration)), 3),
            width=row.width,
            height=row.height,
            bytes=row.bytes,
            created_at=row.created_at,
            links=dict(links),
        )
