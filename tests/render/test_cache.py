"""A cache gives back exactly what was put there, or nothing; never something damaged."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.ids import content_key
from reelwright.render.cache import Cache, Entry

KEY = content_key("a segment")
ENTRY = Entry([[0, True], [1, False]], (b"first", b"", b"third"))


@pytest.fixture
def cache(tmp_path) -> Cache:
    return Cache(tmp_path / "coded")


def files(tmp_path) -> list[str]:
    return sorted(path.name for path in tmp_path.rglob("*") if path.is_file())


@settings(max_examples=30)
@given(parts=st.lists(st.binary(max_size=50), max_size=5), facts=st.lists(st.integers()))
def test_entry_comes_back_as_it_was(tmp_path_factory, parts, facts):
    cache, entry = Cache(tmp_path_factory.mktemp("cache")), Entry(facts, tuple(parts))
    cache.put(KEY, entry)
    assert cache.get(KEY) == entry


def test_unknown_key_is_not_there(cache):
    assert cache.get(KEY) is None


def test_other_key_is_not_there(cache):
    cache.put(KEY, ENTRY)
    assert cache.get(content_key("another")) is None


@pytest.mark.parametrize(
    "harm", [lambda d: d[:-1], lambda d: b"", lambda d: d[:20] + b"x" + d[21:]]
)
def test_damaged_file_counts_as_not_there(cache, tmp_path, harm):
    cache.put(KEY, ENTRY)
    (path,) = tmp_path.rglob("*.coded")
    path.write_bytes(harm(path.read_bytes()))
    assert cache.get(KEY) is None


def test_put_leaves_one_file(cache, tmp_path):
    cache.put(KEY, ENTRY)
    cache.put(KEY, ENTRY)
    assert files(tmp_path) == [f"{KEY}.coded"]


def test_folder_that_cannot_be_keeps_nothing(tmp_path):
    (tmp_path / "coded").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "coded")
    cache.put(KEY, ENTRY)
    cache.trim()
    assert cache.get(KEY) is None


def test_trim_lets_go_of_what_was_used_longest_ago(tmp_path):
    names = [content_key(number) for number in range(4)]
    cache = Cache(tmp_path, room=1_500)
    for age, key in enumerate(names):
        cache.put(key, Entry(None, (bytes(600),)))
        os.utime(next(tmp_path.rglob(f"{key}.coded")), (1_000 + age, 1_000 + age))
    cache.get(names[0])
    cache.trim()
    assert [key for key in names if cache.get(key)] == [names[0], names[3]]


def test_trim_clears_what_a_dead_process_was_writing(cache, tmp_path):
    cache.put(KEY, ENTRY)
    (whole,) = tmp_path.rglob("*.coded")
    old, new = whole.with_suffix(".old.part"), whole.with_suffix(".new.part")
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1_000, 1_000))
    cache.trim()
    assert files(tmp_path) == sorted([whole.name, new.name])
