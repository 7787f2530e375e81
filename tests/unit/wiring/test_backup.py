"""What was backed up comes back whole, and what it lacks is said."""

import asyncio
import hashlib
import json
from datetime import UTC, datetime

import pytest

from reelwright.cli.app import WRONG, run
from reelwright.durable.records import Records
from reelwright.model.errors import Conflict, Invalid, NotFound, Unavailable
from reelwright.settings import Settings
from reelwright.wiring.backup import backup, restore
from reelwright.wiring.installation import installed

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


def blob(office, data: bytes) -> str:
    key = hashlib.sha256(data).hexdigest()
    asyncio.run(office.blobs.put(key, data))
    return key


@pytest.fixture
def filled(given, office, rows):
    """An installation with an account, a film and the film's two files."""
    ann = rows.account(1)
    production = rows.production(ann.id)
    job = rows.job(ann.id, production_id=production.id)
    blobs = {name: blob(office, name.encode()) for name in ("film", "poster")}
    with office.store.write() as records:
        records.accounts.add(ann)
        records.productions.add(production)
        records.jobs.add(job)
        records.films.add(rows.film(job, blobs=blobs))
    return given, blobs


@pytest.fixture
def elsewhere(tmp_path):
    return Settings(data=tmp_path / "elsewhere")


def films(settings) -> list[dict[str, str]]:
    with installed(settings) as office, office.store.read() as records:
        (ann,) = records.accounts.listed(10)
        return [dict(one.blobs) for one in records.films.of(ann.id, 10)]


def test_backup_comes_back_whole(filled, elsewhere, tmp_path):
    settings, blobs = filled
    made = backup(settings, tmp_path / "backup", AT)
    assert (made.named, made.missing) == (2, ())
    back = restore(elsewhere, tmp_path / "backup", replace=False)
    assert (back.named, back.missing) == (2, ())
    assert films(elsewhere) == [blobs]
    with installed(elsewhere) as office:
        assert asyncio.run(office.blobs.get(blobs["poster"])) == b"poster"


def test_backup_says_what_it_is(filled, tmp_path):
    settings, blobs = filled
    backup(settings, tmp_path / "backup", AT)
    label = json.loads((tmp_path / "backup" / "backup.json").read_text())
    assert (label["database"], label["made_at"]) == ("sqlite", "2026-11-22T12:30:00+00:00")
    assert label["media"] == sorted(blobs.values())


def test_missing_media_are_named(filled, elsewhere, tmp_path):
    settings, blobs = filled
    key = blobs["poster"]
    (settings.data / "media" / key[:2] / key).unlink()
    assert backup(settings, tmp_path / "backup", AT).missing == (key,)
    assert restore(elsewhere, tmp_path / "backup", replace=False).missing == (key,)
    assert films(elsewhere) == [blobs]


def test_installation_with_accounts_is_not_overwritten(filled, tmp_path, rows):
    settings, blobs = filled
    backup(settings, tmp_path / "backup", AT)
    with installed(settings) as office, office.store.write() as records:
        records.accounts.add(rows.account(2))
    with pytest.raises(Conflict, match="There are accounts in the database."):
        restore(settings, tmp_path / "backup", replace=False)
    restore(settings, tmp_path / "backup", replace=True)
    assert films(settings) == [blobs]


def test_nothing_is_restored_under_a_worker(given, office, tmp_path):
    backup(given, tmp_path / "backup", AT)
    Records(office.engine).beat("worker-1", 15.0)
    with pytest.raises(Conflict, match="Workers are at work. Stop the server"):
        restore(given, tmp_path / "backup", replace=True)


def test_folder_in_use_is_not_written_to(given, tmp_path):
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "other").touch()
    with pytest.raises(Conflict, match="is not empty; name a new folder"):
        backup(given, tmp_path / "backup", AT)


def test_backup_begun_and_not_ended_is_none(given, elsewhere, tmp_path):
    backup(given, tmp_path / "backup", AT)
    (tmp_path / "backup" / "backup.json").unlink()
    with pytest.raises(NotFound, match="There is no backup in .*: it lacks backup.json"):
        restore(elsewhere, tmp_path / "backup", replace=False)


def test_damaged_backup_is_told(given, elsewhere, tmp_path):
    backup(given, tmp_path / "backup", AT)
    file = tmp_path / "backup" / "reelwright.db"
    file.write_bytes(file.read_bytes()[:8192])
    with pytest.raises(Invalid, match="is damaged: .* Take another backup."):
        restore(elsewhere, tmp_path / "backup", replace=False)


def test_backup_of_another_kind_is_told(given, tmp_path):
    backup(given, tmp_path / "backup", AT)
    other = Settings(data=tmp_path / "x", database_url="postgresql://h/films")
    with pytest.raises(Invalid, match="of a sqlite database, and postgresql is set"):
        restore(other, tmp_path / "backup", replace=False)


def test_postgres_comes_back_whole(postgres, tmp_path, monkeypatch, rows):
    monkeypatch.setenv("PATH", str(postgres.home / "bin"))
    settings, other = (
        Settings(data=tmp_path / name, database_url=postgres.url(postgres.fresh()))
        for name in ("one", "other")
    )
    with installed(settings, make=True) as office, office.store.write() as records:
        records.accounts.add(rows.account(1))
        records.queue.enqueue("0193a5b0-7e1c-7000-8000-00000000000a", "ann", 10)
    backup(settings, tmp_path / "backup", AT)
    restore(other, tmp_path / "backup", replace=False)
    with installed(other) as office, office.store.read() as records:
        assert [one.username for one in records.accounts.listed(10)] == ["Ada1"]
        assert sum(office.queue.depth().values()) == 1


def test_missing_program_is_told(given, postgres, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    other = Settings(data=tmp_path / "x", database_url=postgres.url(postgres.fresh()))
    with (
        installed(other, make=True),
        pytest.raises(Unavailable, match="There is no pg_dump here.* Install it"),
    ):
        backup(other, tmp_path / "backup", AT)


def test_commands_say_what_they_did(filled, tmp_path, monkeypatch, capsys):
    settings, _ = filled
    monkeypatch.setenv("REELWRIGHT_DATA", str(settings.data))
    folder = str(tmp_path / "backup")
    assert run(["backup", folder]) == 0
    assert run(["restore", folder, "--replace"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"The backup is in {folder}; all 2 media files that it names are there.",
        f"The backup in {folder} is back; all 2 media files that it names are there.",
    ]
    assert run(["restore", folder]) == WRONG
