"""Projects: folders for jobs, which go with them."""

from fastapi import Request
from starlette.responses import Response

from reelwright.api.contracts.film import schema, translate
from reelwright.api.contracts.film.errors import FILM, failing
from reelwright.api.contracts.film.lists import Slice, Sliced, listed
from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Who, counted
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.model.errors import NotFound
from reelwright.ports.records import Records
from reelwright.ports.records import projects as rows
from reelwright.services import jobs, projects
from reelwright.services.principal import Principal

router = Router(prefix="/api/v1/projects", tags=["projects"], first=[counted("every")])

_MISSING = failing("not_found")


@router.post("/", operation_id="createProject", status_code=201, response_model=schema.Project)
def create(body: schema.NewProject, who: Who, desk: AtDesk, once: Idempotent) -> Response:
    """Keep a project."""

    def work(records: Records) -> Answer:
        about, at = body.description or "", desk.clock()
        made = projects.create(records, who.id, body.name, about, origin=FILM.name, at=at)
        return _answer(made, who, 201)

    return once.do(work)


@router.get(
    "/",
    operation_id="listProjects",
    response_model=list[schema.Project],
    responses={**Slice.HEADERS, **failing("invalid")},
)
def listing(request: Request, who: Who, desk: AtDesk, part: Sliced) -> Response:
    """List projects, the newest first."""
    with desk.store.read() as records:
        found = records.projects.of(who.id, part.limit, origin=FILM.name, skip=part.skip)
        total = records.projects.count(who.id, FILM.name)
    told = [translate.project(row, who.account.number) for row in found]
    return listed(request, told, part, total)


@router.get(
    "/{project_id}", operation_id="getProject", response_model=schema.Project, responses=_MISSING
)
def get(project_id: str, who: Who, desk: AtDesk) -> Response:
    """Return a project."""
    with desk.store.read() as records:
        return _answer(of(records, who, translate.number(project_id)), who).response()


@router.put(
    "/{project_id}", operation_id="changeProject", response_model=schema.Project, responses=_MISSING
)
def change(project_id: str, body: schema.ProjectChange, who: Who, desk: AtDesk) -> Response:
    """Rename a project, or describe it anew; what is not sent stays."""
    about = (body.description or "") if "description" in body.model_fields_set else None
    with desk.store.write() as records:
        old = of(records, who, translate.number(project_id))
        new = projects.change(
            records, who.id, old.id, name=body.name, description=about, at=desk.clock()
        )
    return _answer(new, who).response()


@router.delete(
    "/{project_id}",
    operation_id="deleteProject",
    response_model=schema.Message,
    responses=_MISSING,
)
def delete(project_id: str, who: Who, desk: AtDesk) -> Response:
    """Forget a project with its jobs and films; what is at work in it is cancelled.

    What was spent stays spent, and counts to its day.
    """
    with desk.store.write() as records:
        gone = of(records, who, translate.number(project_id))
        ended = jobs.call_off(records, who.id, desk.clock(), project=gone.id)
        projects.remove(records, who.id, gone.id)
    for job in ended:
        desk.cancel(job.id)
    return Answer(200, schema.Message(message="Project deleted successfully")).response()


def of(records: Records, who: Principal, number: int) -> rows.Project:
    """Return somebody's project of this contract; `NotFound` where there is none."""
    try:
        return projects.of_number(records, who.id, number, origin=FILM.name)
    except NotFound as missing:
        raise NotFound("Project not found") from missing


def _answer(row: rows.Project, who: Principal, status: int = 200) -> Answer:
    return Answer(status, translate.project(row, who.account.number))
