"""Projects: folders for productions."""

from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Reader, Writer
from reelwright.api.kit.desk import AtDesk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.api.kit.paging import Page, Windowed
from reelwright.api.native.bearing import bearing
from reelwright.api.native.problems import BASE, failing
from reelwright.api.native.shapes.projects import NewProject, Project, ProjectChange
from reelwright.ports.records import Records
from reelwright.services import jobs, projects

ORIGIN = "native"

router = Router(prefix="/projects", tags=["projects"])


@router.post(
    "",
    operation_id="createProject",
    status_code=201,
    response_model=Project,
    responses=bearing(201, "Location"),
)
def create(body: NewProject, who: Writer, desk: AtDesk, once: Idempotent) -> Response:
    """Make a project."""

    def work(records: Records) -> Answer:
        made = projects.create(
            records, who.id, body.name, body.description, origin=ORIGIN, at=desk.clock()
        )
        return Answer(201, Project.of(made), {"Location": f"{BASE}/projects/{made.id}"})

    return once.do(work)


@router.get(
    "", operation_id="listProjects", response_model=Page[Project], responses=bearing(200, "Link")
)
def listed(who: Reader, desk: AtDesk, window: Windowed) -> Response:
    """List projects, the newest first."""
    with desk.store.read() as records:
        rows = records.projects.of(who.id, window.fetch, window.after)
    return window.page(rows, Project.of, lambda row: row.id).response()


@router.get(
    "/{project}",
    operation_id="getProject",
    response_model=Project,
    responses=failing("not_found"),
)
def get(project: str, who: Reader, desk: AtDesk) -> Response:
    """Return a project."""
    with desk.store.read() as records:
        row = projects.get(records, who.id, project)
    return Answer(200, Project.of(row)).response()


@router.patch(
    "/{project}",
    operation_id="changeProject",
    response_model=Project,
    responses=failing("not_found"),
)
def change(project: str, body: ProjectChange, who: Writer, desk: AtDesk) -> Response:
    """Rename a project, or describe it anew."""
    with desk.store.write() as records:
        row = projects.change(
            records,
            who.id,
            project,
            name=body.name,
            description=body.description,
            at=desk.clock(),
        )
    return Answer(200, Project.of(row)).response()


@router.delete(
    "/{project}",
    operation_id="deleteProject",
    status_code=204,
    response_model=None,
    responses=failing("not_found"),
)
def delete(project: str, who: Writer, desk: AtDesk) -> Response:
    """Forget a project with all productions and films in it; what is at work there is cancelled."""
    with desk.store.write() as records:
        ended = jobs.call_off(records, who.id, desk.clock(), project=project)
        projects.remove(records, who.id, project)
    for job in ended:
        desk.cancel(job.id)
    return Response(status_code=204)
