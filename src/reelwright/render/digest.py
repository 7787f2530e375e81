"""Hashes of media files, each file read once however often it is named."""

import hashlib
from functools import cache
from pathlib import Path

from reelwright.model.errors import Invalid, NotFound
from reelwright.render.container import there
from reelwright.render.media import Media
from reelwright.render.plan import Digest


def digests(media: Media) -> Digest:
    """Return what gives the SHA-256 of a source's bytes, in hexadecimal."""
    return cache(lambda source: _digest(media(source)))


def _digest(path: Path) -> str:
    """Return it; `NotFound` or `Invalid` as where the file is opened to be shown or heard."""
    if not there(path):
        raise NotFound(f"There is no file {path}.")
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as unreadable:
        raise Invalid(f"{path} cannot be read: {unreadable.strerror}.") from unreadable
