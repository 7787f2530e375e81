"""Recovery: a letter, a token, another password; for strangers nothing, and they see no difference."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.model.errors import Invalid
from reelwright.services import accounts, keys, recovery
from reelwright.services.door import Visitor
from reelwright.services.keys import KeyWish
from reelwright.services.principal import EVERY, Principal, TooSoon, Unrecognised
from reelwright.services.tokens import digest

NEW = "another good one"
HOUR = timedelta(hours=1)


def ask(hall, email="ada@example.org", at=None):
    with hall.store.write() as records:
        recovery.ask(records, hall.door, email, at or hall.at)


def tokens(hall, at=None):
    return [re.search(r"reset#(\S+)", text)[1] for _, _, text in hall.letters(at or hall.at)]


def exchange(hall, token, minutes=1.0, address="192.0.2.1"):
    at = hall.at + timedelta(minutes=minutes)
    return recovery.exchange(hall.store, hall.door, token, Visitor("", address), at)


def change(hall, permit, minutes=1.0, password=NEW, address="192.0.2.1"):
    at = hall.at + timedelta(minutes=minutes)
    recovery.redeem(hall.store, hall.door, permit, password, Visitor("", address), at)


def redeem(hall, token, minutes=1.0, password=NEW, address="192.0.2.1"):
    change(hall, exchange(hall, token, minutes, address), minutes, password, address)


def test_letter_holds_the_token(hall):
    hall.account()
    ask(hall, "ADA@example.org")
    [(to, subject, text)] = hall.letters()
    assert (to, subject) == ("ada@example.org", "Set a new password")
    assert text.startswith("Hello Ada,\n")
    assert "within 30 minutes:\n\nhttps://films.example/reset#" in text


def test_token_buys_one_password(hall):
    ada = hall.account()
    given = hall.log_in()
    ask(hall)
    [token] = tokens(hall)
    redeem(hall, token)
    assert hall.log_in(password=NEW)
    with pytest.raises(Unrecognised):
        hall.enter(given.access)
    with pytest.raises(Unrecognised, match="not valid, or no longer"):
        redeem(hall, token, password="a third good one")
    with hall.store.read() as records:
        assert accounts.get(records, ada.id).verified_at == hall.at + timedelta(minutes=1)


def test_token_grows_old(hall):
    hall.account()
    ask(hall)
    [token] = tokens(hall)
    with pytest.raises(Unrecognised):
        redeem(hall, token, 30)
    redeem(hall, token, 29.9)


def test_one_token_voids_the_others(hall):
    hall.account()
    ask(hall)
    ask(hall)
    first, second = tokens(hall)
    redeem(hall, second)
    with pytest.raises(Unrecognised):
        redeem(hall, first)


def test_bad_password_keeps_the_permit(hall):
    hall.account()
    ask(hall)
    permit = exchange(hall, *tokens(hall))
    with pytest.raises(Invalid):
        change(hall, permit, password="password1")
    change(hall, permit)


def test_token_is_exchanged_once(hall):
    hall.account()
    ask(hall)
    [token] = tokens(hall)
    exchange(hall, token)
    with pytest.raises(Unrecognised, match="not valid, or no longer"):
        exchange(hall, token)


def test_permit_changes_one_password(hall):
    hall.account()
    ask(hall)
    permit = exchange(hall, *tokens(hall))
    change(hall, permit)
    with pytest.raises(Unrecognised, match="not valid, or no longer"):
        change(hall, permit, password="a third good one")
    assert hall.log_in(password=NEW)


def test_permit_ends_after_ten_minutes(hall):
    """Two machines' clocks may differ by half a minute."""
    hall.account()
    ask(hall)
    permit = exchange(hall, *tokens(hall), minutes=20)
    with pytest.raises(Unrecognised, match="expired"):
        change(hall, permit, minutes=30.6)
    change(hall, permit, minutes=29.9)


def test_permit_is_void_once_the_account_is_another(hall):
    ada = hall.account()
    ask(hall)
    permit = exchange(hall, *tokens(hall))
    with hall.store.write() as records:
        accounts.change(records, ada.id, accounts.Change(email="king@example.org"), hall.at)
    with pytest.raises(Unrecognised, match="not valid, or no longer"):
        change(hall, permit)


def test_permit_opens_nothing_else(hall):
    hall.account()
    ask(hall)
    permit = exchange(hall, *tokens(hall))
    for audience in ("native", "pixora", "recovery"):
        with pytest.raises(Unrecognised):
            hall.enter(permit, audience=audience)


@pytest.mark.parametrize("audience", ["native", "recovery"])
def test_session_is_no_permit(hall, audience):
    hall.account()
    with pytest.raises(Unrecognised):
        change(hall, hall.log_in(audience=audience).access)


def test_token_of_a_letter_is_no_permit(hall):
    hall.account()
    ask(hall)
    [token] = tokens(hall)
    with pytest.raises(Unrecognised):
        change(hall, token)


def test_permit_has_one_winner(anywhere, together):
    anywhere.account()
    ask(anywhere)
    permit = exchange(anywhere, *tokens(anywhere))

    def take(n):
        try:
            change(anywhere, permit, password=f"{NEW} {n}", address=f"192.0.2.{n}")
        except Unrecognised:
            return 0
        return 1

    assert sum(together(take, range(8))) == 1


def test_token_is_kept_as_its_hash(hall):
    hall.account()
    ask(hall)
    [token] = tokens(hall)
    with hall.store.write() as records:
        assert records.sessions.use_recovery(token, hall.at) is None
        assert records.sessions.use_recovery(digest(token), hall.at)


def test_strangers_get_no_letter(hall):
    hall.account()
    cyd = hall.account("cyd")
    with hall.store.write() as records:
        accounts.activate(records, cyd.id, hall.at, active=False)
    for email in ("bob@example.org", "cyd@example.org"):
        ask(hall, email)
    assert hall.letters() == []


@pytest.mark.parametrize("email", ["ada", "", "@", "ada@example.org\r\nBcc: bob@example.org"])
def test_letters_go_to_addresses(hall, email):
    hall.account()
    with pytest.raises(Invalid, match="no e-mail address"):
        ask(hall, email)


def test_three_letters_an_hour(hall):
    hall.account()
    for minutes in (0, 10, 20, 30, 59.9, 60.1):
        ask(hall, at=hall.at + timedelta(minutes=minutes))
    assert len(hall.letters(hall.at + 2 * HOUR)) == 4


def test_guessing_tokens_is_slowed_down(hall):
    hall.account()
    for n in range(5):
        with pytest.raises(Unrecognised):
            redeem(hall, f"guess{n}")
    with pytest.raises(TooSoon):
        redeem(hall, "guess")
    with pytest.raises(Unrecognised):
        redeem(hall, "guess", address="192.0.2.9")


def test_token_has_one_winner(anywhere, together):
    anywhere.account()
    ask(anywhere)
    [token] = tokens(anywhere)

    def take(n):
        try:
            redeem(anywhere, token, address=f"192.0.2.{n}")
        except Unrecognised:
            return 0
        return 1

    assert sum(together(take, range(8))) == 1


def test_who_registered_for_another_is_locked_out(hall):
    ada = hall.account()
    with hall.store.write() as records:
        records.accounts.save(replace(ada, subject="supabase:s-1"))
        _, secret = keys.create(records, Principal(ada, EVERY), KeyWish("k", EVERY), hall.at)
    ask(hall)
    redeem(hall, tokens(hall)[0])
    with pytest.raises(Unrecognised):
        keys.authenticate(hall.store, secret, hall.at)
    with hall.store.read() as records:
        assert records.accounts.by_subject("supabase:s-1") is None


def test_who_proved_the_address_keeps_his_keys(hall):
    ada = hall.account()
    with hall.store.write() as records:
        records.accounts.save(replace(ada, subject="supabase:s-1", verified_at=hall.at))
        _, secret = keys.create(records, Principal(ada, EVERY), KeyWish("k", EVERY), hall.at)
    ask(hall)
    redeem(hall, tokens(hall)[0])
    assert keys.authenticate(hall.store, secret, hall.at).id == ada.id
    with hall.store.read() as records:
        assert records.accounts.by_subject("supabase:s-1").id == ada.id


def test_mail_to_an_old_address_is_void(hall):
    ada = hall.account()
    ask(hall)
    [token] = tokens(hall)
    with hall.store.write() as records:
        accounts.change(records, ada.id, accounts.Change(email="king@example.org"), hall.at)
    with pytest.raises(Unrecognised):
        redeem(hall, token)
