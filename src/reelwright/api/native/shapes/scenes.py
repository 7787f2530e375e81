"""The JSON of scenes: how they are shown, added, changed and put in order."""

from typing import Annotated, Self, cast

from pydantic import BaseModel, ConfigDict, Field

from reelwright.api.kit.answers import Moment
from reelwright.api.kit.json import Body
from reelwright.api.native.shapes.texts import A_DAY, AN_ID, Name, kept
from reelwright.model.brief import Brought
from reelwright.model.storyboard import Camera
from reelwright.model.time import Time
from reelwright.ports.records import productions as rows

Written = int | float | str
"""A time as JSON has it."""

Words = Annotated[str, Field(max_length=2_000)]


class NewScene(Body):
    """A scene to put into a film: what is said, what is shown, for how long, and where.

    `position` counts from 0; without one it goes to the end. The scene lasts just its `duration`,
    or where it is not `exact`, as long as its words need. A `picture` of the owner's own, by the
    content key of its upload, is shown instead of one of `visual`.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "narration": "At noon the gulls come.",
                    "visual": "gulls around a lighthouse, noon",
                    "camera": "pan left",
                    "duration": 5,
                    "position": 1,
                }
            ]
        }
    )

    narration: Words = ""
    visual: Words = ""
    picture: Brought | None = None
    camera: Camera = Camera.PUSH_IN
    duration: Time
    exact: bool = True
    position: Annotated[int | None, Field(ge=0, le=500)] = None


class SceneChange(Body):
    """What to change of a scene; what is left out stays. A null picture takes the owner's away.

    A `duration` is exact unless it says otherwise: the scene then lasts just that. Its picture is
    held when its words are over; words too long for it are spoken up to a quarter faster, and where
    that does not do, the scene is longer; the film's papers say so. `picture_take` goes back to an
    earlier picture of its words: the first is 0, and each retake counts on.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"narration": "At noon the gulls come.", "duration": 5.5}]}
    )

    narration: Words | None = None
    visual: Words | None = None
    camera: Camera | None = None
    duration: Time | None = None
    exact: bool | None = None
    picture: Brought | None = None
    picture_take: Annotated[int | None, Field(ge=0, le=10_000)] = None


class NewOrder(Body):
    """The scenes by their ids, each once, as they are to follow each other."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"order": ["scene-2", "scene-1"]}]})

    order: Annotated[list[Name], Field(min_length=1, max_length=500)]


class ProductionScene(BaseModel):
    """A scene as it is now; `stale` where the last film does not show it so, or there is none.

    `duration` is in seconds; where no short decimal is exact, it is a ratio such as `"10/3"`. The
    scene lasts just that where it is `exact`; else, where somebody speaks, what the words need.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "scene-1",
                    "position": 0,
                    "narration": "The keeper climbs the stairs before dawn.",
                    "visual": "a lighthouse on a cliff at dawn",
                    "camera": "push in",
                    "duration": 6,
                    "exact": False,
                    "picture": None,
                    "picture_take": 0,
                    "stale": True,
                    "created_at": A_DAY,
                    "updated_at": A_DAY,
                }
            ]
        }
    )

    id: str
    position: int
    narration: str
    visual: str
    camera: Camera
    duration: Written
    exact: bool
    picture: str | None
    picture_take: int
    stale: bool
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, row: rows.SceneRow, *, stale: bool) -> Self:
        """Return a row as its owner sees it."""
        return cls(
            id=row.name,
            position=row.position,
            narration=row.narration,
            visual=row.visual,
            camera=Camera(row.camera),
            duration=cast("Written", kept(row.duration).write()),
            exact=row.exact,
            picture=row.picture,
            picture_take=row.picture_take,
            stale=stale,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )


class Scenes(BaseModel):
    """The scenes of a production in their order, and the production's version."""

    version: int
    data: list[ProductionScene]


class Take(BaseModel):
    """One version of what a scene shows or says: a `picture`, `speech` or `clip`, as it was made.

    `number` counts the versions of its kind from 1, `words` are what it was made of.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "picture",
                    "number": 1,
                    "words": "a lighthouse on a cliff at dawn",
                    "asset": {"width": 1920, "height": 1080},
                    "job": AN_ID,
                    "created_at": A_DAY,
                }
            ]
        }
    )

    kind: str
    number: int
    words: str
    asset: dict[str, object]
    job: str
    created_at: Moment

    @classmethod
    def of(cls, row: rows.Take) -> Self:
        """Return a row as its owner sees it."""
        return cls(
            kind=row.kind,
            number=row.number,
            words=row.words,
            asset=dict(row.asset),
            job=row.job_id,
            created_at=row.created_at,
        )


class Takes(BaseModel):
    """All that was made of a scene, the newest first."""

    data: list[Take]
