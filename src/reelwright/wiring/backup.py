"""Backup and restore: the database as it is at one moment, and the media that its rows name.

Media never change under their keys, so those that are there after the database was copied are at
least those that the copy names.
"""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from reelwright.model.errors import Conflict, Invalid, NotFound, Unavailable
from reelwright.model.ids import Key
from reelwright.ports.records import Store
from reelwright.ports.records.productions import blobs_in
from reelwright.ports.shelf import Shelf
from reelwright.settings import Settings
from reelwright.wiring.installation import installed, revision
from reelwright.wiring.office import Office
from reelwright.wiring.stores import media

LITE, DUMP, MEDIA, LABEL = "reelwright.db", "reelwright.dump", "media", "backup.json"
"""What lies in a backup: the database, or PostgreSQL's dump of it; media; what it is."""

_MANY: Final = 100_000


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: the media its rows name, and those of them that it lacks."""

    folder: Path
    named: int
    missing: tuple[Key, ...]


def backup(settings: Settings, folder: Path, at: datetime) -> Backup:
    """Copy the installation into a new folder; it may be at work meanwhile.

    Media in a bucket are not copied, only named. `Conflict` where the folder holds something,
    `Unavailable` where a copy cannot be made.
    """
    _empty(folder)
    with installed(settings) as office:
        _copied(settings, office, folder)
        named = _needed(office.store, media(settings))
        missing = _media_out(settings, named, folder / MEDIA)
        label = {
            "version": version("reelwright"),
            "revision": revision(settings),
            "database": sa.make_url(settings.database).get_backend_name(),
            "made_at": at.isoformat(),
            "media": named,
        }
    _written(folder / LABEL, label)
    return Backup(folder, len(named), missing)


def restore(settings: Settings, folder: Path, *, replace: bool) -> Backup:
    """Bring back what a backup holds; no server and no worker may run.

    `NotFound` where there is no backup, `Conflict` where workers live, or the installation holds
    accounts and is not to be replaced, `Invalid` for a backup of another kind of database.
    """
    label = _label(folder)
    kind = sa.make_url(settings.database).get_backend_name()
    if label["database"] != kind:
        raise Invalid(
            f"This is a backup of a {label['database']} database, and {kind} is set. "
            "Set DATABASE_URL to one of the same kind."
        )
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if revision(settings) is not None:
        _free(settings, replace=replace)
    _brought_back(settings, folder)
    named = [Key(key) for key in label["media"]]
    return Backup(folder, len(named), _media_in(settings, named, folder / MEDIA))


def _needed(store: Store, shelf: Shelf) -> list[Key]:
    """Return every blob that rows name, and those that open jobs may have made by now."""
    with store.read() as records:
        named = records.films.blobs() | records.uploads.blobs() | records.productions.blobs()
        open_jobs = records.jobs.unended(None, _MANY)
    asked = {key for job in open_jobs for key in blobs_in(job.request)}
    since = min((job.created_at for job in open_jobs), default=None)
    young = {one.key for one in shelf.kept() if since is not None and one.at >= since}
    return sorted(named | asked | young)


def _empty(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise Conflict(f"{folder} is not empty; name a new folder.")
    except OSError as refused:
        raise Unavailable(f"The folder {folder} cannot be made: {refused.strerror}.") from None


def _copied(settings: Settings, office: Office, folder: Path) -> None:
    if office.engine.dialect.name == "sqlite":
        with _lite(settings.database) as source, _lite_file(folder / LITE) as target:
            source.backup(target)
        return
    _run("pg_dump", settings, "--format=custom", f"--file={folder / DUMP}")


def _brought_back(settings: Settings, folder: Path) -> None:
    if sa.make_url(settings.database).get_backend_name() == "sqlite":
        with _lite_file(folder / LITE) as source, _lite(settings.database) as target:
            _whole(source, folder)
            source.backup(target)
        return
    flags = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    name = f"--dbname={sa.make_url(settings.database).database}"
    _run("pg_restore", settings, *flags, name, str(folder / DUMP))


def _whole(source: sqlite3.Connection, folder: Path) -> None:
    """Raise `Invalid` unless a copied database is sound."""
    try:
        found = source.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as damaged:
        found = str(damaged)
    if found != "ok":
        raise Invalid(f"The database in {folder} is damaged: {found}. Take another backup.")


@contextmanager
def _lite(url: str) -> Iterator[sqlite3.Connection]:
    with _lite_file(Path(str(sa.make_url(url).database))) as connection:
        yield connection


@contextmanager
def _lite_file(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=30.0)) as connection:
        yield connection


def _run(program: str, settings: Settings, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by its environment, never by `ps`."""
    address = sa.make_url(settings.database)
    place = shutil.which(program)
    if place is None:
        raise Unavailable(
            f"There is no {program} here, which PostgreSQL's client package brings. Install it, or "
            "make the backup where the database runs."
        )
    parts = {
        "PGHOST": address.host or address.query.get("host"),
        "PGPORT": str(address.port) if address.port else None,
        "PGUSER": address.username,
        "PGPASSWORD": address.password,
        "PGDATABASE": address.database,
    }
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program, by its whole path
        [place, *arguments],
        env={"PATH": os.defpath, **{name: str(part) for name, part in parts.items() if part}},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it said nothing"]
        raise Unavailable(f"{program} failed: {lines[-1]}")


def _media_out(settings: Settings, named: list[Key], target: Path) -> tuple[Key, ...]:
    """Copy the media that rows name; return those that are not there. A bucket keeps its own."""
    if settings.media_url is not None:
        return ()
    return _media(_folder(settings), target, named)


def _media_in(settings: Settings, named: list[Key], source: Path) -> tuple[Key, ...]:
    if settings.media_url is not None:
        return ()
    return _media(source, _folder(settings), named)


def _media(source: Path, target: Path, named: list[Key]) -> tuple[Key, ...]:
    missing = []
    for key in named:
        there, place = source / key[:2] / key, target / key[:2] / key
        if place.is_file():
            continue
        if not there.is_file():
            missing.append(key)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_name(f".{key}.part")
        shutil.copyfile(there, aside)
        aside.replace(place)
    return tuple(missing)


def _folder(settings: Settings) -> Path:
    return settings.media or settings.data / "media"


def _free(settings: Settings, *, replace: bool) -> None:
    """Raise `Conflict` for an installation that is at work, or is not to be lost."""
    with installed(settings) as office, office.store.read() as records:
        if office.queue.workers():
            raise Conflict(
                "Workers are at work. Stop the server and its workers, and try again 15 seconds "
                "later."
            )
        if records.accounts.count() and not replace:
            raise Conflict(
                "There are accounts in the database. Name another in DATABASE_URL, or restore with "
                "--replace, which removes all that is there."
            )


def _label(folder: Path) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = json.loads((folder / LABEL).read_text("utf-8"))
    except OSError:
        raise NotFound(f"There is no backup in {folder}: it lacks {LABEL}.") from None
    except ValueError:
        raise Invalid(f"The backup in {folder} is damaged: {LABEL} is not JSON.") from None
    return found


def _written(file: Path, label: Mapping[str, Any]) -> None:
    """Write what the backup is last of all: without it, it is none."""
    with file.open("w", encoding="utf-8") as opened:
        json.dump(label, opened, indent=2)
        opened.flush()
        os.fsync(opened.fileno())
