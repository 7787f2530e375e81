"""Films that were published: what they are, and where their files lie."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reelwright.model.ids import Key
from reelwright.model.value import Json


@dataclass(frozen=True, slots=True)
class FilmRow:
    """A film: `blobs` names its files by what they are (`film`, `poster`, `captions.vtt`…).

    `sidecar` is its papers; a link signed under another `epoch` is void.
    """

    id: str
    account_id: str
    production_id: str
    job_id: str
    title: str
    duration: Json
    width: int
    height: int
    bytes: int
    blobs: Mapping[str, Key]
    sidecar: Mapping[str, Json]
    created_at: datetime
    epoch: int = 1


class Films(Protocol):
    """The films there are. An account sees its own alone: another's is not there."""

    def add(self, film: FilmRow) -> bool:
        """Keep a new film; false, and nothing kept, if its job has one."""
        ...

    def get(self, account: str, film: str) -> FilmRow | None:
        """Return the account's film with this id."""
        ...

    def by_id(self, film: str) -> FilmRow | None:
        """Return a film, whoever's it is: for a signed link, never for a caller."""
        ...

    def of_job(self, job: str) -> FilmRow | None:
        """Return the film a job made."""
        ...

    def of(
        self, account: str, limit: int, older_than: str | None = None, production: str | None = None
    ) -> tuple[FilmRow, ...]:
        """Return an account's films, the newest first, those older than one."""
        ...

    def renew(self, film: str) -> None:
        """Void every link to a film."""
        ...

    def remove(self, film: str) -> None:
        """Forget a film."""
        ...

    def blobs(self) -> frozenset[Key]:
        """Return every blob that a film names: its files, and what its papers say it is made of."""
        ...
