"""Sessions: who knows a password gets in, for as long as his session lasts and no longer."""

from dataclasses import replace
from datetime import timedelta

import jwt
import pytest

from reelwright.model.errors import NotFound
from reelwright.model.ids import new_id
from reelwright.services import accounts, passwords, sessions
from reelwright.services.door import Span, Visitor
from reelwright.services.principal import EVERY, TooSoon, Unrecognised
from reelwright.services.sessions import GRACE
from reelwright.storage.buckets import MemoryBuckets
from reelwright.storage.throttle import BucketThrottle

DAY = 86_400.0
WRONG = "The e-mail address, user name or password is wrong."


def test_address_and_user_name_let_in(hall):
    ada = hall.account(username="Ada.L")
    for name in ("ada@example.org", "ADA@EXAMPLE.ORG", " ada@example.org ", "ada.l", "Ada.L"):
        assert hall.enter(hall.log_in(name).access) == ada.id


def test_session_says_where_it_was_opened(hall):
    ada = hall.account()
    given = hall.log_in(visitor=Visitor("x" * 999, "192.0.2.7"))
    assert given.session.user_agent == "x" * 300
    assert (given.session.address, given.session.account_id) == ("192.0.2.7", ada.id)
    until = hall.at + timedelta(days=14)
    assert (given.session.expires_at, given.refresh_until) == (until, until)
    assert given.access_until == hall.at + timedelta(minutes=30)


def test_principal_of_a_session_may_do_all(hall):
    ada, given = hall.account(), hall.log_in()
    found = sessions.authenticate(hall.store, hall.door.tokens, given.access, "native", hall.at)
    with hall.store.read() as records:
        assert found.account == accounts.get(records, ada.id)
    assert (found.scopes, found.session_id) == (EVERY, given.session.id)


def test_refusals_do_not_say_why(hall):
    hall.account()
    cyd = hall.account("cyd")
    with hall.store.write() as records:
        accounts.activate(records, cyd.id, hall.at, active=False)
    tries = [("ada@example.org", "wrong"), ("bob@example.org", hall.good), ("cyd", hall.good)]
    said = []
    for name, password in [*tries, ("", ""), ("@", "x"), ("\ud800", "\ud800")]:
        with pytest.raises(Unrecognised) as told:
            hall.log_in(name, password)
        said.append(str(told.value))
    assert said == [WRONG] * 6


def test_refusals_cost_the_same_work(hall):
    hall.account()
    costs = hall.count_hashes()
    for name in ("ada@example.org", "nobody@example.org", "nobody"):
        with pytest.raises(Unrecognised):
            hall.log_in(name, "wrong password")
    assert costs == [1, 1, 1]


def test_guessing_is_slowed_down(hall):
    hall.account()
    evaluated = hall.count_hashes()
    refused = [hall.guess(n * 0.6) for n in range(1000)]
    assert len(evaluated) == 14  # five at once, then one a minute, in ten minutes
    assert refused.count(TooSoon) == 986


def test_one_address_does_not_shut_out_another(hall):
    hall.account()
    for _ in range(6):
        hall.guess(0)
    with pytest.raises(TooSoon, match="try again in 60 seconds"):
        hall.log_in()
    assert hall.log_in(visitor=Visitor("", "192.0.2.2"))


def test_names_of_one_account_are_guessed_together(hall):
    hall.account()
    for name in ("ada", "ADA", "ada@example.org", "Ada@example.org", "ada"):
        with pytest.raises(Unrecognised):
            hall.log_in(name, "wrong password")
    with pytest.raises(TooSoon):
        hall.log_in("ada")


def test_right_password_forgives_wrong_ones(hall):
    hall.account()
    for _ in range(3):
        tries = [hall.guess(0) for _ in range(4)]
        assert tries == [Unrecognised] * 4
        hall.log_in()


def test_guesses_at_once_are_counted(hall, together):
    waits = together(lambda _: hall.door.throttle.take("x", hall.at), range(200))
    assert waits.count(0.0) == 5


def test_throttle_lets_one_more_now_and_then(hall):
    throttle = BucketThrottle(MemoryBuckets(), burst=2, pause=60)
    waits = [throttle.take("x", hall.at + timedelta(seconds=s)) for s in (0, 0, 0, 59, 60, 61)]
    assert waits == [0, 0, 60, 1, 0, 59]


def test_access_token_ends(hall):
    ada, given = hall.account(), hall.log_in()
    assert hall.enter(given.access, 1800 + 29) == ada.id
    with pytest.raises(Unrecognised, match="has expired"):
        hall.enter(given.access, 1800 + 30)


def test_access_token_is_for_its_audience(hall):
    hall.account()
    given = hall.log_in(audience="pixora")
    assert hall.enter(given.access, audience="pixora")
    with pytest.raises(Unrecognised):
        hall.enter(given.access, audience="story")


def test_session_ends_at_once(hall):
    ada, given = hall.account(), hall.log_in()
    with hall.store.write() as records:
        sessions.end(records, ada.id, given.session.id, hall.at)
    with pytest.raises(Unrecognised, match="session has ended"):
        hall.enter(given.access)
    with pytest.raises(Unrecognised):
        hall.refresh(given.refresh, 1)


def test_shut_out_account_is_out_at_once(hall):
    ada, given = hall.account(), hall.log_in()
    with hall.store.write() as records:
        accounts.activate(records, ada.id, hall.at, active=False)
        accounts.activate(records, ada.id, hall.at)
    with pytest.raises(Unrecognised):
        hall.enter(given.access)
    assert hall.log_in()


def test_sessions_are_listed_while_they_last(hall):
    ada, bob = hall.account(), hall.account("bob")
    first, second = hall.log_in(), hall.log_in(at=hall.at + timedelta(days=1))
    hall.log_in("bob")
    seen = [hall.listed(ada, days) for days in (1, 13.9, 14, 15)]
    both = [second.session.id, first.session.id]
    assert seen == [both, both, both[:1], []]
    assert len(hall.listed(bob, 1)) == 1


def test_sessions_of_others_look_missing(hall):
    hall.account()
    bob, given = hall.account("bob"), hall.log_in()
    missing = new_id(hall.at)
    said = []
    for session in (given.session.id, missing):
        with pytest.raises(NotFound) as told, hall.store.write() as records:
            sessions.end(records, bob.id, session, hall.at)
        said.append(str(told.value).replace(session, "?"))
    assert said == ["There is no session '?'."] * 2
    assert hall.enter(given.access)


def test_new_password_ends_other_sessions(hall):
    ada = hall.account()
    here, there = hall.log_in(), hall.log_in()
    kept = passwords.hashed(hall.door, "another good one")
    with hall.store.write() as records:
        passwords.change(records, ada, kept, hall.at, stays=here.session.id)
    assert hall.enter(here.access) == ada.id
    with pytest.raises(Unrecognised):
        hall.enter(there.access)
    with pytest.raises(Unrecognised):
        hall.log_in()
    assert hall.log_in(password="another good one")
    assert [one[:2] for one in hall.letters()] == [("ada@example.org", "Your password was changed")]


def test_old_password_opens_nothing_meanwhile(anywhere, together):
    ada = anywhere.account()
    kept = passwords.hashed(anywhere.door, "another good one")

    def change(_):
        with anywhere.store.write() as records:
            passwords.change(records, accounts.hold(records, ada.id), kept, anywhere.at)

    def log_in(n):
        try:
            return anywhere.log_in(visitor=Visitor("", f"192.0.2.{n}"))
        except Unrecognised:
            return None

    together(lambda n: change(n) if n == 12 else log_in(n), range(24))
    assert anywhere.listed(ada, 0) == []


def test_refresh_gives_another_pair(hall):
    ada, given = hall.account(), hall.log_in()
    again = hall.refresh(given.refresh, 5 * DAY)
    assert again.session.id == given.session.id
    assert again.session.expires_at == hall.at + timedelta(days=19)
    assert hall.enter(again.access, 5 * DAY) == ada.id
    assert hall.refresh(again.refresh, 18 * DAY)


def test_refresh_ends_with_its_session(hall):
    hall.account()
    token = hall.log_in().refresh
    for day in range(10, 60, 10):
        token = hall.refresh(token, day * DAY).refresh
    last = hall.refresh(token, 59.99 * DAY)
    assert last.session.expires_at == hall.at + timedelta(days=60)
    assert last.access_until == hall.at + timedelta(days=60)
    with pytest.raises(Unrecognised):
        hall.refresh(last.refresh, 60 * DAY)


def test_unused_refresh_token_grows_old(hall):
    hall.account()
    with pytest.raises(Unrecognised):
        hall.refresh(hall.log_in().refresh, 14 * DAY)


def test_lost_answer_is_given_again(anywhere):
    anywhere.account()
    token = anywhere.log_in().refresh
    first, second = anywhere.refresh(token, 60), anywhere.refresh(token, 60 + GRACE.seconds)
    assert first.refresh != second.refresh
    assert anywhere.refresh(first.refresh, 100)
    assert anywhere.refresh(second.refresh, 100)


def test_stolen_refresh_token_ends_the_session(anywhere):
    anywhere.account()
    token = anywhere.log_in().refresh
    again = anywhere.refresh(token, 60)
    with pytest.raises(Unrecognised):
        anywhere.refresh(token, 60 + GRACE.seconds + 1)
    with pytest.raises(Unrecognised):
        anywhere.enter(again.access, 72)
    with pytest.raises(Unrecognised):
        anywhere.refresh(again.refresh, 72)


def test_many_refresh_at_once(anywhere, together):
    anywhere.account()
    token = anywhere.log_in().refresh
    given = together(lambda n: anywhere.refresh(token, 60 + n / 10), range(16))
    assert len({one.refresh for one in given}) == 16
    assert anywhere.enter(given[0].access, 61)


def test_tokens_are_not_taken_for_each_other(hall):
    hall.account()
    given = hall.log_in()
    with pytest.raises(Unrecognised):
        hall.enter(given.refresh)
    with pytest.raises(Unrecognised):
        hall.refresh(given.access, 1)
    with pytest.raises(Unrecognised):
        hall.refresh(given.refresh, 1, audience="film")


def test_refresh_tokens_are_kept_as_hashes(hall):
    hall.account()
    given = hall.log_in()
    with hall.store.read() as records:
        assert records.sessions.refresh(given.refresh) is None


def test_long_access_without_refresh(hall):
    lasting = timedelta(seconds=691_200)
    pixora, story = Span(lasting, None, lasting), Span(timedelta(days=1), None, timedelta(days=30))
    hall.door = replace(hall.door, spans={"pixora": pixora, "story": story})
    ada = hall.account()
    given = hall.log_in(audience="pixora")
    claims = jwt.decode(given.access, options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] == 691_200
    assert (given.refresh, given.session.expires_at) == (None, hall.at + lasting)
    assert hall.enter(given.access, 7.9 * DAY, "pixora") == ada.id


def test_session_is_renewed_until_it_ends(hall):
    story = Span(timedelta(days=1), None, timedelta(days=30))
    hall.door = replace(hall.door, spans={"story": story})
    hall.account()
    access = hall.log_in(audience="story").access
    for day in range(1, 30):
        access = hall.renew(access, day, "story").access
    last = hall.renew(access, 29.5, "story")
    assert last.access_until == hall.at + timedelta(days=30)
    with pytest.raises(Unrecognised):
        hall.renew(last.access, 30, "story")
