"""What the rows promise of mail."""

from datetime import timedelta

import pytest

from reelwright.ports.records.letters import Letter

MINUTE = timedelta(minutes=1)


@pytest.fixture
def letter(rows):
    def made(minutes: int = 0) -> Letter:
        due = rows.at + minutes * MINUTE
        return Letter(rows.id(), "ada@example.org", "Hello", "Hello,\n\nAda.", rows.at, due)

    return made


def test_letters_due_come_whole_the_oldest_first(records, rows, letter):
    first, second, later = letter(), letter(), letter(5)
    for one in (second, later, first):
        records.letters.add(one)
    assert records.letters.due(rows.at, 10) == (first, second)
    assert records.letters.due(rows.at, 1) == (first,)
    assert records.letters.due(rows.at + 5 * MINUTE, 10) == (first, second, later)


def test_letter_claimed_is_due_again(records, rows, letter):
    mine = letter()
    records.letters.add(mine)
    claims = [records.letters.claim(mine.id, rows.at, rows.at + MINUTE) for _ in range(2)]
    assert claims == [True, False]
    assert records.letters.due(rows.at, 10) == ()
    [again] = records.letters.due(rows.at + MINUTE, 10)
    assert (again.attempts, again.due_at) == (1, rows.at + MINUTE)


def test_letter_sent_is_never_due(records, rows, letter):
    mine = letter()
    records.letters.add(mine)
    records.letters.sent(mine.id, rows.at)
    assert records.letters.due(rows.at + MINUTE, 10) == ()
    assert not records.letters.claim(mine.id, rows.at, rows.at + MINUTE)


def test_letter_has_one_sender(store, rows, letter, together):
    mine = letter()
    with store.write() as records:
        records.letters.add(mine)

    def claim(_number):
        with store.write() as records:
            return records.letters.claim(mine.id, rows.at, rows.at + MINUTE)

    assert sorted(together(claim, range(16))) == [False] * 15 + [True]


def test_letters_long_written_are_forgotten(records, rows, letter):
    mine = letter()
    records.letters.add(mine)
    counts = [records.letters.forget(at, 9) for at in (rows.at, rows.at + MINUTE)]
    assert counts == [0, 1]
    assert records.letters.due(rows.at, 9) == ()
