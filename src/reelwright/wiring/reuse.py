"""What vendors made before is found again: the same request costs nothing twice.

An asset is remembered by what was asked, of which vendor, in a blob of its own; what is found is
used while all the blobs that it names are still kept.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Final

from reelwright.model.errors import Invalid, NotFound
from reelwright.model.ids import Key, content_key
from reelwright.model.progress import Step
from reelwright.model.value import Json
from reelwright.pipeline.memory import Making, V
from reelwright.ports.records.jobs import Job
from reelwright.wiring.office import Office
from reelwright.wiring.purchases import Maker, Purchases, whole
from reelwright.wiring.vendors import Hired

PORTS: Final = {
    Step.PLAN: "planner",
    Step.SPEAK: "voice",
    Step.ILLUSTRATE: "visual",
    Step.ANIMATE: "animator",
    Step.SCORE: "music",
}
"""Which port each step asks that asks a vendor for something to keep."""


def makers(hired: Hired) -> dict[str, Maker]:
    """Return the vendors that are at work, as they are now, by port."""
    chosen = {port: hired.vendor(port) for port in PORTS.values()}
    return {
        port: Maker(vendor, identity(vendor), hired.profiles.get(vendor), hired.resend)
        for port, vendor in chosen.items()
    }


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
    """What an account had made, as one job of its uses it. `makers` are the vendors, by port.

    What others had made is made again: who finds it would learn what they asked for.
    """

    def __init__(self, office: Office, job: Job, makers: Mapping[str, Maker]) -> None:
        self._office, self._account, self._makers = office, job.account_id, makers
        self._purchases = Purchases(office, job)

    async def once(self, step: str, asked: Sequence[Json], kind: type[V], make: Making[V]) -> V:
        """Return the asset that was made of exactly `asked` by this vendor before, or a new one."""
        maker = self._makers[PORTS[Step(step.partition("/")[0])]]
        key = content_key("made", self._account, kind.__name__, maker.identity, *asked)
        if (found := await self._found(key, kind)) is not None:
            return found
        made = await self._purchases.once(step, key, maker, kind, make)
        await self._office.blobs.put(key, json.dumps(made.write()).encode())
        return made

    async def _found(self, key: Key, kind: type[V]) -> V | None:
        if not await self._office.blobs.has(key):
            return None
        try:
            found = kind.read_json(await self._office.blobs.get(key))
        except (Invalid, NotFound):  # of a version that wrote it otherwise, or gone since
            return None
        return found if await whole(self._office, found) else None
