"""The queue as the web process sees it: jobs go in, states come out; no work is done here."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions

from reelwright.durable.limits import Limits
from reelwright.durable.names import APPLICATION, JOB, JOBS, QUICK, TURNS, VERSION
from reelwright.durable.records import Records
from reelwright.durable.state import State
from reelwright.model.errors import Invalid

LOWEST: Final = 2**31 // TURNS - 1
"""The last priority there is: DBOS keeps them, and the pieces' turns within them, in 31 bits."""


class Queue:
    """Puts jobs into the queue and asks after them. Its methods block; call them from a thread.

    While the database is away they raise what SQLAlchemy raises (`database.AWAY`), at once.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._records = Records(engine)
        self._client = DBOSClient(
            system_database_engine=engine,
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            lazy=True,
            retry_connection_errors=False,
        )

    def enqueue(
        self,
        connection: sa.Connection,
        job: str,
        account: str,
        priority: int,
        *,
        quick: bool = False,
    ) -> None:
        """Queue `job` within the caller's transaction: it is there if and when that commits.

        Jobs of one account go by `priority`, 1 first, then in the order of their coming; accounts
        take turns. A `quick` one, as somebody waits for it, waits for none that is not. A job that
        is there already is left as it is. `Invalid` for a priority outside 1 to `LOWEST`.
        """
        if not 1 <= priority <= LOWEST:
            raise Invalid(f"A priority is a number from 1, the first, to {LOWEST:,}.")
        options: EnqueueOptions = {
            "workflow_name": JOB,
            "workflow_id": job,
            "queue_name": QUICK if quick else JOBS,
            "queue_partition_key": account,
            "priority": priority,
            "app_version": VERSION,
        }
        self._client.enqueue_in_transaction(connection, options, job, priority)
        self._records.stamp(connection, job)

    def cancel(self, job: str) -> None:
        """Call `job` and its pieces off: what waits at once, what runs within some two seconds.

        One that has ended, or is not known, is left as it is.
        """
        self._client.cancel_workflow(job, cancel_children=True)

    def states(self, jobs: Sequence[str]) -> dict[str, State]:
        """Return where each of `jobs` stands; one that the engine does not know is left out."""
        return self._records.states(jobs)

    def buried(self, jobs: Sequence[str]) -> dict[str, int]:
        """Return those of `jobs` under which workers kept dying, or under a piece of which.

        With each, how many died before nobody tried again.
        """
        return self._records.buried(jobs)

    def depth(self) -> dict[tuple[str, State], int]:
        """Return how many jobs and pieces wait or run, by queue and state."""
        return self._records.depth()

    def workers(self, silence: float = Limits().silence) -> int:
        """Return how many workers live: those heard of within `silence` seconds."""
        return self._records.alive(silence)

    def dismiss(self, worker: str) -> list[str]:
        """Put back what a worker had in hand whose process is known to have ended; return the ids.

        For whoever started the process and saw it end: the others then need not wait for its
        silence. Of a worker that still lives, the steps under way would be done twice.
        """
        return self._records.dismiss(worker)

    def close(self) -> None:
        """Let go of what the queue holds; the connections are their owner's."""
        self._client.destroy()
