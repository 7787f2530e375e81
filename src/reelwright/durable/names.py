"""The names under which the engine's work stands in the database; changing one strands jobs."""

from typing import Final

APPLICATION: Final = "reelwright"
VERSION: Final = "reelwright-1"
"""DBOS runs only work of its own version, by default a hash of the source: every upgrade would
strand what is under way. Raised only together with a migration of what is in the queue."""

JOBS: Final = "jobs"
QUICK: Final = "quick"
"""The jobs that somebody sits and waits for have a queue of their own: long ones bar none."""
PIECES: Final = "pieces"
"""Apart, because a job waits for its pieces: in one queue, jobs would fill it and wait for ever."""

JOB: Final = "job"
PIECE: Final = "piece"

TURNS: Final = 1_000
"""Pieces of a job with a turn of their own in their queue; those after them share the last."""

SCHEMA: Final = "dbos"
"""Where DBOS keeps its tables on PostgreSQL; on SQLite they stand beside ours."""


def piece_id(job: str, name: str) -> str:
    """Return the id of the piece of `job` that is called `name`."""
    return f"{job}/{name}"
