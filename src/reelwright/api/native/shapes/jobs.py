"""The JSON of jobs: how far they are, what they took, and what came of them."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from reelwright.api.kit.answers import Moment
from reelwright.api.native.problems import BASE
from reelwright.api.native.shapes.texts import A_DAY, AN_ID
from reelwright.model.value import Json
from reelwright.ports.records import events
from reelwright.ports.records import jobs as rows
from reelwright.ports.records.ledger import Unit


def at(job: str) -> str:
    """Return the address of a job."""
    return f"{BASE}/jobs/{job}"


class Cause(BaseModel):
    """What stopped a job: a stable code, and a sentence."""

    code: str
    detail: str


class Less(BaseModel):
    """Something that came out as less than was asked, and why; of one scene, or of the film."""

    what: str
    why: str
    scene: str | None


class Cost(BaseModel):
    """What a job costs: `held` was set aside when it was accepted, `amount` is what it came to."""

    unit: Unit
    held: int
    amount: int


class Tally(BaseModel):
    """What a film was made of: how many of each kind of thing were made for it, or found again.

    Its file is coded in `segments`, of which so many were `segments_reused` from earlier films.
    """

    made: dict[str, int]
    reused: dict[str, int]
    segments: int
    segments_reused: int


class Links(BaseModel):
    """Where more is told of a job."""

    self: str
    steps: str
    log: str
    events: str
    film: str | None

    @classmethod
    def of(cls, job: str, film: str | None) -> Self:
        """Return the links of a job, and of the film it made."""
        there = f"{BASE}/films/{film}" if film else None
        own = at(job)
        return cls(
            self=own, steps=f"{own}/steps", log=f"{own}/log", events=f"{own}/events", film=there
        )


class Job(BaseModel):
    """Work that was accepted, until it ends in exactly one way.

    `kind` is `plan` or `produce`, `check` of an upload, or `sample` of a voice; other APIs have
    kinds of their own. `progress` goes from 0 to 1 and never back; `stage` is the step it is at.
    `film` is there once it has succeeded, and so is `tally`, which tells what was made for it.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "kind": "produce",
                    "state": "running",
                    "stage": "illustrate/scene-2",
                    "progress": 0.31,
                    "production": AN_ID,
                    "origin": "native",
                    "film": None,
                    "tally": None,
                    "error": None,
                    "degradations": [],
                    "cost": {"unit": "credits", "held": 3, "amount": 0},
                    "attempts": 1,
                    "created_at": A_DAY,
                    "started_at": A_DAY,
                    "ended_at": None,
                    "links": {
                        "self": at(AN_ID),
                        "steps": f"{at(AN_ID)}/steps",
                        "log": f"{at(AN_ID)}/log",
                        "events": f"{at(AN_ID)}/events",
                        "film": None,
                    },
                }
            ]
        }
    )

    id: str
    kind: str
    state: rows.JobState
    stage: str
    progress: Annotated[float, Field(ge=0, le=1)]
    production: str | None
    origin: str
    film: str | None
    tally: Tally | None
    error: Cause | None
    degradations: list[Less]
    cost: Cost
    attempts: int
    created_at: Moment
    started_at: Moment | None
    ended_at: Moment | None
    links: Links

    @classmethod
    def of(cls, row: rows.Job) -> Self:
        """Return a row as its owner sees it."""
        film = _film(row)
        return cls(
            id=row.id,
            kind=row.kind,
            state=row.state,
            stage=row.stage,
            progress=round(row.progress, 4),
            production=row.production_id,
            origin=row.origin,
            film=film,
            tally=_tally(row),
            error=Cause(code=row.error_code, detail=row.error or "") if row.error_code else None,
            degradations=[_less(one) for one in row.degradations],
            cost=Cost(unit=row.unit, held=row.held, amount=row.cost),
            attempts=row.attempts,
            created_at=row.created_at,
            started_at=row.started_at,
            ended_at=row.ended_at,
            links=Links.of(row.id, film),
        )


def _film(row: rows.Job) -> str | None:
    film = (row.result or {}).get("film")
    return film if isinstance(film, str) else None


def _tally(row: rows.Job) -> Tally | None:
    told = row.result or {}
    return Tally.model_validate(told) if "made" in told else None


def _less(told: Mapping[str, Json]) -> Less:
    return Less.model_validate({"scene": None, **told})


class Step(BaseModel):
    """One step of a job: `running`, `done` or `failed`; those of one scene are `step/scene`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "speak/scene-1",
                    "state": "done",
                    "note": "4.2 s",
                    "attempts": 1,
                    "seconds": 1.382,
                    "started_at": A_DAY,
                    "ended_at": "2026-11-22T12:30:01.382Z",
                }
            ]
        }
    )

    name: str
    state: str
    note: str
    attempts: int
    seconds: Annotated[float | None, Field(description="How long it took; null until it ended.")]
    started_at: Moment
    ended_at: Moment | None

    @classmethod
    def of(cls, row: rows.StepRow) -> Self:
        """Return a row as its owner sees it."""
        took = (row.ended_at - row.started_at).total_seconds() if row.ended_at else None
        return cls(
            name=row.name,
            state=row.state,
            note=row.note,
            attempts=row.attempts,
            seconds=took,
            started_at=row.started_at,
            ended_at=row.ended_at,
        )


class Steps(BaseModel):
    """The steps of a job in the order they began."""

    data: list[Step]


class Entry(BaseModel):
    """One entry of a job's log: the `seq`th, counted from 1, as its events have it too."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "seq": 1,
                    "type": "job.progress",
                    "at": A_DAY,
                    "data": {"step": "plan", "state": "done", "note": "", "progress": 0.04},
                }
            ]
        }
    )

    seq: int
    type: str
    at: Moment
    data: dict[str, object]

    @classmethod
    def of(cls, event: events.Event) -> Self:
        """Return an event as its owner sees it."""
        return cls(seq=event.seq, type=event.type, at=event.at, data=dict(event.payload))
