"""Exchange: a Supabase token opens a session, and no other token does."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from reelwright.model.errors import Invalid, Unavailable
from reelwright.services import accounts, exchange, keys
from reelwright.services.exchange import Supabase
from reelwright.services.keys import KeyWish
from reelwright.services.principal import EVERY, Principal, Unrecognised

URL = "https://abc.supabase.co"
SECRET = b"the shared secret of one project"
VERIFIED = {"app_metadata": {"provider": "email", "email_verified": True}}


@cache
def signing(kind):
    if kind == "ES256":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 2048)


def public(kind, kid):
    algorithm = jwt.get_algorithm_by_name(kind)
    jwk = algorithm.to_jwk(signing(kind).public_key(), as_dict=True)
    return {**jwk, "kid": kid, "alg": kind, "use": "sig"}


class Project:
    """A project's published keys, and how often they were fetched."""

    def __init__(self, *kinds):
        self.kinds, self.fetched = list(kinds), 0

    def __call__(self):
        self.fetched += 1
        return {"keys": [public(kind, kind.lower()) for kind in self.kinds]}


def claims(hall, **more):
    now = int(hall.at.timestamp())
    told = {"iss": f"{URL}/auth/v1", "aud": "authenticated", "sub": "s-1", "role": "authenticated"}
    return {**told, "email": "ada@example.org", "iat": now, "exp": now + 3600, **more}


def token(hall, key=SECRET, algorithm="HS256", kid=None, **more):
    return jwt.encode(claims(hall, **more), key, algorithm, headers={"kid": kid} if kid else None)


@pytest.fixture
def swap(hall):
    hall.door = replace(hall.door, vouch=Supabase(URL, secret=SECRET))

    def done(text, seconds=0):
        at = hall.at + timedelta(seconds=seconds)
        given = exchange.swap(hall.store, hall.door, text, "native", hall.visitor, at)
        with hall.store.read() as records:
            return accounts.get(records, given.session.account_id)

    return done


def test_stranger_is_given_an_account(hall, swap):
    made = swap(token(hall, user_metadata={"full_name": " Ada\nKing "}, **VERIFIED))
    assert (made.email, made.name, made.username) == ("ada@example.org", "AdaKing", "ada")
    assert (made.subject, made.verified_at, made.password_hash) == ("supabase:s-1", hall.at, None)
    assert swap(token(hall)) == made


def test_account_without_a_password_is_not_guessed(hall, swap):
    swap(token(hall))
    for password in ("", "None", hall.good):
        with pytest.raises(Unrecognised):
            hall.log_in(password=password)


def test_known_stranger_comes_back_by_subject(hall, swap):
    made = swap(token(hall))
    assert swap(token(hall, email="king@example.org")).id == made.id
    with pytest.raises(Unrecognised):
        swap(token(hall, sub="s-2"))


def test_unproven_address_opens_no_account(hall, swap):
    hall.account()
    claimed = {"user_metadata": {"email_verified": True}, "email_verified": "true"}
    with pytest.raises(Unrecognised):
        swap(token(hall, **claimed))
    with hall.store.read() as records:
        assert accounts.found(records, "ada@example.org").subject is None


def test_proven_address_opens_its_account(hall, swap):
    ada = hall.account()
    assert swap(token(hall, email="ADA@example.org", **VERIFIED)).id == ada.id


def test_who_registered_for_another_is_locked_out(hall, swap):
    ada, given = hall.account(), hall.log_in()
    with hall.store.write() as records:
        _, secret = keys.create(records, Principal(ada, EVERY), KeyWish("k", EVERY), hall.at)
    swap(token(hall, **VERIFIED))
    with pytest.raises(Unrecognised):
        hall.enter(given.access)
    with pytest.raises(Unrecognised):
        hall.log_in()
    with pytest.raises(Unrecognised):
        keys.authenticate(hall.store, secret, hall.at)


def test_unproven_link_ends_for_the_owner(hall, swap):
    squatter = swap(token(hall))
    owner = swap(token(hall, sub="s-2", **VERIFIED))
    assert (owner.id, owner.subject) == (squatter.id, "supabase:s-2")
    with pytest.raises(Unrecognised):
        swap(token(hall))


def test_who_proved_the_address_keeps_all(hall, swap):
    ada = hall.account()
    with hall.store.write() as records:
        records.accounts.save(replace(ada, verified_at=hall.at))
    given = hall.log_in()
    swap(token(hall, **VERIFIED))
    assert hall.enter(given.access) == ada.id
    assert hall.log_in()


def test_project_that_confirms_is_believed(hall, swap):
    ada = hall.account()
    hall.door = replace(hall.door, vouch=Supabase(URL, secret=SECRET, confirms=True))
    assert swap(token(hall)).id == ada.id


def test_shut_out_account_stays_out(hall, swap):
    made = swap(token(hall))
    with hall.store.write() as records:
        accounts.activate(records, made.id, hall.at, active=False)
    with pytest.raises(Unrecognised):
        swap(token(hall))


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.supabase.co/auth/v1"}, {"iss": f"{URL}/auth/v1/"}, {"aud": "anon"},
        {"aud": ["authenticated", "x"]}, {"exp": 1_000_000_000}, {"exp": "x"}, {"sub": None},
        {"sub": 7}, {"email": ""}, {"email": None}, {"email": 7}, {"nbf": 4_000_000_000},
    ],
)  # fmt: skip
def test_wrong_claims_are_refused(hall, swap, wrong):
    with pytest.raises(Unrecognised):
        swap(token(hall, **wrong))


def test_token_ends(hall, swap):
    assert swap(token(hall), 3629)
    with pytest.raises(Unrecognised, match="expired"):
        swap(token(hall), 3630)


def test_other_secrets_are_refused(hall, swap):
    for key, algorithm in ((bytes(32), "HS256"), (SECRET * 2, "HS512"), ("", "none")):
        with pytest.raises(Unrecognised):
            swap(token(hall, key, algorithm))
    with pytest.raises(Unrecognised):
        swap(hall.account() and hall.log_in().access)


@pytest.mark.parametrize("kind", ["ES256", "RS256"])
def test_published_keys_are_believed(hall, swap, kind):
    project = Project("ES256", "RS256")
    hall.door = replace(hall.door, vouch=Supabase(URL, keys=project))
    signed = token(hall, signing(kind), kind, kid=kind.lower())
    assert swap(signed).email == "ada@example.org"
    swap(signed, 599)
    assert project.fetched == 1
    swap(signed, 601)
    assert project.fetched == 2


def test_published_keys_are_no_secrets(hall, swap):
    hall.door = replace(hall.door, vouch=Supabase(URL, keys=Project("RS256")))
    pem = public("RS256", "rs256")["n"].encode()
    with pytest.raises(Unrecognised):
        swap(token(hall, pem, "HS256", kid="rs256"))
    with pytest.raises(Unrecognised):
        swap(token(hall, signing("ES256"), "ES256", kid="rs256"))


def test_unknown_keys_are_fetched_now_and_then(hall, swap):
    project = Project("ES256")
    hall.door = replace(hall.door, vouch=Supabase(URL, keys=project))
    signed = token(hall, signing("RS256"), "RS256", kid="rs256")
    for seconds in (0, 10, 20, 30, 31):
        with pytest.raises(Unrecognised):
            swap(signed, seconds)
    assert project.fetched == 2
    project.kinds.append("RS256")
    assert swap(signed, 62)


def test_nothing_a_token_names_is_fetched(hall, swap):
    project = Project("ES256")
    hall.door = replace(hall.door, vouch=Supabase(URL, keys=project))
    header = {
        "jku": "https://evil.example/jwks.json",
        "x5u": "https://evil.example",
        "kid": "es256",
    }
    signed = jwt.encode(claims(hall), signing("RS256"), "RS256", headers=header)
    with pytest.raises(Unrecognised):
        swap(signed)
    assert project.fetched == 1


def test_broken_keys_are_a_bad_day(hall, swap):
    hall.door = replace(hall.door, vouch=Supabase(URL, keys=lambda: {"keys": []}))
    with pytest.raises(Unavailable):
        swap(token(hall, signing("ES256"), "ES256", kid="es256"))


def test_nobody_is_believed_unasked(hall):
    with pytest.raises(Invalid, match="not set up here"):
        exchange.swap(hall.store, hall.door, token(hall), "native", hall.visitor, hall.at)
    with pytest.raises(Invalid, match="fewer than 32 bytes"):
        Supabase(URL, secret=b"short")
