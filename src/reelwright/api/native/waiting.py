"""Waiting for a job to end, where a request prefers that (`Prefer: wait`, RFC 7240)."""

import re
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Header
from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.ending import ended
from reelwright.api.kit.events import AtFeed, Feed
from reelwright.api.kit.failures import Rejected
from reelwright.api.native.shapes import jobs as shapes
from reelwright.model.errors import Unavailable
from reelwright.ports.records.jobs import ENDED, Job

MOST: Final = 60
"""Seconds that a request waits at most, whatever it prefers."""

AGAIN: Final = {"Retry-After": "2"}
"""When to look after a job again."""

_WAIT: Final = re.compile(r'(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:$|[,;])', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that would rather wait so many `seconds` than look again."""

    seconds: int
    desk: Desk
    feed: Feed

    async def settled(self, answer: Response, account: str) -> Response:
        """Return an answer that names a job once the job has ended, or patience has."""
        place = answer.headers.get("Location")
        if not self.seconds or not place:
            return answer
        try:
            job = await self.ended(account, place.rpartition("/")[2])
        except (Rejected, Unavailable):  # what was accepted stays so: only the waiting failed
            return answer
        return answer if job is None else _told(answer, job, self.seconds)

    async def ended(self, account: str, job: str) -> Job | None:
        """Return the account's job once it has ended, or as it is when patience has."""
        return await ended(self.desk, self.feed, account, job, self.seconds)


def waiting(
    desk: AtDesk,
    feed: AtFeed,
    prefer: Annotated[
        str | None,
        Header(description=f"`wait=20` waits as many seconds for the job to end, {MOST} at most."),
    ] = None,
) -> Waiting:
    """Return how long a request would rather wait; no time where it does not say."""
    found = _WAIT.search(prefer or "")
    seconds = min(int(found[1]), MOST) if found else 0
    return Waiting(seconds, desk, feed)


Patient = Annotated[Waiting, Depends(waiting)]
"""How long a request would rather wait for a job."""


def _told(answer: Response, job: Job, seconds: int) -> Response:
    """Return the answer with the job as it is by now."""
    over = job.state in ENDED
    headers = {"Location": shapes.at(job.id), "Preference-Applied": f"wait={seconds}"}
    if "Idempotency-Replayed" in answer.headers:
        headers["Idempotency-Replayed"] = "true"
    status = 200 if over else answer.status_code
    return Answer(status, shapes.Job.of(job), headers if over else {**headers, **AGAIN}).response()
