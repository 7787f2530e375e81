"""Access tokens: read only as they were signed, here, for this audience, in their time."""

import base64
import json
from datetime import timedelta

import jwt
import pytest

from reelwright.model.errors import Invalid
from reelwright.services.principal import Unrecognised
from reelwright.services.tokens import Access, AccessTokens, digest, fresh

KEY = bytes(range(32))
HOUR = timedelta(hours=1)


@pytest.fixture
def access(hall) -> Access:
    return Access("account", "session", "native", hall.at - HOUR, hall.at + HOUR)


@pytest.fixture
def tokens() -> AccessTokens:
    return AccessTokens(KEY)


@pytest.fixture
def claims(hall):
    now = int(hall.at.timestamp())
    times = {"exp": now + 3600, "iat": now, "auth_time": now}
    names = {"iss": "reelwright", "sub": "account", "aud": "native", "jti": "j", "sid": "session"}
    return {**names, **times}


def forged(claims, key=KEY, algorithm="HS256", **header) -> str:
    return jwt.encode(claims, key, algorithm, headers={"typ": "at+jwt", **header})


def raw(header, claims) -> str:
    parts = [
        base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in (header, claims)
    ]
    return b".".join([*parts, b""]).decode()


def test_token_says_what_was_signed(hall, tokens, access):
    token = tokens.sign(access, hall.at)
    assert tokens.read(token, "native", hall.at) == access
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "at+jwt"}


def test_claims_are_what_is_documented(hall, tokens, access):
    token = tokens.sign(access, hall.at)
    said = jwt.decode(token, options={"verify_signature": False})
    assert len(said.pop("jti")) == 36
    now = int(hall.at.timestamp())
    times = {"exp": now + 3600, "iat": now, "auth_time": now - 3600}
    names = {"iss": "reelwright", "sub": "account", "aud": "native", "sid": "session"}
    assert said == {**names, **times}


def test_well_forged_token_is_read(hall, tokens, claims):
    assert tokens.read(forged(claims), "native", hall.at).account_id == "account"


@pytest.mark.parametrize("claim", ["iss", "sub", "aud", "exp", "iat", "jti", "sid", "auth_time"])
def test_every_claim_is_demanded(hall, tokens, claims, claim):
    del claims[claim]
    with pytest.raises(Unrecognised):
        tokens.read(forged(claims), "native", hall.at)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "another"), ("sub", 7), ("aud", "pixora"), ("aud", ["native", "pixora"]),
        ("exp", "tomorrow"), ("exp", None), ("exp", True), ("nbf", 4_000_000_000),
        ("iat", 4_000_000_000), ("auth_time", "x"),
    ],
)  # fmt: skip
def test_wrong_claims_are_refused(hall, tokens, claims, claim, value):
    claims[claim] = value
    with pytest.raises(Unrecognised):
        tokens.read(forged(claims), "native", hall.at)


@pytest.mark.parametrize(
    "header",
    [{"alg": "none", "typ": "at+jwt"}, {"alg": "None", "typ": "at+jwt"}, {"typ": "at+jwt"}],
)
def test_unsigned_tokens_are_refused(hall, tokens, claims, header):
    with pytest.raises(Unrecognised):
        tokens.read(raw(header, claims), "native", hall.at)


def test_other_algorithms_are_refused(hall, tokens, claims):
    with pytest.raises(Unrecognised):
        tokens.read(forged(claims, bytes(64), "HS512"), "native", hall.at)
    with pytest.raises(Unrecognised):
        tokens.read(forged(claims, KEY * 2, "HS512"), "native", hall.at)


def test_other_types_are_refused(hall, tokens, claims):
    for kind in ("JWT", "refresh+jwt", "AT+JWT"):
        with pytest.raises(Unrecognised, match="no access token"):
            tokens.read(forged(claims, typ=kind), "native", hall.at)


def test_header_chooses_no_key(hall, tokens, claims):
    wrong = bytes(32)
    for header in (
        {"kid": "../../dev/null"},
        {"jku": "https://evil.example"},
        {"x5u": "https://e"},
    ):
        with pytest.raises(Unrecognised):
            tokens.read(forged(claims, wrong, **header), "native", hall.at)


def test_changed_token_is_refused(hall, tokens, access):
    token = tokens.sign(access, hall.at)
    for at in range(0, len(token) - 1, 7):  # the last digit has bits that count for nothing
        changed = "A" if token[at] != "A" else "B"
        with pytest.raises(Unrecognised):
            tokens.read(token[:at] + changed + token[at + 1 :], "native", hall.at)


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é", "\ud800", "x" * 10_000])
def test_no_token_is_refused(hall, tokens, token):
    with pytest.raises(Unrecognised):
        tokens.read(token, "native", hall.at)


def test_short_keys_are_refused():
    with pytest.raises(Invalid, match="fewer than 32 bytes"):
        AccessTokens(bytes(31))


def test_opaque_tokens_are_long_and_unlike():
    made = {fresh() for _ in range(100)}
    assert (len(made), {len(one) for one in made}) == (100, {43})
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
