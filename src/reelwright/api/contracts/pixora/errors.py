"""What goes wrong in pixora's terms, and its limits: `{"detail": "…"}` whatever it was."""

from dataclasses import replace
from typing import Final

from starlette.responses import Response

from reelwright.api.kit.contract import Contract
from reelwright.api.kit.detail import Detail, Plain
from reelwright.api.kit.failures import Failure
from reelwright.api.kit.limits import Policy
from reelwright.api.kit.visit import Visit

SHAPE: Final = Plain(
    # The document lists no 409 and no 415; of its own codes 400 and 422 come nearest.
    statuses={
        "conflict": 400,
        "unsupported_media_type": 422,
    },
    texts={
        "rate_limited": "Rate limit exceeded",
        "not_allowed": "Insufficient permissions",
    },
    itemised=True,
)

failing = SHAPE.failing


def render(failure: Failure, visit: Visit) -> Response:
    """Return a failure as an answer; what money is lacking, without a full stop."""
    if failure.code == "insufficient_credits":
        failure = replace(failure, detail=failure.detail.removesuffix("."))
    return SHAPE.render(failure, visit)


PIXORA: Final = Contract(
    name="pixora",
    title="Pixora AI API",
    version="1",
    base="/pixora",
    render=render,
    failing=failing,
    wrong=Detail,
    description="Videos made of scenes, paid in credits.",
    every=None,
    rates={
        "auth": Policy("auth", 10, 60),
        "users": Policy("users", 60, 60),
        "videos": Policy("videos", 30, 60),
        "scenes": Policy("scenes", 60, 60),
        "generation": Policy("generation", 10, 60),
        "password changes": Policy("password-changes", 5, 3_600),
    },
)
"""Pixora as a contract. Its document gives the first five rates."""
