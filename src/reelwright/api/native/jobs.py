"""Jobs: work that was accepted, watched until it ends, or called off."""

from typing import Annotated

from fastapi import Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from reelwright.api.kit.answers import Answer, IfNoneMatch, known
from reelwright.api.kit.auth import Producer, Reader
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.events import LastEventId, stream
from reelwright.api.kit.face import Router
from reelwright.api.kit.paging import Page, Windowed
from reelwright.api.native.bearing import UNCHANGED, bearing
from reelwright.api.native.problems import failing
from reelwright.api.native.shapes.jobs import Entry, Job, Step, Steps
from reelwright.api.native.waiting import AGAIN, Patient
from reelwright.model.ids import content_key
from reelwright.ports.records import jobs as rows
from reelwright.ports.records.jobs import ENDED, JobState
from reelwright.services import jobs
from reelwright.services.jobs import NOTHING
from reelwright.services.news import job_topic

router = Router(prefix="/jobs", tags=["jobs"])

_MISSING = failing("not_found")


@router.get("", operation_id="listJobs", response_model=Page[Job], responses=bearing(200, "Link"))
def listed(
    who: Reader,
    desk: AtDesk,
    window: Windowed,
    state: Annotated[
        list[JobState] | None, Query(description="Only jobs in this state; several may be given.")
    ] = None,
    production: Annotated[str | None, Query(description="Only those of this production.")] = None,
) -> Response:
    """List jobs, the newest first."""
    with desk.store.read() as records:
        found = records.jobs.of(
            who.id,
            window.fetch,
            window.after,
            states=tuple(state or ()),
            production=production,
        )
    return window.page(found, Job.of, lambda row: row.id).response()


@router.get(
    "/{job}",
    operation_id="getJob",
    response_model=Job,
    responses={
        **bearing(200, "ETag", "Retry-After", "Preference-Applied"),
        **UNCHANGED,
        **_MISSING,
    },
)
async def get(
    job: str, who: Reader, desk: AtDesk, wait: Patient, seen: IfNoneMatch = None
) -> Response:
    """Return a job, whatever its state; with `Prefer: wait`, once it has ended."""
    row = await run_in_threadpool(_row, desk, who.id, job)
    if wait.seconds:
        row = await wait.ended(who.id, job) or row
    answer = Job.of(row)
    tag = f'"{content_key(answer.model_dump(mode="json"))[:32]}"'
    headers = {"ETag": tag} | ({} if row.state in ENDED else AGAIN)
    if wait.seconds:
        headers["Preference-Applied"] = f"wait={wait.seconds}"
    if known(tag, seen):
        return Response(status_code=304, headers=headers)
    return Answer(200, answer, headers).response()


@router.post("/{job}/cancel", operation_id="cancelJob", response_model=Job, responses=_MISSING)
def cancel(job: str, who: Producer, desk: AtDesk) -> Response:
    """Call a job off: it ends at once, the work soon after. One that has ended stays as it is."""
    return Answer(200, Job.of(_cancelled(desk, who.id, job))).response()


@router.delete("/{job}", operation_id="deleteJob", response_model=Job, responses=_MISSING)
def delete(job: str, who: Producer, desk: AtDesk) -> Response:
    """Call a job off, as `POST …/cancel` does; that it was there is not forgotten."""
    return Answer(200, Job.of(_cancelled(desk, who.id, job))).response()


@router.get("/{job}/steps", operation_id="listJobSteps", response_model=Steps, responses=_MISSING)
def steps(job: str, who: Reader, desk: AtDesk) -> Response:
    """List the steps of a job in the order they began, with the time each took."""
    with desk.store.read() as records:
        row = jobs.get(records, who.id, job)
        found = [Step.of(one) for one in records.jobs.steps(row.id)]
    return Answer(200, Steps(data=found)).response()


@router.get(
    "/{job}/log",
    operation_id="getJobLog",
    response_model=Page[Entry],
    responses={**bearing(200, "Link"), **_MISSING},
)
def log(job: str, who: Reader, desk: AtDesk, window: Windowed) -> Response:
    """Return what happened to a job, the oldest first."""
    with desk.store.read() as records:
        row = jobs.get(records, who.id, job)
        found = records.events.after(job_topic(row.id), int(window.after or 0), window.fetch)
    return window.page(found, Entry.of, lambda event: str(event.seq)).response()


@router.get(
    "/{job}/events",
    operation_id="watchJob",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "What happens to the job, until it ends.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **failing("not_found", "busy"),
    },
)
async def watch(
    job: str, who: Reader, desk: AtDesk, request: Request, last: LastEventId = None
) -> Response:
    """Tell what happens to a job as it happens, by server-sent events, until it ends."""
    row = await run_in_threadpool(_row, desk, who.id, job)
    return stream(request, job_topic(row.id), last, ended=row.state in ENDED)


def _row(desk: Desk, account: str, job: str) -> rows.Job:
    with desk.store.read() as records:
        return jobs.get(records, account, job)


def _cancelled(desk: Desk, account: str, job: str) -> rows.Job:
    with desk.store.write() as records:
        before = jobs.get(records, account, job)
        after = jobs.cancel(records, account, job, NOTHING, desk.clock())
    if before.state not in ENDED:
        desk.cancel(after.id)
    return after
