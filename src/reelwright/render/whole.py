"""A file that appears whole or not at all: written aside, synced, renamed."""

import errno
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reelwright.model.errors import Unavailable, choices
from reelwright.model.output import Kind

if TYPE_CHECKING:
    from av.error import FFmpegError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def writable(out: Path, kinds: Collection[Kind] = (Kind.MP4,)) -> Path:
    """Return `out` if a file of one of those kinds can be written there.

    `Unavailable` says why not and what to do.
    """
    try:
        _check_name(out, kinds)
        _try(out)
    except ValueError as refused:  # a NUL in the name
        raise _unnamable(refused) from refused
    except OSError as refused:
        raise Unavailable(
            f"The folder {out.parent} cannot be written: {refused.strerror}. Choose another output."
        ) from refused
    return out


def _check_name(out: Path, kinds: Collection[Kind]) -> None:
    """Raise what keeps `out` from being the name of such a file in a folder that exists."""
    try:
        taken = out.is_dir()
    except OSError as refused:
        raise _unnamable(refused.strerror) from refused
    if taken:
        raise Unavailable(f"{out} is a folder; name a file in it, such as {out / 'film.mp4'}.")
    if Kind.of(out) not in kinds:
        raise Unavailable(_otherwise(out, kinds))
    if not out.parent.is_dir():
        raise Unavailable(f"There is no folder {out.parent}; make it, or choose another output.")


def _otherwise(out: Path, kinds: Collection[Kind]) -> str:
    if len(kinds) == 1:
        (kind,) = kinds
        asked = "Films are MP4 files" if kind is Kind.MP4 else f"A .{kind} file is asked for"
        return f"{asked}; name the output {out.with_suffix(f'.{kind}')}."
    ends = choices(f".{kind}" for kind in kinds)
    return f"Nothing is made into {out.name}; let the output's name end in {ends}."


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
        with telling(out):
            yield aside
            _sync(aside)
            aside.replace(out)
            _sync(out.parent)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def telling(out: Path) -> Iterator[None]:
    """Raise what keeps `out` from being written as `Unavailable`, with a sentence."""
    from av.error import FFmpegError  # noqa: PLC0415 - whoever asks for a name needs no codecs

    try:
        yield
    except (OSError, FFmpegError) as failed:
        raise _told(out, failed) from failed


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _told(out: Path, failed: "OSError | FFmpegError") -> Unavailable:
    if failed.errno in _FULL:
        return Unavailable(
            f"There is no room left for {out}. Free some space, or choose another --output."
        )
    return Unavailable(
        f"{out} cannot be written: {failed.strerror}. Choose another --output, or mend that."
    )
