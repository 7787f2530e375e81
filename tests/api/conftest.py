"""The whole application over a database of its own, with the keys of two accounts."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from starlette.testclient import TestClient

from reelwright.api.app import App
from reelwright.api.kit.limits import Policy
from reelwright.services.door import Door, Welcome
from reelwright.services.tokens import AccessTokens
from reelwright.storage.buckets import MemoryBuckets
from reelwright.storage.passwords import Argon2Passwords
from reelwright.storage.throttle import BucketThrottle
from reelwright.wiring import office, web
from reelwright.wiring.catalogue import catalogue
from reelwright.wiring.office import House, Office

SECRET = b"a secret of thirty-two bytes or so"
SCOPES = ["read", "write", "produce", "account"]
BASE = "/reelwright/v1"


@dataclass(frozen=True)
class Installation:
    """An application, the office it serves, and the API keys of Ann and Bob."""

    app: App
    office: Office
    door: Door
    keys: dict[str, str]

    def client(self, name: str = "ann") -> TestClient:
        """Return a client that comes with somebody's key."""
        headers = {"Authorization": f"Bearer {self.keys.get(name, name)}"}
        address = f"http://testserver{BASE}"
        return TestClient(self.app, address, raise_server_exceptions=False, headers=headers)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Give an application that these tests share, as none minds what another leaves."""
    folder = tmp_path_factory.mktemp("shared")
    address = f"sqlite:///{folder / 'rows.db'}"
    office.upgraded(address)
    opened = office.opened(folder, address, House())
    door = Door(
        AccessTokens(SECRET),
        Argon2Passwords(memory=8, passes=1),
        BucketThrottle(MemoryBuckets()),
        "http://testserver/reset-password",
        Welcome(credits=1_000),
    )
    often = Policy("requests", 1_000_000, 1)
    sign = web.Sign(SECRET, "http://testserver", catalogue(), every=often)
    app = web.app(opened, door, sign)
    bare = Installation(app, opened, door, {})
    yield Installation(app, opened, door, {name: _key(bare, name) for name in ("ann", "bob")})
    opened.close()


def _key(bare: Installation, name: str) -> str:
    """Register, log in and make a key, as anybody would."""
    client = bare.client("nobody")
    login = {"email": f"{name}@example.com", "password": f"{name} likes long passwords"}
    assert client.post("/accounts", json={**login, "name": name}).status_code == 201
    tokens = client.post("/sessions", json={"login": login["email"], "password": login["password"]})
    access = {"Authorization": f"Bearer {tokens.json()['access_token']}"}
    made = client.post("/keys", json={"name": "tests", "scopes": SCOPES}, headers=access)
    return str(made.json()["key"])
