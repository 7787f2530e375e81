"""What every blob store promises."""

import asyncio
from pathlib import Path

import pytest

from reelwright.model.errors import NotFound, Unavailable
from reelwright.model.ids import Key, content_key
from reelwright.ports.blobs import Blobs
from reelwright.storage.blobs.local import LocalBlobs


@pytest.fixture(params=[LocalBlobs], ids=["local"])
def blobs(request, tmp_path) -> Blobs:
    store: Blobs = request.param(tmp_path)
    return store


KEY = content_key("something")


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


def test_half_written_blob_is_not_there(tmp_path, monkeypatch):
    blobs = LocalBlobs(tmp_path)

    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Unavailable, match="cannot be written: No space left on device"):
        asyncio.run(blobs.put(KEY, b"content"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
