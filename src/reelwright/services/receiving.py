"""Receiving: an upload that is whole becomes a job of the workers', who look at what it is."""

from datetime import datetime
from typing import Final

from reelwright.model.errors import Broken, ReelwrightError
from reelwright.model.ids import Key
from reelwright.model.value import Json
from reelwright.ports.records import Records
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.uploads import Upload, UploadState
from reelwright.services import jobs, news, uploads
from reelwright.services.jobs import NOTHING, Order, Outcome, Room
from reelwright.services.spending import Terms
from reelwright.services.uploads import Piece

CHECK: Final = "check"
"""The kind of these jobs. They cost nothing, and come before films."""

_PRIORITY: Final = 1


def take(
    records: Records, account: str, upload: str, piece: Piece, room: Room, at: datetime
) -> tuple[Upload, Job | None]:
    """Add a piece to an upload; with its last one a job to check it is accepted.

    Raises what `uploads.receive` and `jobs.accept` raise; then the piece was not added.
    """
    taken = uploads.receive(records, account, upload, piece, at)
    if taken.state is not UploadState.CHECKING:
        return taken, None
    order = Order(
        kind=CHECK,
        origin=taken.origin,
        request={"upload": taken.id},
        quote=NOTHING,
        terms=Terms(),
        priority=_PRIORITY,
    )
    return taken, jobs.accept(records, account, order, room, at)


def upload_of(records: Records, job: Job) -> Upload | None:
    """Return the upload that a job checks; None where its owner removed it meanwhile."""
    return records.uploads.get(job.account_id, str(job.request.get("upload", "")))


def keep(
    records: Records, job: Job, kind: str, blob: Key, facts: dict[str, Json], at: datetime
) -> None:
    """End the check of an upload with what it turned out to be."""
    upload = upload_of(records, job)
    if upload is not None:
        _told(records, uploads.ready(records, upload, kind, blob, facts, at), at)
    result: dict[str, Json] = {"upload": job.request.get("upload"), "kind": kind, "blob": blob}
    jobs.succeed(records, job.id, Outcome(result, NOTHING), at)


def fail(records: Records, job: str, error: ReelwrightError, at: datetime) -> Job:
    """End a job with the error that stopped it; an upload that it was checking is refused.

    Also right for jobs that check nothing, which end as `jobs.fail` promises.
    """
    row = jobs.of_id(records, job)
    upload = upload_of(records, row) if row.kind == CHECK else None
    if upload is not None:
        why = _OURS if isinstance(error, Broken) else str(error)
        _told(records, uploads.refuse(records, upload, why, at), at)
    return jobs.fail(records, job, error, NOTHING, at)


_OURS: Final = "The file could not be looked at, which is our fault; upload it again."


def _told(records: Records, upload: Upload, at: datetime) -> None:
    payload: dict[str, Json] = {"upload": upload.id, "state": upload.state.value}
    news.tell(records, news.account_topic(upload.account_id), f"upload.{upload.state}", payload, at)
