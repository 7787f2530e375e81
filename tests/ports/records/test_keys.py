"""What the rows promise of API keys."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.ports.records.keys import ApiKey


@pytest.fixture
def key(rows):
    def made(account: str, digest: str) -> ApiKey:
        return ApiKey(
            id=rows.id(),
            account_id=account,
            name="build machine",
            hash=digest,
            shown="rw_live_ab…yz",
            scopes=("read", "produce"),
            created_at=rows.at,
            expires_at=rows.at + timedelta(days=90),
        )

    return made


def test_key_comes_back_whole(ada, records, key):
    mine = key(ada.id, "f00")
    records.keys.add(mine)
    assert records.keys.get(mine.id) == mine
    assert records.keys.by_hash("f00") == mine
    assert (records.keys.get("none"), records.keys.by_hash("none")) == (None, None)


def test_key_use_is_noted(ada, records, rows, key):
    mine = key(ada.id, "f00")
    records.keys.add(mine)
    records.keys.touch(mine.id, rows.at)
    assert records.keys.get(mine.id) == replace(mine, last_used_at=rows.at)


def test_key_ends_once(ada, records, rows, key):
    mine = key(ada.id, "f00")
    records.keys.add(mine)
    later = rows.at + timedelta(days=1)
    ends = [records.keys.revoke(mine.id, at) for at in (rows.at, later)]
    assert ends == [True, False]
    assert records.keys.by_hash("f00") == replace(mine, revoked_at=rows.at)


def test_keys_are_their_owners_the_newest_first(ada, bob, records, rows, key):
    first, second, hers = key(ada.id, "1"), key(ada.id, "2"), key(bob.id, "3")
    for one in (first, second, hers):
        records.keys.add(one)
    records.keys.revoke(first.id, rows.at)
    assert records.keys.of(ada.id) == (second, replace(first, revoked_at=rows.at))
    assert records.keys.of(bob.id) == (hers,)
