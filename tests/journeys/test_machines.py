"""An installation of several machines, on PostgreSQL and a bucket, outlives one of its workers."""

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
import pytest_socket

from reelwright.render import probe

BUCKET = Path(__file__).parents[1] / "ports" / "bucket.py"
LOGIN = {"login": "ada@example.com", "password": "a long enough phrase"}
BRIEF = {"prompt": "A lighthouse in a storm", "resolution": "360p", "fps": 12, "duration": 12}


class _Still(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: object) -> None:
        return None


STILL = urllib.request.build_opener(_Still)


def fetched(url: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    """Ask for an address, and follow nothing."""
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        with STILL.open(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as other:
        return other.code, other.headers, other.read()


class Machines:
    """Processes of one installation, each with a data folder of its own, as on other machines."""

    def __init__(self, user, database: str, bucket: str) -> None:
        self._user, self._token = user, ""
        self._shared = {
            "DATABASE_URL": database,
            "MEDIA_URL": f"s3://films/media?endpoint={bucket}&region=eu-central-1",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "REELWRIGHT_SECRET": "the same on every machine there is",
        }
        self._processes: list[subprocess.Popen[str]] = []
        self.address = ""

    def start(self, *arguments: str, ready: str) -> subprocess.Popen[str]:
        """Start a process on a machine of its own, and wait until it says that it is ready."""
        name = f"machine{len(self._processes)}"
        log = self._user.passing / f"{name}.log"
        with log.open("w") as said:
            process = subprocess.Popen(
                [self._user.program, *arguments],
                cwd=self._user.folder,
                env={**self._user.environment, **self._shared, "REELWRIGHT_DATA": name},
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
        self._processes.append(process)
        while line := process.stdout.readline():
            if line.startswith("Listening on "):
                self.address = line.split()[-1]
            if ready in line:
                return process
        raise AssertionError(log.read_text())

    def end(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.communicate(timeout=60)

    def asked(self, path: str, body: dict[str, Any] | None = None, method: str = "") -> Any:
        """Ask the API as its user, and return what it answers."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        request = urllib.request.Request(
            f"{self.address}/reelwright/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={**headers, "Content-Type": "application/json"},
            method=method or ("GET" if body is None else "POST"),
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def log_in(self) -> None:
        self.asked("/accounts", {"email": LOGIN["login"], "password": LOGIN["password"]})
        self._token = self.asked("/sessions", LOGIN)["access_token"]


def until(true: Callable[[], Any], seconds: float = 240.0) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError("Waited for nothing.")


@pytest.fixture
def machines(user, postgres) -> Iterator[Machines]:
    """Give an installation without processes, on a database and a bucket that are really there."""
    pytest_socket.enable_socket()
    bucket = subprocess.Popen(
        [sys.executable, str(BUCKET)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    found = Machines(user, postgres.url(postgres.fresh()), bucket.stdout.readline().strip())
    yield found
    found.end()
    bucket.communicate(timeout=30)
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.mark.slow
def test_film_outlives_a_worker_that_is_killed(machines, tmp_path):
    machines.start("serve", "--no-workers", "--listen", "127.0.0.1:0", ready="film.mp4")
    first = machines.start("worker", ready="takes jobs")
    machines.log_in()
    made = machines.asked("/productions", {"brief": BRIEF})
    job = machines.asked(f"/productions/{made['id']}/produce", {})["id"]

    def done() -> set[str]:
        steps = machines.asked(f"/jobs/{job}/steps")["data"]
        return {step["name"] for step in steps if step["state"] == "done"}

    before = until(lambda: {name for name in done() if name.startswith("speak/")} and done())
    machines.start("worker", ready="takes jobs")
    first.send_signal(signal.SIGKILL)
    ended = until(lambda: (one := machines.asked(f"/jobs/{job}"))["ended_at"] and one)
    assert (ended["state"], ended["error"], ended["degradations"]) == ("succeeded", None, [])
    steps = {step["name"]: step for step in machines.asked(f"/jobs/{job}/steps")["data"]}
    assert {name: steps[name]["attempts"] for name in before} == dict.fromkeys(before, 1)

    health = machines.asked("/health")["checks"]
    assert health == dict.fromkeys(("database", "storage", "media", "workers"), True)
    link = machines.asked(f"/films/{ended['film']}")["links"]["film"]["url"]
    status, headers, _ = fetched(link)
    assert (status, headers["Location"].partition("?")[0].rpartition("/")[0][:7]) == (
        307,
        "http://",
    )
    status, there, film = fetched(headers["Location"])
    assert (status, there["Content-Type"]) == (200, "video/mp4")
    status, _, part = fetched(headers["Location"], Range="bytes=4-7")
    assert (status, part) == (206, b"ftyp")
    _, headers, _ = fetched(link, method="HEAD")
    status, head, _ = fetched(headers["Location"], method="HEAD")
    assert (status, int(head["Content-Length"])) == (200, len(film))
    file = tmp_path / "fetched.mp4"
    file.write_bytes(film)
    assert probe.film(file) == probe.FilmFacts(640, 360, 144, 12, 12)
