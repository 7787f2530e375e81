"""Waiting for a job to end."""

import asyncio
from contextlib import suppress

from starlette.concurrency import run_in_threadpool

from reelwright.api.kit.desk import Desk
from reelwright.api.kit.events import Feed
from reelwright.ports.records.jobs import ENDED, Job
from reelwright.services.news import job_topic


async def ended(desk: Desk, feed: Feed, account: str, job: str, seconds: float) -> Job | None:
    """Return the account's job once it has ended, or as it is when so many seconds have passed.

    None where there is none. `Rejected` (busy) where too many listen already.
    """
    row = await run_in_threadpool(_row, desk, account, job)
    if row is None or row.state in ENDED:
        return row
    feed.admit()
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            async for _ in feed.follow(job_topic(job), 0, ended=False):
                pass
    return await run_in_threadpool(_row, desk, account, job)


def _row(desk: Desk, account: str, job: str) -> Job | None:
    with desk.store.read() as records:
        return records.jobs.get(account, job)
