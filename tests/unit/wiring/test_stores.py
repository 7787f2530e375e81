"""Media lie where the owner says: in a folder, or in a bucket."""

import pytest

from reelwright.model.errors import Invalid
from reelwright.settings import Settings
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.storage.blobs.s3 import S3Blobs
from reelwright.wiring.stores import media

KEYS = {"s3_key_id": "id", "s3_secret": "shh"}


def test_media_are_in_the_data_folder_by_default(tmp_path):
    found = media(Settings(data=tmp_path))
    assert isinstance(found, LocalBlobs)
    assert found._folder == tmp_path / "media"


def test_media_are_in_the_folder_set(tmp_path):
    assert media(Settings(data=tmp_path, media=tmp_path / "films"))._folder == tmp_path / "films"


def test_media_are_in_the_bucket_set(tmp_path):
    given = Settings(data=tmp_path, media_url="s3://films/a?endpoint=http://127.0.0.1:9", **KEYS)
    assert isinstance(media(given), S3Blobs)


def test_no_other_address_is_taken(tmp_path):
    with pytest.raises(Invalid, match="s3://bucket/prefix"):
        media(Settings(data=tmp_path, media_url="ftp://films", **KEYS))
