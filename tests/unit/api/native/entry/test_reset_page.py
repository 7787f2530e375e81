"""The page that the link in a recovery letter opens."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from reelwright.api.kit.events import Feed
from reelwright.api.kit.face import face
from reelwright.api.native import problems, reset_page
from reelwright.services.gate import Gate

NEW = "another good one"


@pytest.fixture
def page(house):
    """Give a client of the root of the server, where Ada asked for a letter."""
    house.register()
    house.client().post("/password-resets", json={"email": "ada@example.org"})
    gate = Gate(house.desk.store, house.desk.door.tokens, house.now)
    root = replace(problems.NATIVE, base="")
    app = face(root, house.desk, gate, Feed(house.desk.store), (reset_page.outside,))
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def token(page, house):
    """Give what stands after # in the letter's link."""
    [letter] = house.letters()
    return re.search(r"#(\S{43})", letter)[1]


def seen(answer) -> tuple[int, str]:
    """Return the status, and the one sentence that stands out."""
    return answer.status_code, re.search(r"<p role=\w+>(.*?)</p>", answer.text)[1]


def test_page_runs_and_fetches_nothing(page):
    answer = page.get("/reset-password")
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "form-action 'self'" in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "<script" not in answer.text


def test_form_changes_the_password(page, token, house):
    answer = page.post("/reset-password", data={"token": f" {token} ", "password": NEW})
    assert seen(answer) == (200, "Your password was changed. Log in with the new one.")
    assert house.log_in(password=NEW)["access_token"]


def test_form_works_once(page, token):
    form = {"token": token, "password": NEW}
    page.post("/reset-password", data=form)
    told = "This token is not valid, or no longer; ask for another letter."
    assert seen(page.post("/reset-password", data=form)) == (401, told)


def test_bad_password_leaves_the_token(page, token, house):
    answer = page.post("/reset-password", data={"token": token, "password": "short"})
    assert seen(answer) == (422, "A password has 8 to 128 characters.")
    assert f'value="{token}"' in answer.text
    assert page.post("/reset-password", data={"token": token, "password": NEW}).status_code == 200


def test_page_repeats_nothing_as_markup(page):
    form = {"token": '"><script>alert(1)</script>', "password": "short"}
    answer = page.post("/reset-password", data=form)
    assert "<script" not in answer.text
    assert "&quot;&gt;&lt;script&gt;" in answer.text
