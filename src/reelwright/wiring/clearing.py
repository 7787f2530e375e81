"""Clearing: what nothing names any more, or nobody will finish, is removed."""

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from reelwright.model.ids import Key
from reelwright.ports.records import Records, Store
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.productions import blobs_in
from reelwright.ports.shelf import GRACE, Shelf
from reelwright.services import uploads

_SOME: Final = 200


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was removed: uploads nobody went on with, blobs and their bytes, halves, and folders."""

    uploads: int = 0
    blobs: int = 0
    bytes: int = 0
    halves: int = 0
    folders: int = 0


def clear(
    store: Store,
    shelf: Shelf,
    work: Path,
    at: datetime,
    *,
    keep: Collection[Key] = (),
    pretend: bool = False,
) -> Cleared:
    """Remove what is left over and return how much; only count blobs where it is to `pretend`.

    A blob goes when no film, upload, take, scene, call or open job names it, and it is older than
    `GRACE` and than every open job: those keep what they have made in journals of their own. What
    is to `keep`, no row names.
    `work` is where this machine's jobs have their folders; those go with their jobs.
    """
    forgotten = 0 if pretend else _stale_uploads(store, at)
    with store.read() as records:
        wanted, since = _wanted(records, at - GRACE)
    blobs = size = 0
    for one in shelf.kept():
        if one.key in wanted or one.key in keep or one.at >= since:
            continue
        if pretend or shelf.forget(one.key, since):
            blobs, size = blobs + 1, size + one.size
    if pretend:
        return Cleared(blobs=blobs, bytes=size)
    halves, folders = shelf.tidy(at - GRACE), _ended(store, work, at)
    return Cleared(forgotten, blobs, size, halves, folders)


def _stale_uploads(store: Store, at: datetime) -> int:
    with store.write() as records:
        return uploads.forget_stale(records, at)


def _wanted(records: Records, since: datetime) -> tuple[Collection[Key], datetime]:
    """Return every blob that is named, and the moment after which nothing is old."""
    shown = records.films.blobs() | records.productions.blobs()
    wanted = shown | records.uploads.blobs() | records.calls.blobs()
    asked: set[Key] = set()
    for job in _open(records):
        asked.update(blobs_in(job.request))
        since = min(since, job.created_at)
    return wanted | asked, since


def _open(records: Records) -> Iterator[Job]:
    """Yield the jobs that have not ended, some at a time: each may hold a whole storyboard."""
    after: str | None = None
    while some := records.jobs.unended(after, _SOME):
        yield from some
        after = some[-1].id


def _ended(store: Store, work: Path, at: datetime) -> int:
    """Remove the folders of jobs that are open no more."""
    if not work.is_dir():
        return 0
    old = [one for one in work.iterdir() if one.is_dir() and _age(one, at) >= GRACE.total_seconds()]
    with store.read() as records:
        open_jobs = {job.id for job in _open(records)}
    left = [one for one in old if one.name not in open_jobs]
    for one in left:
        shutil.rmtree(one, ignore_errors=True)
    return len(left)


def _age(folder: Path, at: datetime) -> float:
    return (at - datetime.fromtimestamp(folder.stat().st_mtime, UTC)).total_seconds()
