"""A client of the document, a server and its worker: from registration to a film that plays."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import pytest_socket

from reelwright.api.contracts.film.states import ENDED, State
from reelwright.render import probe
from shared.film import reachable

PROGRAM = Path(sys.executable).with_name("reelwright")
PERSON = {"email": "user@example.com", "username": "johndoe", "password": "securepassword123"}
CONFIG = {
    "num_images": 4,
    "video_duration": 8,
    "fps": 12,
    "quality": "low",
    "voice": "default",
    "genre": "documentary",
    "mood": "calm",
}


@dataclass
class Client:
    """A program written against the document: its base URL is all that was changed."""

    base: str
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, method=method, data=content, headers=self.headers
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def log_in(self, path: str, body: Any) -> None:
        token = self.ask("POST", path, body)["access_token"]
        self.headers["Authorization"] = f"Bearer {token}"

    def watch(self, job: int, seconds: float = 400.0) -> Iterator[dict[str, Any]]:
        """Give a job as it is, again and again, until it has ended.

        It may be asked a hundred times a minute, and a thousand an hour.
        """
        begun = time.monotonic()
        while (waited := time.monotonic() - begun) < seconds:
            told = self.ask("GET", f"/jobs/{job}")
            yield told
            if State(told["status"]) in ENDED:
                return
            time.sleep(0.4 if waited < 20 else 3.6)
        raise AssertionError("The job did not end.")


@pytest.fixture
def server(tmp_path) -> Iterator[str]:
    """Run a server with a worker on a free port; give its address."""
    pytest_socket.enable_socket()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    with (tmp_path / "news").open("w") as news:
        process = subprocess.Popen(
            [PROGRAM, "serve", "--listen", "127.0.0.1:0"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=news,
            text=True,
        )
        lines = iter(process.stdout.readline, "")
        yield next(found[1] for line in lines if (found := re.search(r"Listening on (\S+)", line)))
        process.terminate()
        process.communicate(timeout=60)
    pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.mark.slow
def test_document_leads_to_a_film_that_plays(server, tmp_path):
    client = Client(f"{server}/film/api/v1")
    client.ask("POST", "/auth/register", PERSON)
    client.log_in("/auth/login", {name: PERSON[name] for name in ("email", "password")})
    project = client.ask("POST", "/projects/", {"name": "My First Film"})["id"]
    estimate = client.ask("POST", "/jobs/estimate-cost", {"num_images": 4, "video_duration": 8})
    script = "A beautiful sunrise over mountains\nBirds flying in the sky"
    asked = {"project_id": project, "script": script, "config": CONFIG}
    job = client.ask("POST", "/jobs/", asked)
    news = [job, *client.watch(job["id"])]

    states = [State(told["status"]) for told in news]
    steps = list(pairwise(states))
    assert (states[0], states[-1]) == (State.PENDING, State.COMPLETED)
    assert [pair for pair in steps if not reachable(*pair)] == []
    assert State.PROCESSING in states
    shown = [told["progress"] for told in news]
    assert (shown, shown[0], shown[-1]) == (sorted(shown), 0.0, 100.0)
    costs = (job["estimated_cost"], estimate["estimated_cost"], news[-1]["actual_cost"])
    assert costs == (0.68, 0.68, 0.0)

    link = client.ask("POST", "/jobs/signed-url", {"job_id": job["id"]})["url"]
    place = tmp_path / "film.mp4"
    urllib.request.urlretrieve(link, place)
    facts = probe.film(place)
    assert (facts.width, facts.height, facts.frames) == (854, 480, 96)
    assert (float(facts.video_seconds), facts.audio_seconds is None) == (8.0, False)

    native = Client(f"{server}/reelwright/v1")
    native.log_in("/sessions", {"login": "johndoe", "password": PERSON["password"]})
    (film,) = native.ask("GET", "/films")["data"]
    papers = native.ask("GET", f"/films/{film['id']}/papers")
    pictures = {clip["layers"][-1]["source"] for clip in papers["timeline"]["pictures"]}
    roles = [sound["role"] for sound in papers["timeline"]["sounds"]]
    assert (len(pictures), roles) == (4, ["speech", "speech", "music"])
    assert papers["degradations"] == []
