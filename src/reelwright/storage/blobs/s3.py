"""Blobs as objects in a bucket that any number of machines share."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from reelwright.model.errors import NotFound, Unavailable
from reelwright.model.ids import Key
from reelwright.ports.shelf import GRACE, Kept, Label
from reelwright.storage.blobs.address import Bucket, Keys
from reelwright.storage.blobs.larder import Larder
from reelwright.storage.blobs.place import key_of, place
from reelwright.storage.blobs.signing import signed

if TYPE_CHECKING:
    from obstore.store import S3Config

_PIECE: Final = 8 << 20
_BOUND: Final = 20 << 30
_LISTED: Final = 1_000


class S3Blobs:
    """Keeps each blob as an object named by its key, and copies of those used here in a folder.

    `larder` is that folder, of `bound` bytes or a little more. Everything raises `Unavailable`
    while the bucket cannot be reached or does not let us.
    """

    def __init__(self, bucket: Bucket, keys: Keys, larder: Path, *, bound: int = _BOUND) -> None:
        self._bucket, self._keys = bucket, keys
        self._larder = Larder(larder, bound)
        self._store = _store(bucket, keys)

    async def put(self, key: Key, data: bytes) -> None:
        """Keep `data` under `key`; an object appears whole or not at all."""
        if not await self.has(key):
            async with _reached(key):
                await obstore.put_async(self._store, place(key), data, chunk_size=_PIECE)
            await asyncio.to_thread(self._copied, key, lambda aside: aside.write_bytes(data))

    async def take(self, file: Path) -> Key:
        """Keep the bytes of a file under their own SHA-256, sent in pieces; return that."""
        key = await asyncio.to_thread(key_of, file)
        if not await self.has(key):
            async with _reached(key):
                await obstore.put_async(
                    self._store, place(key), file, chunk_size=_PIECE, max_concurrency=2
                )
            await asyncio.to_thread(self._copied, key, lambda aside: shutil.copyfile(file, aside))
        return key

    async def has(self, key: Key) -> bool:
        """Say whether there is an object for `key`."""
        try:
            async with _reached(key):
                facts = await obstore.head_async(self._store, place(key))
        except NotFound:
            return False
        if datetime.now(UTC) - facts["last_modified"] > GRACE / 2:
            await self._renew(key)
        return True

    async def get(self, key: Key) -> bytes:
        """Return what is kept under `key`."""
        if (copy := self._larder.find(key)) is not None:
            return await asyncio.to_thread(copy.read_bytes)
        async with _reached(key):
            found = await obstore.get_async(self._store, place(key))
            return bytes(await found.bytes_async())

    async def path(self, key: Key) -> Path:
        """Return a local copy of what is kept under `key`, fetched unless it is here."""
        if (copy := self._larder.find(key)) is not None:
            return copy
        return await asyncio.to_thread(self._fetched, key)

    def link(
        self, key: Key, label: Label, seconds: int, at: datetime, *, head: bool = False
    ) -> str:
        """Return the object's address with leave to fetch it, signed here without asking anybody.

        It downloads under its label's name, whatever that is (RFC 6266). The signature is good for
        one method alone: for HEAD, it is another.
        """
        more = {
            "response-content-disposition": f"attachment; filename*=UTF-8''{quote(label.name, '')}",
            "response-content-type": label.type,
            "response-cache-control": "private",
        }
        url, region = self._bucket.url(place(key)), self._bucket.region
        method = "HEAD" if head else "GET"
        return signed(
            url, self._keys, region=region, at=at, seconds=seconds, more=more, method=method
        )

    def kept(self) -> Iterator[Kept]:
        """Yield all that is kept, a thousand at a time."""
        with _asked(Key("")):
            for some in obstore.list(self._store, chunk_size=_LISTED):
                for one in some:
                    key = Key(one["path"].rpartition("/")[2])
                    if one["path"].endswith(_named(key)):
                        yield Kept(key, one["size"], one["last_modified"])

    def forget(self, key: Key, before: datetime) -> bool:
        """Delete an object unless it was written since."""
        try:
            with _asked(key):
                if obstore.head(self._store, place(key))["last_modified"] >= before:
                    return False
                obstore.delete(self._store, place(key))
        except NotFound:
            pass
        self._larder.drop(key)
        return True

    def tidy(self, before: datetime) -> int:  # noqa: ARG002 - the port's own
        """Return 0: parts of objects that were never finished are removed by a rule of the bucket.

        It is `AbortIncompleteMultipartUpload` of the bucket's life cycle, which its owner sets.
        """
        return 0

    def _copied(self, key: Key, write: Callable[[Path], object]) -> None:
        """Keep a copy of what was put: whoever made it mostly goes on with it."""
        with _asked(key), self._larder.laying(key) as aside:
            write(aside)

    def _fetched(self, key: Key) -> Path:
        with self._larder.laying(key) as aside, _asked(key):
            found = obstore.get(self._store, place(key))
            with aside.open("xb") as file:
                for piece in found.stream(min_chunk_size=_PIECE):
                    file.write(piece)
        return self._larder.find(key) or _vanished(key)

    async def _renew(self, key: Key) -> None:
        """Write an object again, which makes it young; S3 copies none onto itself."""
        copy = await self.path(key)
        async with _reached(key):
            await obstore.put_async(self._store, place(key), copy, chunk_size=_PIECE)


def _store(bucket: Bucket, keys: Keys) -> S3Store:
    config: S3Config = {
        "region": bucket.region,
        "access_key_id": keys.id,
        "secret_access_key": keys.secret,
        "virtual_hosted_style_request": bucket.endpoint is None,
    }
    if bucket.endpoint:
        config["endpoint"] = bucket.endpoint
    if keys.token:
        config["session_token"] = keys.token
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        config=config,
        client_options={"allow_http": True, "connect_timeout": timedelta(seconds=5)},
        retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=15)},
    )


def _named(key: Key) -> str:
    try:
        return place(key)
    except NotFound:
        return "\0"


def _vanished(key: Key) -> Path:
    raise Unavailable(f"The copy of {key!r} was removed while it was fetched; try again.")


@contextmanager
def _asked(key: Key) -> Iterator[None]:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as missing:
        raise NotFound(f"Nothing is kept under {key!r}.") from missing
    except BaseError as refused:
        raise Unavailable(_AWAY) from refused
    except OSError as refused:
        raise Unavailable(
            f"What comes from the bucket cannot be written here: {refused.strerror}. "
            "Free some space, or choose another folder."
        ) from refused


@asynccontextmanager
async def _reached(key: Key) -> AsyncIterator[None]:
    with _asked(key):
        yield


_AWAY: Final = (
    "The bucket that media are kept in cannot be used just now; try again in a few seconds. "
    "If that lasts, check MEDIA_URL and its keys."
)
