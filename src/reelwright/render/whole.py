"""A file that appears whole or not at all: written aside, synced, renamed."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from av.error import FFmpegError

from reelwright.model.errors import Unavailable

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def writable(out: Path) -> Path:
    """Return `out` if a film can be written there; `Unavailable` says why not and what to do."""
    try:
        _check_name(out)
        _try(out)
    except ValueError as refused:  # a NUL in the name
        raise _unnamable(refused) from refused
    except OSError as refused:
        raise Unavailable(
            f"The folder {out.parent} cannot be written: {refused.strerror}. Choose another output."
        ) from refused
    return out


def _check_name(out: Path) -> None:
    """Raise what keeps `out` from being the name of an MP4 file in a folder that exists."""
    try:
        taken = out.is_dir()
    except OSError as refused:
        raise _unnamable(refused.strerror) from refused
    if taken:
        raise Unavailable(f"{out} is a folder; name a file in it, such as {out / 'film.mp4'}.")
    if out.suffix.lower() != ".mp4":
        raise Unavailable(f"Films are MP4 files; name the output {out.with_suffix('.mp4')}.")
    if not out.parent.is_dir():
        raise Unavailable(f"There is no folder {out.parent}; make it, or choose another output.")


def _unnamable(why: object) -> Unavailable:
    return Unavailable(f"The output cannot have that name: {why}. Choose another.")


def _try(out: Path) -> None:
    probe = out.with_name(f".{out.name}.probe")
    probe.touch()
    probe.unlink(missing_ok=True)  # two may try at once


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """Give a path beside `out` to write to; afterwards it is `out`, or, on any error, gone.

    Raises `Unavailable` with a sentence where the folder cannot take the file.
    """
    aside = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        yield aside
        _sync(aside)
        aside.replace(out)
        _sync(out.parent)
    except (OSError, FFmpegError) as failed:
        raise _told(out, failed) from failed
    finally:
        aside.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _told(out: Path, failed: OSError | FFmpegError) -> Unavailable:
    if failed.errno in _FULL:
        return Unavailable(
            f"There is no room left for {out}. Free some space, or choose another --output."
        )
    return Unavailable(
        f"{out} cannot be written: {failed.strerror}. Choose another --output, or mend that."
    )
