"""Jobs: accepted with a script and a config, watched, reported on, cancelled, fetched."""

from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Query, Request
from starlette.responses import Response

from reelwright.api.contracts.film import ordering, schema, states, translate
from reelwright.api.contracts.film.costs import costs
from reelwright.api.contracts.film.errors import FILM, failing
from reelwright.api.contracts.film.lists import Slice, Sliced, listed
from reelwright.api.contracts.film.media import BASE as MEDIA
from reelwright.api.contracts.film.projects import of as project_of
from reelwright.api.contracts.film.states import Effect, State, Wish
from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Who, counted
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.api.kit.media import Grant, expiry, link
from reelwright.model.errors import Cancelled, Conflict, NotFound, ReelwrightError, Refused
from reelwright.model.value import Json
from reelwright.ports.records import Records
from reelwright.ports.records import jobs as rows
from reelwright.ports.records.jobs import JobState
from reelwright.services import accounts, jobs
from reelwright.services.jobs import NOTHING
from reelwright.services.principal import Principal

router = Router(prefix="/api/v1/jobs", tags=["jobs"], first=[counted("every")])

_MISSING = failing("not_found")


@router.post(
    "/",
    operation_id="createJob",
    status_code=201,
    response_model=schema.Job,
    responses=failing("not_found", "over_job_cap", "over_day_cap", "too_many_jobs", "busy"),
)
def create(body: schema.NewJob, who: Who, desk: AtDesk, once: Idempotent) -> Response:
    """Have a film made of a script: one scene for each line that says something.

    A script that moderation refuses makes a job that has failed it already, and costs nothing.
    """
    wanted = ordering.wanted(body, desk)

    def work(records: Records) -> Answer:
        project = project_of(records, who, body.project_id)
        job = ordering.accept(records, who, project, wanted, desk)
        told = translate.job(job, translate.Reviewed(who.account.number))
        if job.state is JobState.QUEUED:  # by the next look it is; the document begins before that
            told["status"] = State.PENDING.value
        return Answer(201, told)

    return once.do(work)


@router.get(
    "/",
    operation_id="listJobs",
    response_model=list[schema.Job],
    responses={**Slice.HEADERS, **failing("invalid")},
)
def listing(
    request: Request,
    who: Who,
    desk: AtDesk,
    part: Sliced,
    status: Annotated[State | None, Query(description="Only those in this state.")] = None,
    project_id: Annotated[str | None, Query(description="Only those of this project.")] = None,
) -> Response:
    """List jobs, the newest first."""
    with desk.store.read() as records:
        found, total = ordering.found(records, who, part, status=status, project=project_id)
        told = [_told(records, row, who, desk) for row in found]
    return listed(request, told, part, total)


@router.post("/estimate-cost", operation_id="estimateCost", response_model=schema.Estimate)
def estimate(body: schema.Sizes, _who: Who, desk: AtDesk) -> Response:
    """Return what a film would cost, by its parts, whatever one job may cost at most."""
    cost = costs(
        ordering.tariff(desk),
        images=body.num_images,
        seconds=body.video_duration,
        voice=body.include_voice,
        music=body.include_music,
    )
    return Answer(200, translate.estimate(cost)).response()


@router.post(
    "/signed-url",
    operation_id="getSignedUrl",
    response_model=schema.SignedUrl,
    responses=failing("not_found", "conflict"),
)
def signed_url(body: schema.Wanted, who: Who, desk: AtDesk) -> Response:
    """Return an address that a film can be fetched at for an hour, by whoever has it."""
    expires = expiry(desk.clock())
    with desk.store.read() as records:
        url = _link(records, _of(records, who, body.job_id), desk, expires)
    if url is None:
        raise Conflict("Job is not completed")
    ends = translate.naive(datetime.fromtimestamp(expires, UTC))
    return Answer(200, schema.SignedUrl(url=url, expires_at=ends)).response()


@router.get("/{job_id}", operation_id="getJob", response_model=schema.Job, responses=_MISSING)
def get(job_id: str, who: Who, desk: AtDesk) -> Response:
    """Return a job."""
    with desk.store.read() as records:
        row = _of(records, who, translate.number(job_id))
        return Answer(200, _told(records, row, who, desk)).response()


@router.patch(
    "/{job_id}",
    operation_id="updateJob",
    response_model=schema.Job,
    responses=failing("not_found", "not_allowed", "conflict"),
)
def update(job_id: str, who: Who, desk: AtDesk, body: schema.Report) -> Response:
    """Report how far a job is. That changes what is shown of it, and nothing of how it is made.

    `cancelled` cancels it. An admin may move any job along any edge.
    """
    with desk.store.write() as records:
        row = _reported_on(records, who, translate.number(job_id))
        now = translate.standing(row)
        effect = states.patched(
            now,
            Wish(body.status, body.progress),
            owner=row.account_id == who.id,
            admin=who.is_admin,
            reporting=desk.rules["patch"] == "owner",
        )
        if effect != Effect(now.status, now.progress):
            row = _brought(records, row, effect, desk)
        told = _told(records, row, who, desk)
    if effect.end is not None:
        desk.cancel(row.id)
    return Answer(200, told).response()


@router.post(
    "/{job_id}/cancel",
    operation_id="cancelJob",
    response_model=schema.Job,
    responses=failing("not_found", "conflict"),
)
def cancel(job_id: str, who: Who, desk: AtDesk) -> Response:
    """Cancel a job; one that is cancelled stays so."""
    with desk.store.write() as records:
        row = _of(records, who, translate.number(job_id))
        now = translate.standing(row)
        if now.engine in states.ENDED and now.shown is not State.CANCELLED:
            raise Conflict(f"Cannot cancel a {now.shown.value} job")
        row = jobs.cancel(records, who.id, row.id, NOTHING, desk.clock())
        told = _told(records, row, who, desk)
    desk.cancel(row.id)
    return Answer(200, told).response()


def _of(records: Records, who: Principal, number: int) -> rows.Job:
    try:
        return jobs.of_number(records, who.id, number, origin=FILM.name)
    except NotFound as missing:
        raise NotFound("Job not found") from missing


def _reported_on(records: Records, who: Principal, number: int) -> rows.Job:
    """Return a job that somebody may report on: his own, or any if he is an admin."""
    try:
        whose = None if who.is_admin else who.id
        return jobs.of_number(records, whose, number, origin=FILM.name)
    except NotFound as missing:
        raise NotFound("Job not found") from missing


_ENDS: Final[dict[State, ReelwrightError]] = {
    State.CANCELLED: Cancelled("The job was cancelled."),
    State.FAILED: Conflict("An administrator ended the job."),
    State.MODERATION_FAILED: Refused("An administrator refused the content of this job."),
}
"""How the engine is told to end a job, by the state it is to be shown in."""


def _brought(records: Records, row: rows.Job, effect: Effect, desk: Desk) -> rows.Job:
    """Keep what was reported, and bring the engine to the end that was asked for."""
    at = desk.clock()
    row = jobs.annotate(records, row, translate.reported(row, effect, at))
    if effect.end is None:
        return row
    return jobs.fail(records, row.id, _ENDS[effect.end], NOTHING, at)


def _told(records: Records, row: rows.Job, who: Principal, desk: Desk) -> dict[str, Json]:
    """Return a job as it is told to whoever may see it, with a link to its film."""
    owner = who.account.number
    if row.account_id != who.id:
        owner = accounts.get(records, row.account_id).number
    return translate.job(
        row, translate.Reviewed(owner, _link(records, row, desk, expiry(desk.clock())))
    )


def _link(records: Records, row: rows.Job, desk: Desk, expires: int) -> str | None:
    """Return the address of a job's film until a moment, in seconds since 1970."""
    film = records.films.of_job(row.id) if row.state is JobState.SUCCEEDED else None
    if film is None:
        return None
    return link(desk, MEDIA, Grant(film.id, "film", film.blobs["film"], film.epoch, expires))
