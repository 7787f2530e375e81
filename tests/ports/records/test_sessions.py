"""What the rows promise of sessions and their tokens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.ports.records.sessions import RecoveryToken, RefreshToken, Session

DAY = timedelta(days=1)


@pytest.fixture
def session(rows):
    def made(account: str) -> Session:
        return Session(
            id=rows.id(),
            account_id=account,
            audience="native",
            user_agent="curl/8",
            address="127.0.0.1",
            created_at=rows.at,
            last_used_at=rows.at,
            expires_at=rows.at + DAY,
        )

    return made


def test_session_comes_back_whole(ada, records, session):
    mine = session(ada.id)
    records.sessions.add(mine)
    assert records.sessions.get(mine.id) == mine
    assert records.sessions.get("none") is None


def test_session_is_touched_and_extended(ada, records, rows, session):
    mine = session(ada.id)
    records.sessions.add(mine)
    records.sessions.touch(mine.id, rows.at + DAY)
    records.sessions.extend(mine.id, rows.at + 2 * DAY)
    later = replace(mine, last_used_at=rows.at + DAY, expires_at=rows.at + 2 * DAY)
    assert records.sessions.get(mine.id) == later


def test_sessions_are_their_owners_the_newest_first(ada, bob, records, rows, session):
    first, second, hers = session(ada.id), session(ada.id), session(bob.id)
    ended = session(ada.id)
    for one in (first, second, hers, ended):
        records.sessions.add(one)
    records.sessions.revoke(ended.id, rows.at)
    assert records.sessions.of(ada.id) == (second, first)
    assert records.sessions.of(bob.id) == (hers,)


def test_session_ends_once(ada, records, rows, session):
    mine = session(ada.id)
    records.sessions.add(mine)
    ends = [records.sessions.revoke(mine.id, rows.at + DAY) for _ in range(2)]
    assert ends == [True, False]
    assert records.sessions.get(mine.id) == replace(mine, revoked_at=rows.at + DAY)


def test_sessions_end_but_one(ada, bob, records, rows, session):
    three, hers = [session(ada.id) for _ in range(3)], session(bob.id)
    for one in (*three, hers):
        records.sessions.add(one)
    assert records.sessions.revoke_all(ada.id, rows.at, but=three[0].id) == 2
    assert records.sessions.of(ada.id) == (three[0],)
    assert records.sessions.revoke_all(ada.id, rows.at) == 1
    assert records.sessions.of(ada.id) == ()
    assert records.sessions.of(bob.id) == (hers,)


def test_refresh_token_is_used_once(ada, records, rows, session):
    mine = session(ada.id)
    records.sessions.add(mine)
    token = RefreshToken("a1", mine.id, rows.at, rows.at + DAY)
    records.sessions.add_refresh(token)
    assert records.sessions.refresh("a1") == token
    uses = [records.sessions.use_refresh("a1", rows.at + DAY) for _ in range(2)]
    assert uses == [True, False]
    assert records.sessions.refresh("a1") == replace(token, used_at=rows.at + DAY)
    assert records.sessions.refresh("a2") is None
    assert not records.sessions.use_refresh("a2", rows.at)


def test_recovery_token_is_used_once(ada, records, rows):
    token = RecoveryToken("b1", ada.id, rows.at, rows.at + DAY)
    records.sessions.add_recovery(token)
    uses = [records.sessions.use_recovery(one, rows.at) for one in ("b1", "b1", "b2")]
    assert uses == [replace(token, used_at=rows.at), None, None]


def test_recoveries_are_counted_since(ada, bob, records, rows):
    for number, owner in enumerate((ada, ada, bob)):
        at = rows.at + number * DAY
        records.sessions.add_recovery(RecoveryToken(f"b{number}", owner.id, at, at + DAY))
    counted = [records.sessions.recoveries_since(ada.id, rows.at + n * DAY) for n in range(3)]
    assert counted == [2, 1, 0]


def test_refresh_token_has_one_winner(store, ada, rows, session, together):
    mine = session(ada.id)
    with store.write() as records:
        records.sessions.add(mine)
        records.sessions.add_refresh(RefreshToken("a1", mine.id, rows.at, rows.at + DAY))

    def use(_number):
        with store.write() as records:
            return records.sessions.use_refresh("a1", rows.at)

    assert sorted(together(use, range(16))) == [False] * 15 + [True]


def test_sessions_long_ended_are_forgotten(ada, records, rows, session):
    mine = session(ada.id)
    records.sessions.add(mine)
    records.sessions.add_refresh(RefreshToken("a1", mine.id, rows.at, rows.at + DAY))
    counts = [records.sessions.forget(rows.at + n * DAY, 9) for n in (1, 2)]
    assert counts == [0, 1]
    assert (records.sessions.get(mine.id), records.sessions.refresh("a1")) == (None, None)
