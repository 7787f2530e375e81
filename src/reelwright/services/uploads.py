"""Uploads: files that owners send piece by piece, each looked at before anything uses it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from reelwright.model.errors import Conflict, Invalid, NotFound, OverQuota
from reelwright.model.ids import Key, new_id
from reelwright.model.value import Json
from reelwright.ports.records import Records
from reelwright.ports.records.uploads import Upload, UploadState

MIB: Final = 1 << 20

PATIENCE: Final = timedelta(days=1)
"""How long an upload may wait for its next piece."""

_KINDS: Final = {"image": "picture", "audio": "sound", "video": "video"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large uploads may be, in bytes: each kind, all of an account's, and one piece of one.

    A picture may have so many `pixels`, too.
    """

    picture: int = 25 * MIB
    sound: int = 100 * MIB
    video: int = 512 * MIB
    account: int = 5_120 * MIB
    piece: int = 8 * MIB
    pixels: int = 50_000_000

    def of(self, kind: str | None) -> int:
        """Return how large a file of a kind may be; the most of all where it is not known."""
        sizes = {"picture": self.picture, "sound": self.sound, "video": self.video}
        return max(sizes.values()) if kind is None else sizes[kind]


@dataclass(frozen=True, slots=True)
class Announced:
    """A file somebody is going to send: what he calls it, its bytes, and the media type he claims.

    The claim only decides early what is too large; what it is, decoding tells.
    """

    name: str
    size: int
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of an upload: where in it they begin, how many they are, and their blob."""

    offset: int
    size: int
    blob: Key


def create(
    records: Records, account: str, file: Announced, bounds: Bounds, *, origin: str, at: datetime
) -> Upload:
    """Return a new upload that waits for its first piece.

    Raises `Invalid` for a type that is never taken, or a size no file of its type may have, and
    `OverQuota` where the account would hold too much.
    """
    check_size(_claimed(file.type), file.size, bounds)
    if records.uploads.stored(account) + file.size > bounds.account:
        raise OverQuota(
            f"Your uploads would be more than {bounds.account // MIB:,} MiB together; "
            "delete some that you no longer need."
        )
    upload = Upload(
        id=new_id(at),
        account_id=account,
        origin=origin,
        name=file.name,
        state=UploadState.RECEIVING,
        size=file.size,
        received=0,
        created_at=at,
        updated_at=at,
    )
    records.uploads.add(upload)
    return upload


def get(records: Records, account: str, upload: str) -> Upload:
    """Return the account's upload; `NotFound` where there is none, or it is another's."""
    found = records.uploads.get(account, upload)
    if found is None:
        raise NotFound(f"There is no upload {upload!r}.")
    return found


def expects(upload: Upload, offset: int) -> None:
    """Raise `Conflict` unless the next piece of an upload is the one that begins at `offset`."""
    if upload.state is not UploadState.RECEIVING:
        raise Conflict("This upload is whole already; start another to send another file.")
    if offset != upload.received:
        raise Conflict(
            f"{upload.received} bytes of this upload are here; go on from there, not from {offset}."
        )


def receive(records: Records, account: str, upload: str, piece: Piece, at: datetime) -> Upload:
    """Add a piece to an upload; one that is whole by it waits to be looked at.

    Raises `Conflict` for a piece that is not the next one, `Invalid` for one that is empty or too
    long.
    """
    old = get(records, account, upload)
    expects(old, piece.offset)
    missing = old.size - old.received
    if not 0 < piece.size <= missing:
        raise Invalid(
            f"A piece of {piece.size} bytes was sent, but {missing} are missing of this file."
        )
    received = old.received + piece.size
    new = replace(
        old,
        received=received,
        state=UploadState.CHECKING if received == old.size else old.state,
        facts={"pieces": [*pieces(old), piece.blob]},
        updated_at=at,
    )
    records.uploads.save(new)
    return new


def pieces(upload: Upload) -> tuple[Key, ...]:
    """Return the blobs that an upload which was not looked at yet consists of, in order."""
    kept = upload.facts.get("pieces", ())
    return tuple(Key(str(one)) for one in kept) if isinstance(kept, list | tuple) else ()


def ready(
    records: Records, upload: Upload, kind: str, blob: Key, facts: dict[str, Json], at: datetime
) -> Upload:
    """Keep what an upload turned out to be."""
    return _checked(
        records,
        replace(upload, state=UploadState.READY, kind=kind, blob=blob, facts=facts, updated_at=at),
    )


def refuse(records: Records, upload: Upload, why: str, at: datetime) -> Upload:
    """Keep in one sentence why an upload is not taken."""
    facts = {"why": why}
    return _checked(records, replace(upload, state=UploadState.REFUSED, facts=facts, updated_at=at))


def _checked(records: Records, upload: Upload) -> Upload:
    now = records.uploads.get(upload.account_id, upload.id)
    if now is None or now.state is not UploadState.CHECKING:  # it was removed, or this was done
        return now or upload
    records.uploads.save(upload)
    return upload


def remove(records: Records, account: str, upload: str) -> None:
    """Forget an upload; films made with it keep what they show."""
    records.uploads.remove(get(records, account, upload).id)


def forget_stale(records: Records, at: datetime) -> int:
    """Forget the uploads that waited a day for their next piece; return how many."""
    stale = records.uploads.waiting(at - PATIENCE)
    for upload in stale:
        records.uploads.remove(upload.id)
    return len(stale)


def check_owned(records: Records, account: str, pictures: Collection[Key]) -> None:
    """Raise `NotFound` unless every blob is a picture that the account itself uploaded."""
    for blob in pictures:
        if not records.uploads.holds(account, blob, "picture"):
            raise NotFound(f"There is no picture {blob!r} among your uploads; upload it first.")


def check_size(kind: str | None, size: int, bounds: Bounds) -> None:
    """Raise `Invalid` unless a file of a kind may have so many bytes."""
    most = bounds.of(kind)
    if size < 1:
        raise Invalid("The file is empty; send one with something in it.")
    if size > most:
        what = f"A {kind}" if kind else "A file"
        raise Invalid(f"{what} may have {most // MIB} MiB at most; this one has {size:,} bytes.")


def check_area(width: int, height: int, bounds: Bounds) -> None:
    """Raise `Invalid` unless a picture may have so many pixels."""
    if width * height > bounds.pixels:
        raise Invalid(
            f"A picture may have {bounds.pixels:,} pixels at most; this one is {width} x {height}."
        )


def _claimed(media_type: str | None) -> str | None:
    if media_type is None:
        return None
    kind = _KINDS.get(media_type.lower().partition("/")[0])
    if kind is None or "svg" in media_type.lower():
        raise Invalid(
            "Pictures (PNG, JPEG, WebP), sounds and videos are taken; "
            f"{media_type[:80]!r} is none of them."
        )
    return kind
