"""API keys: shown once, checked offline, and good for what they were made for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.errors import Invalid, NotAllowed, NotFound, OverQuota, Unavailable
from reelwright.model.ids import new_id
from reelwright.services import accounts, keys
from reelwright.services.keys import KeyWish
from reelwright.services.principal import EVERY, Principal, Scope, Unrecognised

READ = KeyWish("laptop", frozenset({Scope.READ}))
SAMPLE = "rw_live_0123456789ABCDEFGHIJKLMNOPQRST3FglzI"
DAY = timedelta(days=1)


def make(hall, account, wish=READ, scopes=EVERY):
    with hall.store.write() as records:
        return keys.create(records, Principal(account, scopes), wish, hall.at)


def kept(hall, key):
    with hall.store.read() as records:
        return records.keys.get(key.id)


def test_key_is_its_owners(hall):
    ada = hall.account()
    key, secret = make(hall, ada)
    who = keys.authenticate(hall.store, secret, hall.at)
    assert (who.account, who.scopes, who.key_id) == (ada, frozenset({Scope.READ}), key.id)
    assert (who.session_id, who.is_admin) == (None, False)


def test_key_is_kept_as_its_hash(hall):
    key, secret = make(hall, hall.account())
    assert kept(hall, key) == key
    assert secret not in repr(key)
    assert key.shown == f"rw_live_…{secret[-4:]}"


def test_minted_keys_check_and_differ():
    made = {keys.minted() for _ in range(200)}
    assert len(made) == 200
    assert {len(one) for one in made} == {44}
    assert all(keys.is_key(one) for one in made)


def test_checksum_never_changes():
    assert keys.is_key(SAMPLE)


@given(at=st.integers(8, 43), letter=st.sampled_from("09AZaz_ é"))
def test_one_wrong_letter_is_noticed(at, letter):
    wrong = SAMPLE[:at] + letter + SAMPLE[at + 1 :]
    assert keys.is_key(wrong) is (wrong == SAMPLE)


@pytest.mark.parametrize(
    "secret", ["", "rw_live_", SAMPLE[:-1], SAMPLE + "0", SAMPLE.upper(), "é" * 44]
)
def test_no_key_is_refused_offline(secret):
    with pytest.raises(Unrecognised):
        keys.authenticate(None, secret, None)


def test_every_refusal_is_the_same(hall):
    ada, bob = hall.account(), hall.account("bob")
    revoked, short = make(hall, ada), make(hall, ada, replace(READ, expires_at=hall.at + DAY))
    stilled = make(hall, bob)
    with hall.store.write() as records:
        keys.revoke(records, ada.id, revoked[0].id, hall.at)
        accounts.activate(records, bob.id, hall.at, active=False)
    said = set()
    for secret in (revoked[1], short[1], stilled[1], keys.minted(), "rw_live_nonsense"):
        with pytest.raises(Unrecognised) as told:
            keys.authenticate(hall.store, secret, hall.at + DAY)
        said.add(str(told.value))
    assert len(said) == 1


def test_key_is_good_until_it_ends(hall):
    _, secret = make(hall, hall.account(), replace(READ, expires_at=hall.at + DAY))
    assert keys.authenticate(hall.store, secret, hall.at + DAY - timedelta(seconds=1))


def test_last_use_is_kept_to_the_minute(hall):
    key, secret = make(hall, hall.account())
    noted = []
    for seconds in (0, 59, 60, 61):
        keys.authenticate(hall.store, secret, hall.at + timedelta(seconds=seconds))
        noted.append((kept(hall, key).last_used_at - hall.at).seconds)
    assert noted == [0, 0, 60, 60]


class ReadOnly:
    """A store in which nothing can be written just now."""

    def __init__(self, store):
        self.read = store.read

    def write(self):
        raise Unavailable("The disk is full.")


def test_key_is_good_where_nothing_can_be_written(hall):
    _, secret = make(hall, hall.account())
    assert keys.authenticate(ReadOnly(hall.store), secret, hall.at)


def test_keys_are_listed_until_revoked(hall):
    ada, bob = hall.account(), hall.account("bob")
    first, second = make(hall, ada)[0], make(hall, ada)[0]
    make(hall, bob)
    with hall.store.write() as records:
        assert set(keys.listed(records, ada.id)) == {first, second}
        keys.revoke(records, ada.id, first.id, hall.at)
        assert keys.listed(records, ada.id) == (second,)


def test_keys_of_others_look_missing(hall):
    key, secret = make(hall, hall.account())
    bob, said = hall.account("bob"), []
    for one in (key.id, new_id(hall.at)):
        with pytest.raises(NotFound) as told, hall.store.write() as records:
            keys.revoke(records, bob.id, one, hall.at)
        said.append(str(told.value).replace(one, "?"))
    assert said == ["There is no key '?'."] * 2
    assert keys.authenticate(hall.store, secret, hall.at)


def test_bad_wishes_are_refused_whole(hall):
    wish = KeyWish(" ", frozenset(), hall.at)
    with pytest.raises(Invalid) as told:
        make(hall, hall.account(), wish)
    assert [fault.path for fault in told.value.faults] == ["name", "scopes", "expires_at"]


@pytest.mark.parametrize("expires", [timedelta(0), timedelta(days=3654), timedelta(days=999_999)])
def test_keys_end_within_reason(hall, expires):
    with pytest.raises(Invalid, match="within ten years"):
        make(hall, hall.account(), replace(READ, expires_at=hall.at + expires))


def test_no_key_makes_a_mightier_one(hall):
    ada, both = hall.account(), frozenset({Scope.ACCOUNT, Scope.READ})
    make(hall, ada, replace(READ, scopes=both), both)
    with pytest.raises(NotAllowed, match="lacks the scope 'produce'"):
        make(hall, ada, replace(READ, scopes=both | {Scope.PRODUCE}), both)


def test_keys_are_not_without_number(hall):
    ada = hall.account()
    made = [make(hall, ada) for _ in range(keys.MOST)]
    with pytest.raises(OverQuota, match="100 keys at most"):
        make(hall, ada)
    with hall.store.write() as records:
        keys.revoke(records, ada.id, made[0][0].id, hall.at)
    assert make(hall, ada)
