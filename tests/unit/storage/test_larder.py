"""Copies of blobs that lie far away."""

import os
import time

import pytest

from reelwright.model.ids import content_key
from reelwright.storage.blobs.larder import Larder

KEYS = [content_key(number) for number in range(4)]


@pytest.fixture
def larder(tmp_path) -> Larder:
    return Larder(tmp_path, bound=2_000)


def lay(larder: Larder, number: int, age: float = 0.0) -> None:
    with larder.laying(KEYS[number]) as aside:
        aside.write_bytes(b"x" * 1_000)
        os.utime(aside, (time.time() - age,) * 2)


def there(larder: Larder) -> list[bool]:
    return [larder.find(key) is not None for key in KEYS]


def test_least_used_copy_gives_way(larder):
    for number, age in enumerate([8_000, 9_000, 7_000]):
        lay(larder, number, age)
    assert there(larder) == [True, False, True, False]


def test_copy_in_use_stays(larder):
    for number in range(4):
        lay(larder, number)
    assert there(larder) == [True, True, True, True]


def test_finding_is_using(larder):
    lay(larder, 0, 9_000)
    lay(larder, 1, 8_000)
    larder.find(KEYS[0])
    lay(larder, 2, 7_000)
    assert there(larder) == [True, False, True, False]


def test_broken_copy_is_not_there(larder, tmp_path):
    def half() -> None:
        with larder.laying(KEYS[0]) as aside:
            aside.write_bytes(b"half")
            raise EOFError

    with pytest.raises(EOFError):
        half()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
