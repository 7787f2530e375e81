"""A worker of the real floor with a crew that is quick, and dies where it is told.

    main(URL, FOLDER, LIMITS)

with CRASH_AT or HALT_AT in its environment. Of its calls to the disk for blobs those from the one
that FULL_FROM counts, from one, to the one of FULL_TO find no room.
"""

import errno
import hashlib
import json
import logging
import os
from dataclasses import replace
from pathlib import Path

from durable.crash.mill import PRICES
from durable.crash.points import Around, Points
from durable.faults.disks import Faulty
from reelwright.durable.limits import Limits, Patience
from reelwright.pipeline.crew import Crew
from reelwright.ports.blobs import Blobs
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.wiring import office, worker
from reelwright.wiring.hands import Hands
from reelwright.wiring.office import House
from unit.pipeline.conftest import (
    QuickAnimator,
    QuickModerator,
    QuickMusic,
    QuickPlanner,
    QuickVisual,
    QuickVoice,
)


class Log:
    """Every call that a vendor received, in the order of their coming."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self, event: str, asked: str) -> None:
        key = hashlib.sha256(asked.encode()).hexdigest()
        line = json.dumps({"key": key, "event": event, "asked": asked[:80]})
        file = os.open(self._file, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
        os.write(file, line.encode() + b"\n")
        os.close(file)


def main(url: str, place: str, limits: str) -> None:
    logging.basicConfig(level=logging.WARNING)
    folder = Path(place)
    points = Points(folder, os.environ.get("CRASH_AT"), os.environ.get("HALT_AT"))
    log = Log(folder / "calls")
    opened = office.opened(folder, url, House(PRICES))
    points.watch(opened.engine)
    first, last = (int(os.environ.get(name, "0")) for name in ("FULL_FROM", "FULL_TO"))
    kept = LocalBlobs(folder / "media", Faulty(first, last, errno.ENOSPC))
    blobs = Around(kept, points, "blobs", lambda *_: None, "put", "take")

    def crew(blobs: Blobs, _hands: Hands) -> Crew:
        return Crew(
            planner=QuickPlanner(),
            visual=Around(QuickVisual(), points, "visual", log, "picture"),
            animator=QuickAnimator(),
            voice=Around(QuickVoice(), points, "voice", log, "speak"),
            music=Around(QuickMusic(), points, "music", log, "track"),
            moderator=QuickModerator(),
            blobs=blobs,
        )

    def ready(name: str) -> None:
        os.write(1, name.encode() + b"\n")

    patience = Patience(attempts=3, first=0.05, most=0.1)
    allowed = Limits(**json.loads(limits), patience=patience)
    worker.work(replace(opened, blobs=blobs), 1, allowed, ready=ready, crew=crew)
    opened.close()
