"""The rows that the office keeps: one Protocol a noun, all of them together in one transaction."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from reelwright.ports.records.accounts import Accounts
from reelwright.ports.records.calls import Calls
from reelwright.ports.records.events import Events
from reelwright.ports.records.films import Films
from reelwright.ports.records.jobs import Jobs
from reelwright.ports.records.keys import Keys
from reelwright.ports.records.ledger import Ledger
from reelwright.ports.records.letters import Letters
from reelwright.ports.records.productions import Productions
from reelwright.ports.records.projects import Projects
from reelwright.ports.records.queue import Queue
from reelwright.ports.records.requests import Requests
from reelwright.ports.records.sessions import Sessions
from reelwright.ports.records.uploads import Uploads
from reelwright.ports.records.vendors import Vendors
from reelwright.ports.records.webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class Records:
    """Every kind of row, seen and changed within one transaction."""

    accounts: Accounts
    sessions: Sessions
    keys: Keys
    letters: Letters
    ledger: Ledger
    calls: Calls
    projects: Projects
    productions: Productions
    jobs: Jobs
    films: Films
    uploads: Uploads
    events: Events
    requests: Requests
    vendors: Vendors
    webhooks: Webhooks
    queue: Queue


class Store(Protocol):
    """Opens transactions. What `write` did is kept where its block ends, and undone if it raises.

    Both raise `Unavailable` while the database is away.
    """

    def read(self) -> AbstractContextManager[Records]:
        """Open a transaction that only looks: it waits for no writer."""
        ...

    def write(self) -> AbstractContextManager[Records]:
        """Open a transaction that may change rows; on SQLite there is one at a time."""
        ...
