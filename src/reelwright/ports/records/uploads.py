"""Uploads: what an owner sends, piece by piece, and what it turned out to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from reelwright.model.ids import Key
from reelwright.model.value import Json


class UploadState(StrEnum):
    """How far an upload is."""

    RECEIVING = "receiving"
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of an owner's: `received` of `size` bytes are here.

    `name` is what its owner calls it and touches no path. Until it was looked at, `facts` name
    the blobs of its `pieces`. When it is ready, `kind` is `picture`, `video` or `sound`, `blob` its
    re-encoded bytes, and `facts` what was measured; when it was refused, they say `why`.
    """

    id: str
    account_id: str
    origin: str
    name: str
    state: UploadState
    size: int
    received: int
    created_at: datetime
    updated_at: datetime
    kind: str | None = None
    blob: Key | None = None
    facts: Mapping[str, Json] = field(default_factory=dict)


class Uploads(Protocol):
    """The uploads there are. An account sees its own alone: another's is not there."""

    def add(self, upload: Upload) -> None:
        """Keep a new upload."""
        ...

    def save(self, upload: Upload) -> None:
        """Keep what became of an upload."""
        ...

    def get(self, account: str, upload: str) -> Upload | None:
        """Return the account's upload with this id."""
        ...

    def of(self, account: str, limit: int, older_than: str | None = None) -> tuple[Upload, ...]:
        """Return an account's uploads, the newest first, those older than one."""
        ...

    def stored(self, account: str) -> int:
        """Return how many bytes an account has sent, or announced, less what was refused."""
        ...

    def remove(self, upload: str) -> None:
        """Forget an upload."""
        ...

    def holds(self, account: str, blob: Key, kind: str) -> bool:
        """Say whether a blob is an upload of that kind of the account's."""
        ...

    def waiting(self, since: datetime) -> tuple[Upload, ...]:
        """Return the uploads whose last piece came before a moment and was not the last of all."""
        ...

    def blobs(self) -> frozenset[Key]:
        """Return every blob that an upload names, its pieces among them."""
        ...
