"""An installation opens when it is whole, and says in a sentence why it is not."""

import asyncio
import hashlib
import sqlite3

import pytest

from reelwright.model.errors import Unavailable
from reelwright.settings import Settings
from reelwright.storage.sql import schema
from reelwright.wiring.installation import installed, revision, upgrade


def test_new_installation_is_made_when_asked(tmp_path):
    given = Settings(data=tmp_path / "data")
    with installed(given, make=True) as office, office.store.read() as records:
        assert records.accounts.count() == 0
    assert revision(given) == schema.latest()


def test_database_without_tables_is_told(tmp_path):
    with (
        pytest.raises(Unavailable, match="revision none.* Run `reelwright db upgrade`"),
        installed(Settings(data=tmp_path)),
    ):
        pass


def test_upgrade_twice_is_once(given):
    upgrade(given)
    assert revision(given) == schema.latest()


def test_newer_database_is_refused(given):
    with sqlite3.connect(given.data / "reelwright.db") as connection:
        connection.execute("UPDATE schema_version SET version_num = '9999'")
    connection.close()
    with (
        pytest.raises(Unavailable, match="9999.*newer.*Install"),
        installed(given, make=True),
    ):
        pass


def test_unwritable_folder_is_told(tmp_path):
    (tmp_path / "file").touch()
    with (
        pytest.raises(Unavailable, match="cannot be written: Not a directory"),
        installed(Settings(data=tmp_path / "file" / "data"), make=True),
    ):
        pass


def test_absent_database_is_told(tmp_path):
    away = Settings(data=tmp_path, database_url=f"postgresql://u:shh@/films?host={tmp_path}")
    with pytest.raises(Unavailable) as told, installed(away):
        pass
    assert str(told.value).startswith("The database cannot be reached: ")
    assert "shh" not in str(told.value)


def test_media_lie_where_they_are_set(given, tmp_path):
    with installed(given.model_copy(update={"media": tmp_path / "elsewhere"})) as office:
        key = _kept(office.blobs, b"bytes")
    assert (tmp_path / "elsewhere" / key[:2] / key).read_bytes() == b"bytes"


def _kept(blobs, data: bytes) -> str:
    key = hashlib.sha256(data).hexdigest()
    asyncio.run(blobs.put(key, data))
    return key
