"""A worker of the real floor with a crew that is quick, and dies where it is told.

CRASH_AT=POINT python worker.py URL FOLDER LIMITS
"""

import hashlib
import json
import logging
import os
import sys
from dataclasses import replace
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from durable.crash.points import Around, Points
from reelwright.durable.limits import Limits, Patience
from reelwright.pipeline.crew import Crew
from reelwright.ports.blobs import Blobs
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


def main(url: str, folder: Path, limits: dict[str, float]) -> None:
    logging.basicConfig(level=logging.WARNING)
    points = Points(folder, os.environ.get("CRASH_AT"), os.environ.get("HALT_AT"))
    log = Log(folder / "calls")
    opened = office.opened(folder, url, House())
    points.watch(opened.engine)
    blobs = Around(opened.blobs, points, "blobs", lambda *_: None, "put", "take")

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
    allowed = Limits(**limits, patience=patience)
    worker.work(replace(opened, blobs=blobs), 1, allowed, ready=ready, crew=crew)
    opened.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3]))
