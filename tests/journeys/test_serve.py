"""A server is started, asked and stopped as its owner would, and makes the film its words say."""

import json
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_socket

from reelwright.render import probe


@dataclass
class Server:
    """A server that runs beside the test; what it said when it was open."""

    process: subprocess.Popen[str]
    said: str

    @property
    def address(self) -> str:
        return re.search(r"Listening on (\S+)", self.said)[1]

    @property
    def children(self) -> list[int]:
        found = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for one in found for child in one.read_text().split()]

    def get(self, path: str) -> tuple[int, object]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)

    def stop(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGTERM)
        _, news = self.process.communicate(timeout=60)
        return self.process.returncode, news


def until(true, seconds=60.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError("Waited for nothing.")


def opened(process: subprocess.Popen[str], last: str) -> Server:
    said = ""
    while line := process.stdout.readline():
        said += line
        if last in line:
            return Server(process, said)
    raise AssertionError(process.stderr.read())


@pytest.fixture
def serve(user) -> Iterator:
    """Start a server on a free port; end it, and what it started, with the test."""
    pytest_socket.enable_socket()
    started = []

    def start(*arguments: str, last: str = "film.mp4") -> Server:
        process = user.starts("serve", "--listen", "127.0.0.1:0", *arguments)
        started.append(process)
        return opened(process, last)

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=60)
    pytest_socket.disable_socket(allow_unix_socket=True)


def alive(number: int) -> bool:
    return Path(f"/proc/{number}").exists()


def test_server_opens_answers_and_ends_in_order(serve, user):
    server = serve()
    (worker,) = until(lambda: server.children)
    assert server.get("/live") == (200, {"status": "alive"})
    until(lambda: server.get("/ready")[0] == 200)
    assert server.get("/reelwright/v1/accounts/me")[0] == 401
    code, news = server.stop()
    assert (code, [line for line in news.splitlines() if " info " not in line]) == (0, [])
    assert not alive(worker)
    data = user.folder / "reelwright-data"
    assert {one.name for one in data.iterdir()} >= {"reelwright.db", "secret"}


def test_workers_die_with_a_killed_server(serve):
    server = serve()
    (worker,) = until(lambda: server.children)
    server.process.kill()
    server.process.communicate()
    until(lambda: not alive(worker))


def test_second_server_on_a_port_is_one_sentence(serve, user):
    server = serve("--no-workers")
    assert "No films are made by this process: start `reelwright worker`" in server.said
    address = server.address.removeprefix("http://")
    other = user.types("serve", "--listen", address, timeout=60)
    assert (other.returncode, other.stdout) == (2, "")
    assert other.stderr == (
        f"{address} is taken: something listens there already. Stop it, or choose another "
        "address with --listen.\n"
    )
    assert server.children == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="the words are for curl")
def test_first_film_is_made_by_the_words_printed(serve, user):
    server = serve()
    words = server.said.partition("from another terminal:")[2]
    done = subprocess.run(
        ["bash", "-euc", words],
        cwd=user.folder,
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "event: job.succeeded" in done.stdout
    assert probe.film(user.folder / "film.mp4").height == 1080
