"""A client of pixora's, over a real socket and with a real worker, from its first word to a film."""

import json
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_socket

from reelwright.render import probe

RULES = {"REELWRIGHT_PIXORA_RESOLUTION": "360p"}


@dataclass
class Client:
    """A client as its makers wrote it: it knows a base URL and the document."""

    base: str
    shared: str
    headers: dict[str, str] = field(default_factory=dict)

    def asks(self, method: str, path: str, body: object = None) -> dict:
        data = None if body is None else json.dumps(body).encode()
        kind = {} if body is None else {"Content-Type": "application/json"}
        asked = urllib.request.Request(
            f"{self.base}{path}", data, {**self.headers, **kind}, method=method
        )
        try:
            with urllib.request.urlopen(asked, timeout=120) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{method} {path}: {refused.code} {refused.read()!r}") from None

    def counts(self, job: str, login: dict[str, str]) -> tuple[dict, dict]:
        """Return what a job made and what it found, as our own API tells its owner."""
        ours = Client(f"{self.shared}/reelwright/v1", self.shared)
        given = {"login": login["email"], "password": login["password"]}
        token = ours.asks("POST", "/sessions", given)["access_token"]
        ours.headers["Authorization"] = f"Bearer {token}"
        tally = ours.asks("GET", f"/jobs/{job}")["tally"]
        return tally["made"], tally["reused"]

    def ends(self, job: str, seconds: float = 400.0) -> list[dict]:
        """Return what the job said of itself until it ended."""
        said, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            said.append(self.asks("GET", f"/generation/status/{job}"))
            if said[-1]["status"] != "processing":
                return said
            time.sleep(6.5)  # ten a minute are the most
        raise AssertionError(said[-1])


@pytest.fixture
def client(user) -> Iterator[Client]:
    """Give a client of a server of its own, at the port that is pixora's alone."""
    pytest_socket.enable_socket()
    process = subprocess.Popen(
        [user.program, "serve", "--listen", "127.0.0.1:0", "--listen", "pixora=127.0.0.1:0"],
        cwd=user.folder,
        env={**user.environment, **RULES},
        stdout=subprocess.PIPE,
        text=True,
    )
    said = [process.stdout.readline() for _ in range(2)]
    shared, own = (line.removeprefix("Listening on ").strip() for line in said)
    yield Client(f"{own}/api/v1", shared)
    process.terminate()
    process.communicate(timeout=60)
    pytest_socket.disable_socket(allow_unix_socket=True)


def fetched(url: str, place: Path) -> Path:
    with urllib.request.urlopen(url, timeout=60) as answer:
        place.write_bytes(answer.read())
    return place


@pytest.mark.slow
def test_pixora_client_gets_a_film_of_its_scenes(client, tmp_path):
    login = {"email": "user@example.com", "password": "securepassword"}
    client.asks("POST", "/auth/register", {**login, "name": "John Doe"})
    given = {"username": login["email"], "password": login["password"]}
    token = client.asks("POST", "/auth/login", given)["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    asked = {"prompt": "A lighthouse by the sea", "style": "cinematic", "duration": 6}
    found = client.asks("POST", "/generation/analyze", asked)
    assert sum(one["duration"] for one in found["scenes"]) == 6

    video = client.asks("POST", "/videos", {"title": "Lighthouse", "duration": 6})["id"]
    scenes = ("A lighthouse at dawn", "Dawn."), ("A lighthouse at night", "Night.")
    for visual, script in scenes:
        body = {"visual_description": visual, "script": script, "duration": 3}
        client.asks("POST", "/scenes", {"video_id": video, **body})
    job = client.asks("POST", f"/generation/video/{video}")["job_id"]
    said = client.ends(job)
    assert (said[-1]["status"], said[-1]["progress"]) == ("completed", 100), said[-1]
    assert [one["progress"] for one in said] == sorted(one["progress"] for one in said)
    assert client.asks("GET", "/users/credits") == {"credits": 9}

    seen = client.asks("GET", f"/videos/{video}")
    film = probe.film(fetched(seen["output_url"], tmp_path / "film.mp4"))
    assert (film.width, film.height, film.video_seconds) == (640, 360, 6)
    fetched(seen["thumbnail_url"], tmp_path / "poster.jpg")
    made = client.asks("GET", f"/scenes?video_id={video}")["scenes"]
    for number, scene in enumerate(made):
        part = probe.film(fetched(scene["video_url"], tmp_path / f"{number}.mp4"))
        assert (part.frames, part.video_seconds) == (90, 3)
        assert probe.still(fetched(scene["image_url"], tmp_path / f"{number}.jpg")).width > 640
        assert probe.sound(fetched(scene["audio_url"], tmp_path / f"{number}.mp3")).channels == 2

    change = {"script": "A dark night.", "visual_description": "A lighthouse in a storm"}
    client.asks("PUT", f"/scenes/{made[1]['id']}", change)
    again = client.asks("POST", f"/generation/video/{video}")["job_id"]
    assert client.ends(again)[-1]["status"] == "completed"
    later = client.asks("GET", f"/scenes?video_id={video}")["scenes"]
    pictures = [
        [fetched(scene["image_url"], tmp_path / "picture").read_bytes() for scene in those]
        for those in (made, later)
    ]
    assert (pictures[0][0] == pictures[1][0], pictures[0][1] == pictures[1][1]) == (True, False)
    made, reused = client.counts(again, login)
    assert (made["picture"], made["speech"], reused["picture"], reused["speech"]) == (1, 1, 1, 1)
