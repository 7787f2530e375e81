"""The JSON of webhooks: endpoints, and what was or is to be delivered to them."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from reelwright.api.kit.answers import Moment
from reelwright.api.kit.json import Body
from reelwright.api.native.shapes.texts import A_DAY, AN_ID
from reelwright.ports.records import webhooks as rows
from reelwright.services.webhooks import LONGEST, EventType

A_HOOK: JsonDict = {
    "url": "https://example.com/hooks/reelwright",
    "types": ["job.succeeded", "job.failed"],
}

Url = Annotated[
    str,
    Field(
        min_length=8,
        max_length=LONGEST,
        description="Where to POST to: a public address, at port 443 or 80.",
    ),
]
Types = Annotated[
    list[EventType],
    Field(max_length=len(EventType), description="What to tell of; empty: everything."),
]


class NewWebhook(Body):
    """Where to tell of jobs, and of what."""

    model_config = ConfigDict(json_schema_extra={"examples": [A_HOOK]})

    url: Url
    types: Types = Field(default_factory=list)


class WebhookChange(Body):
    """What to change of a webhook; what is left out, or null, stays.

    At another address, or enabled again, it has to answer a challenge before it is told anything.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [{"types": []}, {"enabled": False}]})

    url: Url | None = None
    types: Types | None = None
    enabled: bool | None = None


class Webhook(BaseModel):
    """An address that is told of jobs.

    It is `pending` until it has answered a challenge (`endpoint.challenge`), then `enabled`.
    `disabled` it is by its owner, by answering 410, or by failing for three days.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    **A_HOOK,
                    "state": "enabled",
                    "failing_since": None,
                    "created_at": A_DAY,
                    "updated_at": A_DAY,
                }
            ]
        }
    )

    id: str
    url: str
    types: list[EventType]
    state: rows.EndpointState
    failing_since: Moment | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, row: rows.Endpoint) -> Self:
        """Return a row as its owner sees it."""
        return cls(
            id=row.id,
            url=row.url,
            types=[EventType(name) for name in row.types],
            state=row.state,
            failing_since=row.failing_since,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )


class Secret(BaseModel):
    """What deliveries are signed with (Standard Webhooks, `v1`).

    After a change the secret before signs as well for a day, so that there is time to follow.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="}]
        }
    )

    secret: str


class Delivery(BaseModel):
    """Something to be told, or that was told, to one webhook.

    `id` is the `webhook-id` of every attempt. `status` is what the last attempt was answered
    with, null where nothing was; what else the answer said is not kept. While it is `due`,
    `due_at` is when it is tried next.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": AN_ID,
                    "type": "job.succeeded",
                    "data": {"job": AN_ID, "state": "succeeded", "progress": 1.0},
                    "state": "delivered",
                    "attempts": 1,
                    "status": 204,
                    "created_at": A_DAY,
                    "due_at": None,
                    "ended_at": A_DAY,
                }
            ]
        }
    )

    id: str
    type: str
    data: dict[str, Any]
    state: rows.DeliveryState
    attempts: int
    status: int | None
    created_at: Moment
    due_at: Moment | None
    ended_at: Moment | None

    @classmethod
    def of(cls, row: rows.Delivery) -> Self:
        """Return a row as its owner sees it."""
        return cls(
            id=row.id,
            type=row.type,
            data=dict(row.payload),
            state=row.state,
            attempts=row.attempts,
            status=row.status,
            created_at=row.created_at,
            due_at=row.due_at if row.state is rows.DeliveryState.DUE else None,
            ended_at=row.ended_at,
        )


class JobNews(BaseModel):
    """What happened to a job."""

    job: str
    production: str | None
    state: str
    progress: float
    error: str | None


class Told(BaseModel):
    """What a webhook is sent when something happens to a job."""

    type: EventType
    timestamp: Moment
    data: JobNews


class Riddle(BaseModel):
    """What must come back."""

    challenge: str


class Challenged(BaseModel):
    """What a webhook is sent before anything else.

    It answers 2xx, with the challenge as it is or as JSON `{"challenge": …}`.
    """

    type: Literal["endpoint.challenge"]
    timestamp: Moment
    data: Riddle
