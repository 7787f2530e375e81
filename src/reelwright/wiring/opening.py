"""Opening uploads: a worker has a stranger's file decoded in a sandbox, and keeps what is good."""

import asyncio
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

from reelwright.durable.runner import Runner
from reelwright.model.errors import Broken, Invalid, NotFound, Unavailable
from reelwright.model.ids import Key
from reelwright.model.value import Json
from reelwright.pipeline.upload import LARGEST_AREA
from reelwright.ports.blobs import Blobs
from reelwright.ports.records import Store
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.uploads import Upload, UploadState
from reelwright.render.header import still_size
from reelwright.services import receiving, uploads
from reelwright.services.uploads import Bounds

log: Final = logging.getLogger(__name__)

_LONGEST: Final = 300.0
"""Seconds that a file may take to be decoded, however little of a processor it gets."""

_SAID: Final = 65_536
"""Bytes of the opener's answer that are read."""

_ENVIRONMENT: Final = {
    "LANG": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}

_PROGRAM: Final = ("-m", "reelwright.wiring.opener")

_FACTS: Final = {
    "picture": ("width", "height"),
    "sound": ("seconds", "rate", "channels"),
    "video": ("width", "height", "seconds", "rate", "sound"),
}
"""What is told of each kind of file."""

_ENDED: Final = (
    "The file could not be decoded within the memory and the time that one may take; "
    "make it smaller, or save it anew."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file turned out to be, and how far the sandbox it was decoded in had gaps."""

    kind: str
    facts: dict[str, Json]
    gaps: tuple[str, ...]


class Opening:
    """Checks the uploads of one installation, in folders below `work`.

    Where `strict`, nothing is decoded on a machine whose kernel cannot build the whole sandbox.
    """

    def __init__(
        self,
        store: Store,
        blobs: Blobs,
        work: Path,
        clock: Callable[[], datetime],
        *,
        bounds: Bounds,
        strict: bool = False,
    ) -> None:
        self._store, self._blobs, self._work, self._clock = store, blobs, work, clock
        self._bounds, self._strict = bounds, strict

    async def conduct(self, job: Job, runner: Runner) -> None:
        """Do a job of the kind `receiving.CHECK`.

        Raises `Invalid` with one sentence about a file not taken, which `receiving.fail` keeps.
        """
        await runner.run("open", partial(self._open, job))

    async def _open(self, job: Job) -> None:
        upload = await asyncio.to_thread(self._upload, job)
        if upload.state is not UploadState.CHECKING:  # it was, and only the journal did not know
            return
        with _folder(self._work / job.id) as folder:
            source, out = folder / "in", folder / "out"
            await self._laid(upload, source)
            out.touch()
            opened = await look(source, out, strict=self._strict)
            self._check(opened, upload.size)
            if opened.gaps:
                log.warning("upload %s was opened, but %s", upload.id, "; ".join(opened.gaps))
            facts = {**opened.facts, "bytes": out.stat().st_size}
            blob = await self._blobs.take(out)
        await asyncio.to_thread(self._keep, job, opened.kind, blob, facts)

    def _check(self, opened: Opened, size: int) -> None:
        """Raise `Invalid` for a file larger than what it turned out to be may be."""
        uploads.check_size(opened.kind, size, self._bounds)
        if opened.kind == "picture":
            width, height = opened.facts["width"], opened.facts["height"]
            uploads.check_area(cast("int", width), cast("int", height), self._bounds)

    def _upload(self, job: Job) -> Upload:
        with self._store.read() as records:
            found = receiving.upload_of(records, job)
        if found is None:
            raise NotFound("The upload was deleted before it was looked at.")
        return found

    async def _laid(self, upload: Upload, source: Path) -> None:
        """Lay the pieces of an upload into one file."""
        with source.open("xb") as file:
            for piece in uploads.pieces(upload):
                await asyncio.to_thread(file.write, await self._blobs.get(piece))

    def _keep(self, job: Job, kind: str, blob: Key, facts: dict[str, Json]) -> None:
        with self._store.write() as records:
            receiving.keep(records, job, kind, blob, facts, self._clock())


async def look(source: Path, out: Path, *, strict: bool) -> Opened:
    """Return what a file is, what is good of it written to `out`, which is there and empty.

    A process of its own does it, in a sandbox, killed when this is cancelled or takes too long.
    Raises `Invalid` with a sentence for its owner, `Unavailable` where `strict` cannot be kept, and
    `Broken` where the process did not even begin, or met what nobody foresaw.
    """
    said, heard = out.with_name("said"), out.with_name("complaints")
    with said.open("wb") as saying, heard.open("wb") as complaining:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-B", *_PROGRAM, str(source), str(out)),
            *(["--strict"] if strict else []),
            stdin=subprocess.DEVNULL,
            stdout=saying,
            stderr=complaining,
            env=_ENVIRONMENT,
            start_new_session=True,
        )
    try:
        await asyncio.wait_for(process.wait(), _LONGEST)
    except TimeoutError:
        raise Invalid(_ENDED) from None
    finally:
        _end(process)
        await process.wait()
    if process.returncode:
        log.warning("an opener ended with %s: %r", process.returncode, _start(heard)[-500:])
        if process.returncode > 0:  # it was not ended by a limit, but met what nobody foresaw
            raise Broken("An opener ended with an error.")
        raise Invalid(_ENDED)
    return _judged(_start(said), out)


def _end(process: Process) -> None:
    """End a process and all it started; its group outlives it only where it went wrong."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _start(file: Path) -> bytes:
    with file.open("rb") as there:
        return there.read(_SAID)


def _judged(said: bytes, out: Path) -> Opened:
    """Return what an opener says, of which nothing is believed that it need not be."""
    told = _object(said)
    if isinstance(why := told.get("refused"), str):
        raise Invalid(why[:500])
    if isinstance(gaps := told.get("unavailable"), list) and gaps:
        raise Unavailable(
            "Uploads are not opened on this machine, as its sandbox has a gap: "
            f"{str(gaps[0])[:200]}. Ask whoever runs the server."
        )
    kind, facts, gaps = told.get("kind"), told.get("facts"), told.get("gaps")
    if kind not in _FACTS or not isinstance(facts, dict) or not isinstance(gaps, list):
        raise Broken(f"An opener answered nonsense: {said[:200]!r}")
    if kind == "picture" and not _is_picture(out):
        raise Invalid(_ENDED)
    measured = {name: facts[name] for name in _FACTS[kind] if _plain(facts.get(name))}
    return Opened(kind, measured, tuple(str(gap)[:200] for gap in gaps[:10]))


def _object(said: bytes) -> dict[str, Any]:
    try:
        told = json.loads(said)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _is_picture(out: Path) -> bool:
    size = still_size(out)
    return size is not None and size[0] * size[1] <= LARGEST_AREA


def _plain(fact: object) -> bool:
    return isinstance(fact, bool | int | float) or (isinstance(fact, str) and len(fact) < 40)


@contextmanager
def _folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder of a job's, and remove it with all in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
