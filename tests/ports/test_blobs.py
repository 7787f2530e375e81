"""What every blob store promises."""

import asyncio
import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reelwright.model.errors import NotFound, Unavailable
from reelwright.model.ids import Key, content_key
from reelwright.ports.shelf import Shelf
from reelwright.storage.blobs.address import Bucket, Keys
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.storage.blobs.s3 import S3Blobs

KEY = content_key("something")
KEYS = Keys("key", "secret")


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """Give the address of a real server that speaks S3, in a process of its own."""
    server = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("bucket.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with server as running:
        yield str(running.stdout and running.stdout.readline()).strip()
        running.communicate()


@pytest.fixture
def bucket(s3: str, tmp_path: Path) -> Bucket:
    """Give an empty place in a bucket."""
    return Bucket.read(f"s3://films/{tmp_path.name}/media?endpoint={s3}&region=eu-central-1")


@pytest.fixture(params=["local", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    """Give an empty store of each kind."""
    if request.param == "local":
        return LocalBlobs(tmp_path)
    return S3Blobs(request.getfixturevalue("bucket"), KEYS, tmp_path / "larder")


def test_what_was_put_is_got(blobs):
    async def round_trip() -> tuple[bytes, bytes]:
        await blobs.put(KEY, b"content")
        return await blobs.get(KEY), (await blobs.path(KEY)).read_bytes()

    assert asyncio.run(round_trip()) == (b"content", b"content")


def test_what_was_put_stays(blobs):
    async def twice() -> bytes:
        await blobs.put(KEY, b"first")
        await blobs.put(KEY, b"second")
        return await blobs.get(KEY)

    assert asyncio.run(twice()) == b"first"


def test_store_says_what_it_has(blobs):
    async def both() -> tuple[bool, bool]:
        before = await blobs.has(KEY)
        await blobs.put(KEY, b"")
        return before, await blobs.has(KEY)

    assert asyncio.run(both()) == (False, True)


@pytest.mark.parametrize("ask", ["get", "path"])
def test_missing_blob_is_not_found(blobs, ask):
    with pytest.raises(NotFound, match="Nothing is kept under"):
        asyncio.run(getattr(blobs, ask)(KEY))


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "a" * 63, "A" * 64, "g" * 64, "a" * 65])
def test_what_is_no_key_reaches_no_file(blobs, key):
    with pytest.raises(NotFound, match="is not the key of a blob"):
        asyncio.run(blobs.get(Key(key)))


def test_file_is_kept_by_its_hash(blobs, tmp_path):
    file = tmp_path / "film.mp4"
    file.write_bytes(bytes(range(256)) * 50_000)  # more than one piece
    content = file.read_bytes()

    async def round_trip() -> tuple[Key, bytes]:
        key = await blobs.take(file)
        return key, (await blobs.path(key)).read_bytes()

    assert asyncio.run(round_trip()) == (hashlib.sha256(content).hexdigest(), content)


def test_store_tells_all_it_keeps(blobs):
    others = [content_key(number) for number in range(3)]
    for number, key in enumerate(others):
        asyncio.run(blobs.put(key, b"x" * number))
    told = sorted((one.key, one.size) for one in blobs.kept())
    assert told == sorted(zip(others, range(3), strict=True))


def test_copies_are_kept_of_what_lies_far_away(bucket, tmp_path):
    blobs = S3Blobs(bucket, KEYS, tmp_path / "larder")
    asyncio.run(blobs.put(KEY, b"content"))
    elsewhere = S3Blobs(bucket, KEYS, tmp_path / "other")
    copies = [asyncio.run(store.path(KEY)) for store in (blobs, elsewhere)]
    assert [copy.read_bytes() for copy in copies] == [b"content"] * 2
    assert [copy.parent.parent.name for copy in copies] == ["larder", "other"]


def test_old_object_becomes_young_when_counted_on(bucket, tmp_path, monkeypatch):
    blobs = S3Blobs(bucket, KEYS, tmp_path / "larder")
    asyncio.run(blobs.put(KEY, b"content"))
    time.sleep(1.1)  # S3 tells time in seconds
    young = datetime.now(UTC)
    monkeypatch.setattr("reelwright.storage.blobs.s3.GRACE", timedelta(0))
    assert asyncio.run(blobs.has(KEY)) is True
    assert blobs.forget(KEY, young.replace(microsecond=0)) is False
    assert asyncio.run(blobs.get(KEY)) == b"content"


def test_old_blob_is_forgotten(blobs):
    asyncio.run(blobs.put(KEY, b"content"))
    asyncio.run(blobs.path(KEY))
    later = datetime.now(UTC) + timedelta(minutes=1)
    assert blobs.forget(KEY, later) is True
    assert asyncio.run(blobs.has(KEY)) is False
    with pytest.raises(NotFound, match="Nothing is kept under"):
        asyncio.run(blobs.path(KEY))


def test_young_blob_is_not_forgotten(blobs):
    asyncio.run(blobs.put(KEY, b"content"))
    earlier = datetime.now(UTC) - timedelta(minutes=1)
    assert blobs.forget(KEY, earlier) is False
    assert asyncio.run(blobs.get(KEY)) == b"content"


def test_forgetting_what_is_not_there_is_no_fault(blobs):
    assert blobs.forget(KEY, datetime.now(UTC)) is True


def test_half_written_blob_is_not_there(tmp_path, monkeypatch):
    blobs = LocalBlobs(tmp_path)

    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Unavailable, match="cannot be written: No space left on device"):
        asyncio.run(blobs.put(KEY, b"content"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
