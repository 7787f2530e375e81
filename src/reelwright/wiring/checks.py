"""What a server looks at, again and again, to say how it is: database, disk, media, workers."""

import asyncio
import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Final

from reelwright.api.native.health import Pulse
from reelwright.durable.database import AWAY
from reelwright.model.errors import ReelwrightError
from reelwright.model.ids import content_key
from reelwright.ports.shelf import Shelf
from reelwright.wiring.office import Office

log: Final = logging.getLogger(__name__)

EVERY: Final = 1.5
"""Seconds between two looks."""

STALE: Final = 5.0
"""Seconds after which what was last seen does not count: a look that hangs is a bad one."""

_ROOM: Final = 200_000_000
"""Bytes that must be free, or a film that is being made may not find room."""


_UNSEEN: Final = content_key("what nobody keeps")


@dataclass(slots=True)
class _Seen:
    """When a part was last well."""

    look: Callable[[], bool]
    at: float = float("-inf")
    well: bool | None = field(default=None)


class Checks:
    """Looks at an installation on threads of its own, one for each part: any of them may hang."""

    def __init__(
        self, office: Office, *, clock: Callable[[], float] = time.monotonic, every: float = EVERY
    ) -> None:
        self._clock, self._every, self._halt = clock, every, Event()
        self._serving = {
            "database": _Seen(lambda: _answers(office)),
            "storage": _Seen(lambda: _takes(office.data)),
        }
        self._others = {
            "media": _Seen(lambda: _keeps(office.blobs)),
            "workers": _Seen(lambda: office.queue.workers() > 0),
        }
        self._draining = False

    def start(self) -> None:
        """Look at once, and then again and again."""
        for name, part in {**self._serving, **self._others}.items():
            Thread(target=self._watch, args=[name, part], name=name, daemon=True).start()

    def stop(self) -> None:
        """Look no more; the server takes no new work from now on."""
        self._draining = True
        self._halt.set()

    def drain(self) -> None:
        """Say from now on that no requests should be sent here."""
        self._draining = True

    def pulse(self) -> Pulse:
        """Return how the parts are, as last seen."""
        now = self._clock()
        return Pulse(
            serving={name: now - part.at < STALE for name, part in self._serving.items()},
            others={name: now - part.at < STALE for name, part in self._others.items()},
            draining=self._draining,
        )

    def _watch(self, name: str, part: _Seen) -> None:
        while not self._halt.is_set():
            well = self.look(part.look)
            if well:
                part.at = self._clock()
            if part.well is not None and well is not part.well:  # at the start, nothing is news
                level = logging.INFO if well else logging.WARNING
                log.log(level, "%s: %s", name, "well" if well else "not well")
            part.well = well
            self._halt.wait(self._every)

    @staticmethod
    def look(look: Callable[[], bool]) -> bool:
        """Return what a look finds; what cannot be looked at is not well."""
        try:
            return look()
        except (ReelwrightError, OSError, *AWAY):
            return False


def _answers(office: Office) -> bool:
    with office.store.read() as records:
        records.jobs.unended(None, 1)
    return True


def _keeps(blobs: Shelf) -> bool:
    """Say whether the store of media answers: what is not there is an answer, too."""
    asyncio.run(blobs.has(_UNSEEN))
    return True


def _takes(folder: Path) -> bool:
    probe = folder / ".checked"
    probe.write_bytes(b"\0")
    probe.unlink(missing_ok=True)
    return shutil.disk_usage(folder).free > _ROOM
