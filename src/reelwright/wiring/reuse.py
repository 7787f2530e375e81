"""What vendors made before is found again: the same request costs nothing twice.

An asset is remembered by what was asked, of which vendor, in a blob of its own; what is found is
used while all the blobs that it names are still kept. What a job makes is a call in its rows,
intended before the vendor is asked and done before it is used: they tell what it made from what it
found, whatever died between.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import TypeVar

from reelwright.durable.runner import Work
from reelwright.model.errors import Invalid, NotFound, ReelwrightError
from reelwright.model.ids import Key, content_key
from reelwright.model.value import Json, Value
from reelwright.ports.records.calls import Call, CallState
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.productions import blobs_in
from reelwright.wiring.office import Office, asked_of

V = TypeVar("V", bound=Value)


@cache
def identity(vendor: str) -> str:
    """Return a name for a vendor as it is now: another release, or another line of it, has another.

    What an earlier one made is then not taken for what this one would make.
    """
    folder = resources.files(f"reelwright.providers.{vendor}")
    return f"{vendor}/{content_key(metadata.version('reelwright'), digest(folder))}"


def digest(folder: Traversable) -> str:
    """Return a hash of all the files below a folder, by name, but of what Python compiled."""
    files = {
        path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in _files(folder, "")
    }
    return content_key(files)


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{path}/{one.name}"
        if one.is_file():
            yield name, one
        elif one.name != "__pycache__":
            yield from _files(one, name)


class Remembered:
    """What an account had made, as one job of its uses it. `maker` is the identity of its vendor.

    What others had made is made again: who finds it would learn what they asked for.
    """

    def __init__(self, office: Office, job: Job, maker: str) -> None:
        self._office, self._job, self._maker = office, job, maker

    async def once(self, step: str, asked: Sequence[Json], kind: type[V], make: Work[V]) -> V:
        """Return the asset that was made of exactly `asked` by this vendor before, or a new one."""
        key = content_key("made", self._job.account_id, kind.__name__, self._maker, *asked)
        if (found := await self._found(key, kind)) is not None:
            return found
        call = await asked_of(self._intended, step, key)
        made = await self._bought(call, kind)
        if made is None:
            made = await self._made(call, key, make)
        await self._office.blobs.put(key, json.dumps(made.write()).encode())
        return made

    async def _found(self, key: Key, kind: type[V]) -> V | None:
        if not await self._office.blobs.has(key):
            return None
        try:
            found = kind.read_json(await self._office.blobs.get(key))
        except (Invalid, NotFound):  # of a version that wrote it otherwise, or gone since
            return None
        return found if await self._whole(found) else None

    async def _bought(self, call: Call, kind: type[V]) -> V | None:
        """Return what came of a call that this job has made before a death; None if nothing did."""
        if call.state is not CallState.DONE or not isinstance(call.result, dict):
            return None
        bought = kind.read(call.result["asset"])
        return bought if await self._whole(bought) else None

    async def _made(self, call: Call, key: Key, make: Work[V]) -> V:
        try:
            made = await make()
        except ReelwrightError:
            await asked_of(self._saved, replace(call, state=CallState.FAILED))
            raise
        asset = made.write()
        blobs = list(dict.fromkeys([key, *blobs_in(asset)]))
        done = replace(call, state=CallState.DONE, result={"asset": asset, "blobs": blobs})
        await asked_of(self._saved, done)
        return made

    async def _whole(self, asset: Value) -> bool:
        return all([await self._office.blobs.has(key) for key in blobs_in(asset.write())])

    def _intended(self, step: str, key: Key) -> Call:
        call = Call(
            key=content_key("call", self._job.id, step, key),
            job_id=self._job.id,
            step=step,
            vendor=self._maker.partition("/")[0],
            state=CallState.INTENDED,
            cost=0,
            created_at=self._office.clock(),
        )
        with self._office.store.write() as records:
            return records.calls.intend(call)

    def _saved(self, call: Call) -> None:
        with self._office.store.write() as records:
            records.calls.save(replace(call, ended_at=self._office.clock()))
