"""Whichever call of the disk fails, or is the last one: a blob is there whole, or it is not there."""

import asyncio
import errno
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from durable.faults.disks import ALL, NOTHING, Faulty, Remembered, lots
from reelwright.model.errors import Unavailable
from reelwright.model.ids import Key, content_key
from reelwright.ports.shelf import GRACE
from reelwright.storage.blobs.local import LocalBlobs

CONTENTS = [bytes([number]) * 200_000 for number in range(3)]
FAULTS = {"full": errno.ENOSPC, "broken": errno.EIO, "quota": errno.EDQUOT}


def put(blobs: LocalBlobs, number: int, _folder: Path) -> Key:
    key = content_key(number)
    asyncio.run(blobs.put(key, CONTENTS[number]))
    return key


def take(blobs: LocalBlobs, number: int, folder: Path) -> Key:
    file = folder / "film"
    file.write_bytes(CONTENTS[number])
    return asyncio.run(blobs.take(file))


def there(blobs: LocalBlobs) -> dict[Key, bytes]:
    """Return what is kept, by key: whatever can be had is whole."""
    return {one.key: asyncio.run(blobs.get(one.key)) for one in blobs.kept()}


def whole(blobs: LocalBlobs) -> bool:
    return set(there(blobs).values()) <= set(CONTENTS)


@pytest.fixture(params=[put, take])
def keep(request):
    return request.param


@pytest.fixture
def calls(keep, tmp_path) -> list[str]:
    """Give the calls of a disk on which one blob is kept."""
    disk = Faulty(0, 0, errno.EIO)
    keep(LocalBlobs(tmp_path / "calls" / "media", disk), 0, tmp_path)
    return disk.calls


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("stays", [False, True])
def test_every_fault_leaves_nothing_half(keep, calls, tmp_path, fault, stays):
    for failing in range(1, len(calls) + 1):
        folder = tmp_path / f"{failing}" / "media"
        last = 1_000 if stays else failing
        with pytest.raises(Unavailable, match="cannot be written: .*Free some space"):
            keep(LocalBlobs(folder, Faulty(failing, last, FAULTS[fault])), 0, tmp_path)
        blobs = LocalBlobs(folder)
        assert whole(blobs)
        assert stays or list(folder.rglob(".*")) == []
        key = keep(blobs, 0, tmp_path)
        assert there(blobs) == {key: CONTENTS[0]}
        blobs.tidy(datetime.now(UTC) + GRACE)
        assert [file.name for file in folder.rglob("*") if file.is_file()] == [key]


def test_calls_of_a_disk_are_those_counted_on(calls):
    written = [name for name in calls if name == "write"]
    made = ["make", "settle"] * 3
    assert calls == [*made, "create", *written, "sync", "rename", "settle"]
    assert written


def test_short_write_is_gone_on_with(keep, calls, tmp_path):
    disk = Faulty(calls.index("write") + 1, calls.index("write") + 1, None)
    blobs = LocalBlobs(tmp_path / "short" / "media", disk)
    key = keep(blobs, 0, tmp_path)
    assert there(blobs) == {key: CONTENTS[0]}
    assert disk.calls.count("write") == calls.count("write") + 1


@pytest.mark.parametrize("kept", [NOTHING, ALL, *map(lots, range(6))])
def test_what_was_kept_outlives_a_power_failure(keep, tmp_path, kept):
    disk, owed = Remembered(tmp_path), {0: {}}
    blobs = LocalBlobs(tmp_path / "media", disk)
    for number in range(3):
        key = keep(blobs, number, tmp_path)
        owed[len(disk.done)] = {**owed[max(owed)], key: CONTENTS[number]}
    for cut in range(len(disk.done) + 1):
        left = tmp_path / f"left-{cut}"
        left.mkdir()
        disk.leave(cut, left, kept)
        found = LocalBlobs(left / "media")
        assert whole(found)
        promised = owed[max(count for count in owed if count <= cut)]
        assert promised.items() <= there(found).items()
        shutil.rmtree(left)


def test_name_another_gave_is_settled_first(keep, tmp_path):
    """Who finds a blob there may be asked for it after a power failure, whoever wrote it."""
    calls = ["make", "settle", "make", "settle", "create", "write", "sync", "rename"]
    writer = Faulty(len(calls) + 1, len(calls) + 1, errno.EIO)
    with pytest.raises(Unavailable):
        put(LocalBlobs(tmp_path / "media", writer), 0, tmp_path)
    assert writer.calls[: len(calls)] == calls
    finder = Faulty(0, 0, errno.EIO)
    put(LocalBlobs(tmp_path / "media", finder), 0, tmp_path)
    assert finder.calls == ["settle"]
