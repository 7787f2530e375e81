"""Pixora's generation: scenes for a prompt, and films of scenes, by the workers that make all."""

from dataclasses import replace
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from reelwright.api.contracts.pixora import asks, briefs, schema, shelf, translate
from reelwright.api.contracts.pixora.errors import failing
from reelwright.api.contracts.pixora.translate import ORIGIN
from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Who, counted
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.ending import ended
from reelwright.api.kit.events import AtFeed
from reelwright.api.kit.face import Router
from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.idempotency import Idempotent
from reelwright.model.errors import NotFound
from reelwright.model.storyboard import Storyboard
from reelwright.model.value import Json
from reelwright.ports.records import Records
from reelwright.ports.records.jobs import ENDED, Job, JobState
from reelwright.services import jobs, productions, spending
from reelwright.services.jobs import NOTHING, Order
from reelwright.services.spending import Terms

router = Router(prefix="/api/v1/generation", tags=["generation"], first=[counted("generation")])

PATIENCE: Final = 30.0
"""Seconds that an analysis may take before it is given up."""


@router.post(
    "/analyze",
    operation_id="analyzePrompt",
    response_model=schema.Analysis,
    responses=failing("refused", "over_quota", "busy"),
)
async def analyze(body: asks.Prompt, who: Who, desk: AtDesk, feed: AtFeed) -> Response:
    """Return scenes that a prompt might become; nothing of it is kept, and it costs nothing."""
    asked = await run_in_threadpool(_planning, desk, who.id, body)
    job = await ended(desk, feed, who.id, asked, PATIENCE)
    if job is None or job.state not in ENDED:
        await run_in_threadpool(_given_up, desk, who.id, asked)
        raise Rejected(Failure("busy", "No scenes could be made just now; try again.", retry=5))
    if job.state is not JobState.SUCCEEDED:
        raise Rejected(_failed(job))
    board = Storyboard.read(job.request["made_by"])
    return Answer(200, translate.analysis(board, body)).response()


@router.post(
    "/video/{video_id}",
    operation_id="generateVideo",
    response_model=schema.Started,
    responses=failing("not_found", "insufficient_credits", "over_job_cap", "over_quota", "busy"),
)
def generate(video_id: str, who: Who, desk: AtDesk, once: Idempotent) -> Response:
    """Have the film of a video made. While it is being made, asking again names the same job."""

    def work(records: Records) -> Answer:
        # Read to be changed: nobody else begins work on it until this is committed.
        stands = shelf.video(records, who.id, video_id)
        job = stands.job if stands.processing else None
        if job is None:
            order = _order(records, stands, desk)
            job = jobs.accept(records, who.id, order, desk.room, desk.clock())
        told = schema.Started(video_id=video_id, job_id=job.id, status=translate.status(job))
        return Answer(200, told)

    return once.do(work)


@router.get(
    "/status/{job_id}",
    operation_id="getGenerationStatus",
    response_model=schema.Job,
    responses=failing("not_found"),
)
def status(job_id: str, who: Who, desk: AtDesk) -> Response:
    """Return how far a job is."""
    with desk.store.read() as records:
        try:
            job = jobs.get(records, who.id, job_id)
            stands = shelf.video(records, who.id, job.production_id or "")
        except NotFound:
            raise NotFound("Job not found") from None
        scenes = records.productions.scenes(stands.row.id)
    expected = translate.length(stands.row.details, scenes)
    told = translate.job_shown(job, expected, desk.clock())
    return Answer(200, told.model_dump(mode="json", exclude_none=True)).response()


def _order(records: Records, stands: shelf.Standing, desk: Desk) -> Order:
    row, scenes = stands.row, records.productions.scenes(stands.row.id)
    asked = briefs.brief(row.title, row.details, str(desk.rules["resolution"]))
    request: dict[str, Json] = {"fixed": True, "scene_files": True}
    board = productions.storyboard(records, row)
    if board is not None:
        asked = briefs.scened(asked, scenes)
        request["storyboard"] = board.write()
    seconds = translate.length(row.details, scenes)
    # What it takes counts against the owner's caps; its credits are for the seconds asked.
    work = productions.foreseen(asked) if board is None else productions.work(board, asked, seconds)
    quote = spending.priced(replace(work, seconds=seconds), desk.prices)
    request["brief"] = asked.write()
    return Order(shelf.PRODUCE, ORIGIN, request, quote, desk.terms, row.id)


def _planning(desk: Desk, account: str, body: asks.Prompt) -> str:
    asked = briefs.planning(body, str(desk.rules["resolution"]))
    # First among the account's: somebody waits for the answer.
    order = Order("plan", ORIGIN, {"brief": asked.write()}, NOTHING, Terms(), priority=1)
    with desk.store.write() as records:
        return jobs.accept(records, account, order, desk.room, desk.clock()).id


def _given_up(desk: Desk, account: str, job: str) -> None:
    with desk.store.write() as records:
        jobs.cancel(records, account, job, NOTHING, desk.clock())
    desk.cancel(job)


def _failed(job: Job) -> Failure:
    if job.error_code in ("refused", "invalid") and job.error is not None:
        return Failure(job.error_code, job.error)
    return Failure("unavailable", "No scenes could be made just now; try again.", retry=5)
