"""Hashes of media files, each file read once until it changes."""

import hashlib
from functools import lru_cache
from pathlib import Path

from reelwright.model.errors import Invalid, NotFound
from reelwright.render.container import there
from reelwright.render.media import Media
from reelwright.render.plan import Digest


def digests(media: Media) -> Digest:
    """Return what gives the SHA-256 of a source's bytes, in hexadecimal."""
    return lambda source: _digest(media(source))


def _digest(path: Path) -> str:
    """Return it; `NotFound` or `Invalid` as where the file is opened to be shown or heard."""
    if not there(path):
        raise NotFound(f"There is no file {path}.")
    now = path.stat()
    return _hashed(path, now.st_ino, now.st_size, now.st_mtime_ns)


@lru_cache(maxsize=1024)
def _hashed(path: Path, *_state: int) -> str:
    """Return it; another state of the file, as far as its folder tells, is another file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as unreadable:
        raise Invalid(f"{path} cannot be read: {unreadable.strerror}.") from unreadable
