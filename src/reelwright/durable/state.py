"""Where a job stands with the engine, in our words."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """What the engine knows of a job; the last four are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    BURIED = "buried"
    """Its worker died under it too often; it is not tried again."""

    @property
    def final(self) -> bool:
        """Say whether nothing more will happen."""
        return self not in {State.QUEUED, State.RUNNING}


BURIED: Final = "MAX_RECOVERY_ATTEMPTS_EXCEEDED"

BY_STATUS: Final = {
    "ENQUEUED": State.QUEUED,
    "DELAYED": State.QUEUED,
    "PENDING": State.RUNNING,
    "SUCCESS": State.DONE,
    "ERROR": State.FAILED,
    "CANCELLED": State.CANCELLED,
    BURIED: State.BURIED,
}
"""Our word for each status of DBOS (`WorkflowStatusString` in dbos/_sys_db.py, 3.4)."""
