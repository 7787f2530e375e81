"""What the rows promise of accounts."""

from dataclasses import replace

import pytest

from reelwright.model.errors import NotFound
from reelwright.ports.records.accounts import Role, Taken


def test_account_comes_back_whole(records, rows):
    account = rows.account(
        7, role=Role.ADMIN, avatar_url="https://a.example/é.png", password_hash="$argon2id$"
    )
    records.accounts.add(account)
    assert records.accounts.get(account.id) == account


def test_account_is_found_in_any_case(records, rows):
    account = rows.account(email="Straße@Example.org", username="Élodie")
    records.accounts.add(account)
    assert records.accounts.by_email("STRASSE@example.ORG") == account
    assert records.accounts.by_username("éLODIE") == account


def test_account_unknown_is_none(records):
    found = (
        records.accounts.get("nobody"),
        records.accounts.by_email("no@body.org"),
        records.accounts.by_username("nobody"),
    )
    assert found == (None, None, None)


def test_account_without_a_username_bars_nobody(records, rows):
    pair = [rows.account(1, username=None), rows.account(2, username=None)]
    for account in pair:
        records.accounts.add(account)
    assert records.accounts.listed(10) == tuple(pair)


@pytest.mark.parametrize(
    ("what", "name", "sentence"),
    [
        ("email", "ada1@EXAMPLE.org", "The e-mail address 'ada1@EXAMPLE.org' is registered"),
        ("username", "aDA1", "The user name 'aDA1' is taken."),
    ],
)
def test_account_taken_is_a_conflict(records, rows, what, name, sentence):
    first, second = rows.account(1), rows.account(2)
    records.accounts.add(first)
    with pytest.raises(Taken, match=sentence) as taken:
        records.accounts.add(replace(second, **{what: name}))
    assert taken.value.what == what
    records.accounts.add(second)
    with pytest.raises(Taken, match=sentence):
        records.accounts.save(replace(second, **{what: name}))
    assert records.accounts.listed(10) == (first, second)


def test_account_saved_is_found_by_its_new_names(records, rows):
    account = rows.account()
    records.accounts.add(account)
    later = replace(account, email="new@example.org", username=None, is_active=False)
    records.accounts.save(later)
    assert records.accounts.by_email("NEW@example.org") == later
    assert records.accounts.by_email(account.email) is None
    assert records.accounts.by_username(str(account.username)) is None


def test_account_missing_cannot_be_saved(records, rows):
    account = rows.account()
    with pytest.raises(NotFound, match=f"There is no account '{account.id}'"):
        records.accounts.save(account)


def test_accounts_are_listed_the_oldest_first(records, rows):
    three = [rows.account(number) for number in (1, 2, 3)]
    for account in reversed(three):
        records.accounts.add(account)
    assert records.accounts.listed(2) == tuple(three[:2])
    assert records.accounts.listed(2, after=three[1].id) == (three[2],)
    assert records.accounts.count() == 3


def test_account_numbers_count_up(records):
    assert [records.accounts.next_number() for _ in range(3)] == [1, 2, 3]
