"""Blobs in a folder: each its own file, whole, untouched by those who come after."""

import asyncio
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.errors import Unavailable
from reelwright.model.ids import Key, content_key
from reelwright.ports.shelf import GRACE, Label
from reelwright.storage.blobs.local import LocalBlobs

KEY = content_key("something")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@settings(max_examples=25, deadline=None)
@given(contents=st.dictionaries(st.text().map(content_key), st.binary(max_size=200), max_size=5))
def test_every_blob_is_kept_apart(tmp_path_factory, contents):
    folder = tmp_path_factory.mktemp("blobs")
    blobs = LocalBlobs(folder)

    async def round_trip() -> dict[Key, bytes]:
        for key, data in contents.items():
            await blobs.put(key, data)
        return {key: await blobs.get(key) for key in contents}

    assert asyncio.run(round_trip()) == contents
    assert len(files(folder)) == len(contents)


def test_blob_lies_under_the_first_digits_of_its_key(tmp_path):
    blobs = LocalBlobs(tmp_path)
    asyncio.run(blobs.put(KEY, b"content"))
    assert files(tmp_path) == [tmp_path / KEY[:2] / KEY]


def test_folder_is_made_when_first_needed(tmp_path):
    blobs = LocalBlobs(tmp_path / "not" / "yet")
    assert not asyncio.run(blobs.has(KEY))
    assert list(tmp_path.iterdir()) == []
    asyncio.run(blobs.put(KEY, b"content"))
    assert asyncio.run(blobs.has(KEY))


def test_another_store_of_the_same_folder_has_it_too(tmp_path):
    asyncio.run(LocalBlobs(tmp_path).put(KEY, b"content"))
    assert asyncio.run(LocalBlobs(tmp_path).get(KEY)) == b"content"


def test_many_writers_of_one_key_leave_one_whole_blob(tmp_path):
    blobs, data = LocalBlobs(tmp_path), os.urandom(300_000)

    async def race() -> bytes:
        await asyncio.gather(*(blobs.put(KEY, data) for _ in range(12)))
        return await blobs.get(KEY)

    assert asyncio.run(race()) == data
    assert files(tmp_path) == [tmp_path / KEY[:2] / KEY]


def test_what_is_kept_is_not_written_again(tmp_path):
    blobs = LocalBlobs(tmp_path)
    asyncio.run(blobs.put(KEY, b"content"))
    before = (tmp_path / KEY[:2] / KEY).stat()
    asyncio.run(blobs.put(KEY, b"content"))
    after = (tmp_path / KEY[:2] / KEY).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_part_of_another_writer_is_no_blob(tmp_path):
    place = tmp_path / KEY[:2]
    place.mkdir()
    (place / ".0123456789abcdef.part").write_bytes(b"half")
    assert not asyncio.run(LocalBlobs(tmp_path).has(KEY))


@pytest.mark.parametrize("folder", ["/proc/blobs", "/dev/null/blobs"])
def test_folder_that_cannot_be_written_is_told(folder):
    with pytest.raises(Unavailable, match=f"The folder {folder} cannot be written: .*. Free some"):
        asyncio.run(LocalBlobs(Path(folder)).put(KEY, b"content"))


FULL = """
import asyncio, resource, sys
from pathlib import Path
from reelwright.model.errors import Unavailable
from reelwright.model.ids import content_key
from reelwright.storage.blobs.local import LocalBlobs
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
blobs = LocalBlobs(Path(sys.argv[1]))
asyncio.run(blobs.put(content_key("small"), bytes(1000)))
try:
    asyncio.run(blobs.put(content_key("large"), bytes(1001)))
except Unavailable as told:
    print(told)
"""


def test_full_disk_leaves_no_part(tmp_path):
    # A limit on the size of files fails writes as a full disk does (EFBIG for ENOSPC).
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert run.stdout == (
        f"The folder {tmp_path} cannot be written: File too large. "
        "Free some space, or choose another folder.\n"
    )
    small = content_key("small")
    assert files(tmp_path) == [tmp_path / small[:2] / small]


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_files_are_closed_again(tmp_path):
    blobs = LocalBlobs(tmp_path)
    asyncio.run(blobs.put(KEY, b"content"))
    before = open_files()
    for number in range(20):
        asyncio.run(blobs.put(content_key(number), b"content"))
        asyncio.run(blobs.get(content_key(number)))
    assert open_files() <= before


@pytest.mark.parametrize(("ask", "more"), [("has", ()), ("put", (b"content",))])
def test_what_is_counted_on_becomes_young(tmp_path, ask, more):
    blobs, long_ago = LocalBlobs(tmp_path), time.time() - 7_200
    asyncio.run(blobs.put(KEY, b"content"))
    os.utime(files(tmp_path)[0], (long_ago, long_ago))
    asyncio.run(getattr(blobs, ask)(KEY, *more))
    assert blobs.forget(KEY, datetime.now(UTC) - GRACE) is False


def test_half_written_files_of_the_dead_are_removed(tmp_path):
    blobs = LocalBlobs(tmp_path)
    asyncio.run(blobs.put(KEY, b"content"))
    left = tmp_path / KEY[:2] / ".0011.part"
    left.write_bytes(b"half")
    now = datetime.now(UTC)
    assert [blobs.tidy(now - GRACE), blobs.tidy(now + GRACE), blobs.tidy(now + GRACE)] == [0, 1, 0]
    assert [one.key for one in blobs.kept()] == [KEY]


def test_folder_has_no_door_to_the_street(tmp_path):
    label = Label("film.mp4", "video/mp4")
    assert LocalBlobs(tmp_path).link(KEY, label, 60, datetime.now(UTC)) is None
