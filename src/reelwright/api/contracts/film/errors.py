"""What goes wrong in film's terms, and its limits: `{"detail": "…"}` whatever it was."""

from typing import Final

from reelwright.api.kit.contract import Contract
from reelwright.api.kit.detail import Detail, Plain
from reelwright.api.kit.limits import Policy

SHAPE: Final = Plain(
    # The document lists 400, 401, 403, 404 and 500: what is wrong with a request is a 400 here.
    statuses={
        "invalid": 400,
        "unsupported_media_type": 400,
        "conflict": 400,
        "refused": 400,
        "key_reused": 400,
        "over_job_cap": 400,
        "over_day_cap": 403,
    },
    texts={"rate_limited": "Rate limit exceeded"},
)

failing = SHAPE.failing

FILM: Final = Contract(
    name="film",
    title="Film API",
    version="1",
    base="/film",
    render=SHAPE.render,
    failing=failing,
    wrong=Detail,
    description="Projects, and jobs that make a film of a script; costs in dollars.",
    every=None,
    rates={
        "every": (
            Policy("minute", 100, 60, sliding=True),
            Policy("hour", 1_000, 3_600, sliding=True),
        )
    },
)
"""Film as a contract. Both rates are its document's, and hold at once, over all its operations."""
