"""The JSON of productions: briefs, their storyboards, and what making them costs."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from reelwright.api.kit.answers import Moment
from reelwright.api.kit.json import Body
from reelwright.api.native.shapes.texts import A_DAY, AN_ID, Name, Untitled
from reelwright.model.brief import Brief
from reelwright.model.storyboard import Storyboard
from reelwright.ports.records import productions as rows
from reelwright.ports.records.ledger import Unit
from reelwright.services import spending

A_BRIEF: JsonDict = {"prompt": "A day in a lighthouse", "style": "watercolor", "duration": 30}
A_BOARD: JsonDict = {
    "title": "A day in a lighthouse",
    "language": "english",
    "scenes": [
        {
            "id": "scene-1",
            "narration": "The keeper climbs the stairs before dawn.",
            "visual": "a lighthouse on a cliff at dawn",
            "camera": "push in",
            "duration": 6,
        }
    ],
}


class NewProduction(Body):
    """A production to be made: what is asked, and a storyboard if there is one already."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"brief": A_BRIEF},
                {"title": "My day", "brief": A_BRIEF, "storyboard": A_BOARD},
            ]
        }
    )

    brief: Brief
    title: Untitled = ""
    project: Name | None = None
    storyboard: Storyboard | None = None


class NewStoryboard(Body):
    """A storyboard for a production, in the form in which it is told."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"storyboard": A_BOARD}]})

    storyboard: Storyboard


class ProductionChange(Body):
    """What to change of a production; what is left out stays. Without a project it is in none."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"title": "A day in a lighthouse", "project": AN_ID}]}
    )

    title: Untitled | None = None
    project: Name | None = None


class Make(Body):
    """How to produce: with `dry_run`, nothing is done, and the answer tells what would be."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"dry_run": True}]})

    dry_run: bool = False


class Production(BaseModel):
    """A film in the making. `version` counts its changes, those of its scenes too."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "title": "A day in a lighthouse",
                    "project": None,
                    "origin": "native",
                    "version": 1,
                    "planned": False,
                    "brief": Brief.read(A_BRIEF).write(),
                    "created_at": A_DAY,
                    "updated_at": A_DAY,
                }
            ]
        }
    )

    id: str
    title: str
    project: str | None
    origin: str
    version: int
    planned: Annotated[bool, Field(description="Whether there is a storyboard.")]
    brief: Brief
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, row: rows.Production) -> Self:
        """Return a row as its owner sees it."""
        return cls(
            id=row.id,
            title=row.title,
            project=row.project_id,
            origin=row.origin,
            version=row.version,
            planned=row.storyboard is not None,
            brief=Brief.read(row.brief),
            created_at=row.created_at,
            updated_at=row.updated_at,
        )


class Plan(BaseModel):
    """The storyboard of a production as it is now, and what of it the last film does not show.

    `storyboard` is as it can be sent back. Without a `film` all of it is `stale`; `reordered` says
    that the scenes stand otherwise than in the film, or that some of the film's are gone.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "production": AN_ID,
                    "version": 2,
                    "film": None,
                    "stale": ["scene-1"],
                    "reordered": False,
                    "storyboard": Storyboard.read(A_BOARD).write(),
                }
            ]
        }
    )

    production: str
    version: int
    film: str | None
    stale: list[str]
    reordered: bool
    storyboard: Storyboard


class Line(BaseModel):
    """One line of an estimate: how many of a thing (seconds of speech and film), and its price."""

    thing: str
    quantity: float
    micros: int


class Price(BaseModel):
    """What is set aside when a job is accepted, and is the most it costs."""

    unit: Unit
    amount: int


class Estimate(BaseModel):
    """What making a production costs, by the rule that its bill is made by.

    `micros` are millionths of a dollar. `price` is null where nothing is charged. Before there is
    a storyboard (`planned` is false) it is rather too high.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "planned": True,
                    "seconds": 30.0,
                    "lines": [{"thing": "picture", "quantity": 5.0, "micros": 20_000}],
                    "micros": 20_000,
                    "credits": 3,
                    "price": {"unit": "credits", "amount": 3},
                }
            ]
        }
    )

    planned: bool
    seconds: float
    lines: list[Line]
    micros: int
    credits: int
    price: Price | None

    @classmethod
    def of(cls, quote: spending.Quote, *, planned: bool, seconds: float, unit: Unit | None) -> Self:
        """Return a quote as its owner sees it, in the unit he pays in."""
        return cls(
            planned=planned,
            seconds=round(seconds, 3),
            lines=[
                Line(thing=one.thing, quantity=round(one.quantity, 3), micros=one.micros)
                for one in quote.lines
            ],
            micros=quote.micros,
            credits=quote.credits,
            price=Price(unit=unit, amount=quote.amount(unit)) if unit else None,
        )


class DryRun(BaseModel):
    """What producing would cost and make: the scenes that the last film does not show as they are.

    A film is `current` where producing again would give the same one.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "film": None,
                    "current": False,
                    "stale": ["scene-1"],
                    "job": None,
                    "estimate": {
                        "planned": True,
                        "seconds": 6.0,
                        "lines": [{"thing": "picture", "quantity": 1.0, "micros": 4_000}],
                        "micros": 4_000,
                        "credits": 1,
                        "price": None,
                    },
                }
            ]
        }
    )

    film: str | None
    current: bool
    stale: list[str]
    job: Annotated[str | None, Field(description="The job that is making it now, if one is.")]
    estimate: Estimate
