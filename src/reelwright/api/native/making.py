"""Making films: productions are planned, priced and produced."""

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Producer, Reader
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.api.native.bearing import bearing
from reelwright.api.native.problems import failing
from reelwright.api.native.shapes import jobs as shapes
from reelwright.api.native.shapes.productions import DryRun, Estimate, Make
from reelwright.api.native.waiting import AGAIN, Patient
from reelwright.model.errors import Conflict
from reelwright.model.storyboard import Storyboard
from reelwright.model.value import Json
from reelwright.ports.records import Records
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.productions import Production
from reelwright.services import jobs, productions, spending
from reelwright.services.jobs import NOTHING, Order
from reelwright.services.spending import Quote

ORIGIN = "native"

router = Router(prefix="/productions/{production}", tags=["productions"])

_LIMITS = ("insufficient_credits", "over_job_cap", "over_day_cap", "too_many_jobs", "busy")
_STARTED = {
    200: {"model": shapes.Job, "description": "It was at work already, or has ended meanwhile."},
    **bearing(202, "Location", "Retry-After", "Preference-Applied"),
    **failing("not_found", *_LIMITS),
}


@router.post(
    "/plan",
    operation_id="planProduction",
    status_code=202,
    response_model=shapes.Job,
    responses={**_STARTED, **failing("conflict")},
)
async def plan(
    production: str, who: Producer, desk: AtDesk, once: Idempotent, wait: Patient
) -> Response:
    """Have the storyboard of a production planned, which costs nothing."""

    def work(records: Records) -> Answer:
        row = productions.get(records, who.id, production)
        if under_way := jobs.under_way(records, row, "plan"):
            return _accepted(under_way, 200)
        if row.storyboard is not None:
            raise Conflict("This production has a storyboard; edit that, or begin another one.")
        order = Order("plan", ORIGIN, {"brief": row.brief}, NOTHING, desk.terms, row.id)
        return _accepted(jobs.accept(records, who.id, order, desk.room, desk.clock()), 202)

    return await wait.settled(await run_in_threadpool(once.do, work), who.id)


@router.post(
    "/estimate",
    operation_id="estimateProduction",
    response_model=Estimate,
    responses=failing("not_found"),
)
def estimate(production: str, who: Reader, desk: AtDesk) -> Response:
    """Return what producing costs as it is now: the most that it will be billed."""
    with desk.store.read() as records:
        row = productions.get(records, who.id, production)
        return Answer(200, _estimate(row, productions.storyboard(records, row), desk)).response()


@router.post(
    "/produce",
    operation_id="produceProduction",
    status_code=202,
    response_model=shapes.Job,
    responses={
        **_STARTED,
        200: {
            "model": shapes.Job | DryRun,
            "description": "It is being produced already, has ended meanwhile, or was a dry run.",
        },
    },
)
async def produce(
    production: str,
    who: Producer,
    desk: AtDesk,
    once: Idempotent,
    wait: Patient,
    body: Make | None = None,
) -> Response:
    """Have the film made. While it is being made, asking again names the same job."""

    def work(records: Records) -> Answer:
        # Read to be changed: nobody else begins work on it until this is committed.
        row = productions.get(records, who.id, production)
        if under_way := jobs.under_way(records, row, "produce"):
            return _accepted(under_way, 200)
        order = _order(row, productions.storyboard(records, row), desk)
        return _accepted(jobs.accept(records, who.id, order, desk.room, desk.clock()), 202)

    if body is not None and body.dry_run:
        return await run_in_threadpool(_dry, production, who.id, desk)
    return await wait.settled(await run_in_threadpool(once.do, work), who.id)


def _accepted(job: Job, status: int) -> Answer:
    return Answer(status, shapes.Job.of(job), {"Location": shapes.at(job.id), **AGAIN})


def _order(row: Production, board: Storyboard | None, desk: Desk) -> Order:
    request: dict[str, Json] = {"brief": row.brief}
    if board is not None:
        request["storyboard"] = board.write()
    return Order("produce", ORIGIN, request, _quote(row, board, desk), desk.terms, row.id)


def _quote(row: Production, board: Storyboard | None, desk: Desk) -> Quote:
    return spending.priced(productions.ahead(row, board), desk.prices)


def _estimate(row: Production, board: Storyboard | None, desk: Desk) -> Estimate:
    return Estimate.of(
        _quote(row, board, desk),
        planned=board is not None,
        seconds=productions.ahead(row, board).seconds,
        unit=desk.terms.unit,
    )


def _dry(production: str, account: str, desk: Desk) -> Response:
    with desk.store.read() as records:
        row = productions.get(records, account, production)
        board = productions.storyboard(records, row)
        stands = productions.standing(records, row, board) if board else None
        job = jobs.under_way(records, row, "produce")
    told = DryRun(
        film=stands.film.id if stands and stands.film else None,
        current=stands is not None and stands.current,
        stale=list(stands.stale) if stands else [],
        job=job.id if job else None,
        estimate=_estimate(row, board, desk),
    )
    return Answer(200, told).response()
