"""Uploads: pictures, sounds and videos of the caller's own, whole or piece by piece."""

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Reader, Writer
from reelwright.api.kit.desk import AtDesk, Desk
from reelwright.api.kit.face import Router
from reelwright.api.kit.idempotency import Idempotent
from reelwright.api.kit.paging import Page, Windowed
from reelwright.api.kit.visit import visit
from reelwright.api.native.problems import BASE, failing
from reelwright.api.native.shapes.texts import Title
from reelwright.api.native.shapes.uploads import NewUpload, Upload
from reelwright.api.native.waiting import Patient, Waiting
from reelwright.model.errors import Invalid, Unavailable
from reelwright.ports.records import Records
from reelwright.ports.records import uploads as rows
from reelwright.ports.records.jobs import Job
from reelwright.services import receiving, uploads
from reelwright.services.uploads import Announced, Piece

ORIGIN: Final = "native"

PATIENCE: Final = 600.0
"""Seconds that one piece may take to arrive."""

_OFFSET: Final = "Upload-Offset"
_CONTENT: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}

_UNSAID: Final = ("application/octet-stream", "application/x-www-form-urlencoded")
"""Media types that say nothing of a file; the second is what `curl --data-binary` sends unasked."""

_Work = Callable[[Records], tuple[rows.Upload, Job | None]]

router = Router(prefix="/uploads", tags=["uploads"])


@router.post(
    "",
    operation_id="createUpload",
    status_code=201,
    response_model=Upload,
    responses=failing("over_quota"),
)
def create(body: NewUpload, who: Writer, desk: AtDesk, once: Idempotent) -> Response:
    """Announce a file; then send it with PATCH, in pieces of 8 MiB at most."""

    def work(records: Records) -> Answer:
        made = _made(records, desk, who.id, body.announced())
        return Answer(201, Upload.of(made), _headers(made, location=True))

    return once.do(work)


@router.post(
    "/whole",
    operation_id="sendFile",
    status_code=202,
    response_model=Upload,
    responses=failing("over_quota", "too_large", "unavailable"),
    openapi_extra=_CONTENT,
)
async def send(
    request: Request,
    who: Writer,
    desk: AtDesk,
    patience: Patient,
    name: Annotated[Title, Query(description="What you call the file.")] = "upload",
) -> Response:
    """Send a file of 8 MiB at most in one go; what it is, is looked at, whatever it says."""
    claim = _claimed(request)
    async with _body(request, desk) as file:
        announced = Announced(name, file.stat().st_size, claim)
        uploads.check_size(None, announced.size, desk.bounds)
        blob = await desk.blobs.take(file)
    piece = Piece(0, announced.size, blob)

    def work(records: Records) -> tuple[rows.Upload, Job | None]:
        made = _made(records, desk, who.id, announced)
        return receiving.take(records, who.id, made.id, piece, desk.room, desk.clock())

    upload, job = await run_in_threadpool(_written, desk, work)
    return await _settled(upload, job, patience, 202)


@router.get("", operation_id="listUploads", response_model=Page[Upload])
def listed(who: Reader, desk: AtDesk, window: Windowed) -> Response:
    """List uploads, the newest first."""
    with desk.store.read() as records:
        found = records.uploads.of(who.id, window.fetch, window.after)
    return window.page(found, Upload.of, lambda row: row.id).response()


@router.get(
    "/{upload}",
    operation_id="getUpload",
    response_model=Upload,
    responses=failing("not_found"),
)
def get(upload: str, who: Reader, desk: AtDesk) -> Response:
    """Return an upload; Upload-Offset tells how much of it is here."""
    with desk.store.read() as records:
        row = uploads.get(records, who.id, upload)
    return Answer(200, Upload.of(row), _headers(row)).response()


@router.patch(
    "/{upload}",
    operation_id="continueUpload",
    response_model=Upload,
    responses=failing("not_found", "conflict", "too_large", "over_quota", "unavailable"),
    openapi_extra=_CONTENT,
)
async def go_on(
    request: Request,
    upload: str,
    who: Writer,
    desk: AtDesk,
    patience: Patient,
    offset: Annotated[
        int, Header(alias=_OFFSET, ge=0, le=2**40, description="Where in the file it begins.")
    ],
) -> Response:
    """Send the next piece of a file, 8 MiB at most.

    After an answer that was lost, GET tells where to go on.
    """
    before = await run_in_threadpool(partial(_found, desk, who.id, upload))
    uploads.expects(before, offset)
    async with _body(request, desk) as file:
        size = file.stat().st_size
        uploads.check_size(None, size, desk.bounds)
        blob = await desk.blobs.take(file)

    def work(records: Records) -> tuple[rows.Upload, Job | None]:
        piece = Piece(offset, size, blob)
        return receiving.take(records, who.id, upload, piece, desk.room, desk.clock())

    taken, job = await run_in_threadpool(_written, desk, work)
    return await _settled(taken, job, patience, 200)


@router.delete(
    "/{upload}",
    operation_id="deleteUpload",
    status_code=204,
    response_model=None,
    responses=failing("not_found"),
)
def delete(upload: str, who: Writer, desk: AtDesk) -> Response:
    """Forget an upload; films made with it keep what they show."""
    with desk.store.write() as records:
        uploads.remove(records, who.id, upload)
    return Response(status_code=204)


def _claimed(request: Request) -> str | None:
    """Return the media type that the sender gave the file, if he gave it one."""
    claim = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if claim == "multipart/form-data":
        raise Invalid("Send the file itself as the body, not a form with it in: no `curl -F`.")
    return None if claim in ("", *_UNSAID) else claim


def _made(records: Records, desk: Desk, account: str, file: Announced) -> rows.Upload:
    return uploads.create(records, account, file, desk.bounds, origin=ORIGIN, at=desk.clock())


def _found(desk: Desk, account: str, upload: str) -> rows.Upload:
    with desk.store.read() as records:
        return uploads.get(records, account, upload)


def _written(desk: Desk, work: _Work) -> tuple[rows.Upload, Job | None]:
    with desk.store.write() as records:
        return work(records)


async def _settled(
    upload: rows.Upload, job: Job | None, patience: Waiting, status: int
) -> Response:
    """Return the answer to a piece; to the last one when it was looked at, for who would wait."""
    headers = _headers(upload, location=status != 200)
    if job is not None and patience.seconds:
        await patience.ended(upload.account_id, job.id)
        upload = await run_in_threadpool(_found, patience.desk, upload.account_id, upload.id)
        headers |= {"Preference-Applied": f"wait={patience.seconds}"}
    return Answer(status, Upload.of(upload), headers).response()


def _headers(upload: rows.Upload, *, location: bool = False) -> dict[str, str]:
    place = {"Location": f"{BASE}/uploads/{upload.id}"} if location else {}
    return {_OFFSET: str(upload.received), **place}


@asynccontextmanager
async def _body(request: Request, desk: Desk) -> AsyncIterator[Path]:
    """Give the body of a request as a file for a while: many at once are more than memory holds."""
    here = visit(request)
    here.most, here.patience = desk.bounds.piece, PATIENCE
    with _roomy(), tempfile.TemporaryDirectory(prefix="reelwright-") as folder:
        file = Path(folder) / "piece"
        with file.open("xb") as kept:
            async for some in request.stream():
                kept.write(some)
        yield file


@contextmanager
def _roomy() -> Iterator[None]:
    try:
        yield
    except OSError as refused:
        raise Unavailable(_NO_ROOM) from refused


_NO_ROOM: Final = "There is no room for uploads just now; try again later."
