"""Accounts: one admin, unique names, and faults told all at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.model.errors import Conflict, Invalid, NotFound
from reelwright.ports.records.accounts import Role
from reelwright.services import accounts
from reelwright.services.credits import balance
from reelwright.services.door import Welcome
from reelwright.services.names import Change

LATER = timedelta(hours=1)


def change(hall, account, **names):
    with hall.store.write() as records:
        return accounts.change(records, account.id, Change(**names), hall.at + LATER)


def test_registration_is_kept_whole(hall):
    made = hall.account(username="Ada.L")
    with hall.store.read() as records:
        assert records.accounts.get(made.id) == made
        assert balance(records, made.id) == 10
    assert (made.email, made.username, made.name) == ("ada@example.org", "Ada.L", "Ada")
    assert hall.door.passwords.verify(hall.good, made.password_hash)


def test_first_account_is_an_admin(hall):
    roles = [hall.account(name).role for name in ("ada", "bob", "cyd")]
    assert roles == [Role.ADMIN, Role.USER, Role.USER]


def test_nobody_is_an_admin_unasked(hall):
    hall.door = replace(hall.door, welcome=Welcome())
    assert hall.account().role is Role.USER


def test_many_first_registrations_make_one_admin(anywhere, together):
    names = [f"user{n}" for n in range(16)]
    made = together(anywhere.account, names)
    assert sorted(one.role for one in made) == [Role.ADMIN] + [Role.USER] * 15
    assert sorted(one.number for one in made) == list(range(1, 17))


def test_same_address_registers_once(anywhere, together):
    def register(email):
        try:
            return anywhere.account(email=email, username=None).email
        except Conflict as taken:
            return str(taken)

    answers = together(register, ["ada@example.org", "ADA@example.org"] * 4)
    assert sum("registered already" in answer for answer in answers) == 7


def test_names_are_unique_in_any_case(hall):
    hall.account(username="Ada")
    with pytest.raises(Conflict, match="'ADA@example.org' is registered already"):
        hall.account(email="ADA@example.org")
    with pytest.raises(Conflict, match="user name 'ada' is taken"):
        hall.account("bob", username="ada")


def test_user_name_is_derived(hall):
    wanted = ["ada@a.org", "Ada@b.org", "a@c.org", "+++@d.org", "j.o'neil@e.org"]
    derived = [hall.account(email=email).username for email in wanted]
    assert derived == ["ada", "ada-2", "a-3", "user", "j.oneil"]


def test_name_is_the_user_name_unless_given(hall):
    assert hall.account(name="").name == "ada"
    assert hall.account("bob", name="").name == "bob"


def test_faults_are_told_all_at_once(hall):
    with pytest.raises(Invalid) as told:
        hall.account(email="nobody", username="a b", password="short", name="a\nb")
    places = [fault.path for fault in told.value.faults]
    assert places == ["email", "username", "name", "password"]


@pytest.mark.parametrize(
    "email",
    ["a@b", "a b@example.org", "a@example.org\r\nBcc: b@example.org", "a@b@example.org", ""],
)
def test_no_address_is_refused(hall, email):
    with pytest.raises(Invalid, match="no e-mail address"):
        hall.account(email=email)


@pytest.mark.parametrize("username", ["ab", "a" * 51, "a@b.org", "ada ", "ädä", "a\nb"])
def test_no_user_name_is_refused(hall, username):
    with pytest.raises(Invalid, match="username: A user name has"):
        hall.account(username=username)


def test_account_changes_what_is_given(hall):
    old = hall.account()
    new = change(hall, old, name="Ada King", avatar_url="https://a.example/a.png")
    asked = {"name": "Ada King", "avatar_url": "https://a.example/a.png"}
    assert new == replace(old, **asked, updated_at=hall.at + LATER)
    assert change(hall, old, avatar_url="").avatar_url is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://",
        "//a.example",
        "ftp://a",
        "http://[",
        "https://a/" + "a" * 2048,
    ],
)
def test_avatar_is_a_web_address(hall, url):
    with pytest.raises(Invalid, match="avatar_url: Give an http"):
        change(hall, hall.account(), avatar_url=url)


def test_old_address_is_told_of_a_new_one(hall):
    new = change(hall, hall.account(), email="king@example.org")
    assert new.email == "king@example.org"
    [(to, subject, text)] = hall.letters(hall.at + LATER)
    assert (to, subject) == ("ada@example.org", "Your e-mail address was changed")
    assert "is now king@example.org." in text


def test_taken_address_is_not_changed_to(hall):
    hall.account("bob")
    ada = hall.account()
    with pytest.raises(Conflict):
        change(hall, ada, email="Bob@example.org")
    with hall.store.read() as records:
        assert accounts.get(records, ada.id) == ada


def test_changes_at_once_undo_none(anywhere, together):
    ada = anywhere.account()

    def alter(n):
        with anywhere.store.write() as records:
            account = accounts.hold(records, ada.id)
            name = f"{account.name}+"
            accounts.change(records, ada.id, Change(name=name), anywhere.at)

    together(alter, range(24))
    with anywhere.store.read() as records:
        assert accounts.get(records, ada.id).name == "Ada" + "+" * 24


def test_nobody_cannot_be_changed(hall):
    with pytest.raises(NotFound, match="no account 'x'"), hall.store.write() as records:
        accounts.activate(records, "x", hall.at, active=False)


def test_roles_are_given_and_taken(hall):
    ada = hall.account()
    with hall.store.write() as records:
        assert accounts.set_role(records, ada.id, Role.USER, hall.at).role is Role.USER
        assert accounts.get(records, ada.id).role is Role.USER
