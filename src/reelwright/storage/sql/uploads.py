"""Uploads in the database."""

from datetime import datetime

import sqlalchemy as sa

from reelwright.model.ids import Key
from reelwright.ports.records.uploads import Upload, UploadState
from reelwright.storage.sql.rows import fields, older, one, several
from reelwright.storage.sql.tables import uploads


class SqlUploads:
    """The uploads there are, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, upload: Upload) -> None:
        """Keep a new upload."""
        self._connection.execute(sa.insert(uploads).values(**fields(upload)))

    def save(self, upload: Upload) -> None:
        """Keep what became of an upload."""
        mine = sa.update(uploads).where(uploads.c.id == upload.id).values(**fields(upload))
        self._connection.execute(mine)

    def get(self, account: str, upload: str) -> Upload | None:
        """Return the account's upload with this id."""
        mine = sa.select(uploads).where(uploads.c.id == upload, uploads.c.account_id == account)
        return one(self._connection, Upload, mine)

    def of(self, account: str, limit: int, older_than: str | None = None) -> tuple[Upload, ...]:
        """Return an account's uploads, the newest first, those older than one."""
        mine = sa.select(uploads).where(uploads.c.account_id == account)
        return several(self._connection, Upload, older(mine, uploads, older_than).limit(limit))

    def stored(self, account: str) -> int:
        """Return how many bytes an account has sent, or announced, less what was refused."""
        mine = uploads.c.account_id == account, uploads.c.state != UploadState.REFUSED.value
        return int(
            self._connection.scalar(sa.select(sa.func.sum(uploads.c.size)).where(*mine)) or 0
        )

    def remove(self, upload: str) -> None:
        """Forget an upload."""
        self._connection.execute(sa.delete(uploads).where(uploads.c.id == upload))

    def holds(self, account: str, blob: Key, kind: str) -> bool:
        """Say whether a blob is an upload of that kind of the account's."""
        mine = sa.select(uploads.c.id).where(
            uploads.c.account_id == account, uploads.c.blob == blob
        )
        return self._connection.scalar(mine.where(uploads.c.kind == kind).limit(1)) is not None

    def waiting(self, since: datetime) -> tuple[Upload, ...]:
        """Return the uploads whose last piece came before a moment and was not the last of all."""
        slow = uploads.c.state == UploadState.RECEIVING.value, uploads.c.updated_at < since
        return several(self._connection, Upload, sa.select(uploads).where(*slow))

    def blobs(self) -> frozenset[Key]:
        """Return every blob that an upload names, its pieces among them."""
        found = self._connection.execute(sa.select(uploads.c.blob, uploads.c.facts))
        named = (key for blob, facts in found for key in (blob, *facts.get("pieces", ())))
        return frozenset(Key(key) for key in named if key is not None)
