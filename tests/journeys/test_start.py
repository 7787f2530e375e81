"""The page for newcomers is done line by line, and what it promises comes out."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
import pytest_socket

from reelwright.render import probe

PAGE = (Path(__file__).parents[2] / "docs" / "start.md").read_text()
STEPS = re.findall(r"^```(bash|console)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
DONE = "-- done --"


class Shell:
    """One terminal, whose variables stay from block to block."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._bash = subprocess.Popen(
            ["timeout", "900", "bash", "-euo", "pipefail", "-m"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def type(self, block: str) -> list[str]:
        """Type some lines, and return what is answered to them."""
        self._bash.stdin.write(f"{block}echo '{DONE}'\n")
        self._bash.stdin.flush()
        said = []
        while line := self._bash.stdout.readline():
            if line.strip() == DONE:
                return said
            said.append(line.rstrip("\n"))
        raise AssertionError("\n".join(said))

    def close(self) -> None:
        self._bash.communicate(timeout=20)


def free_port() -> int:
    with socket.socket() as probe_socket:
        probe_socket.bind(("127.0.0.1", 0))
        return probe_socket.getsockname()[1]


class Newcomer:
    """Somebody who does what the page says, on ports that are free here."""

    def __init__(self, user) -> None:
        pytest_socket.enable_socket()
        self.user = user
        self._ports = {"8000": "0", "9000": str(free_port())}
        self._shell = Shell(user.folder, user.environment)
        self._server: subprocess.Popen[str] | None = None

    def follow(self) -> list[list[str]]:
        """Do every block of the page, and return what was answered to each that was typed."""
        answers = []
        for language, block in STEPS:
            if language == "console":
                self._serve(self._here(block))
            else:
                answers.append(self._shell.type(self._here(block)))
        return answers

    def _here(self, block: str) -> str:
        """Return a block with the ports that are used here."""
        return re.sub(r"\b(8000|9000)\b", lambda found: self._ports[found[0]], block)

    def _serve(self, line: str) -> None:
        """Start the server as the page says, in place of one that was started before."""
        self._end_server()
        given = re.fullmatch(r"\$ (?:(\w+)=(\S+) )?make serve\n", line)
        more = {given[1]: given[2]} if given[1] else {}
        log = self.user.passing / "server.log"
        with log.open("w") as said:
            self._server = subprocess.Popen(
                [self.user.program, "serve", "--listen", f"127.0.0.1:{self._ports['8000']}"],
                cwd=self.user.folder,
                env={**self.user.environment, **more},
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
        while told := self._server.stdout.readline():
            if found := re.match(r"Listening on http://127\.0\.0\.1:(\d+)$", told):
                self._ports["8000"] = found[1]
            if "film.mp4" in told:
                return
        raise AssertionError(log.read_text())

    def _end_server(self) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.communicate(timeout=60)

    def leave(self) -> None:
        self._shell.close()
        self._end_server()
        pytest_socket.disable_socket(allow_unix_socket=True)


@pytest.fixture
def newcomer(user) -> Iterator[Newcomer]:
    found = Newcomer(user)
    yield found
    found.leave()


def decoded(film: Path) -> tuple[int, int]:
    """Return how many pictures a film has, and how many whole seconds of sound that is heard."""
    with av.open(str(film)) as container:
        pictures = sum(1 for _ in container.decode(video=0))
    with av.open(str(film)) as container:
        sound = [frame.to_ndarray() for frame in container.decode(audio=0)]
        rate = container.streams.audio[0].rate
    samples = np.concatenate(sound, axis=1)
    assert float(np.abs(samples).max()) > 0.05
    return pictures, samples.shape[1] // rate


def told(block: list[str]) -> list[str]:
    """Return what was told by server-sent events, without how far it was."""
    events = [line.removeprefix("event: ") for line in block if line.startswith("event: ")]
    return [event for event in events if event != "job.progress"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="the page is for curl")
def test_page_for_newcomers_does_what_it_says(newcomer):
    _, account, plan, estimate, film, fetched, line, picture, key, hook = newcomer.follow()
    assert account == ["admin"]
    assert plan[0] == "succeeded"
    assert len(plan) == 2
    assert '{"thing": "picture", "quantity": 2.0, "micros": 0}' in estimate[0]
    assert told(film) == ["job.accepted", "job.started", "job.succeeded"]
    assert fetched == []
    assert line[:2] == ["true", '["scene-2"]']
    made = '{"made": {"picture": 0, "clip": 0, "speech": 1, "track": 0}'
    reused = '"reused": {"picture": 2, "clip": 2, "speech": 1, "track": 1}'
    assert line[2].startswith(f"{made}, {reused}, ")
    assert re.fullmatch(r"[0-9a-f]{64}", picture[0])
    assert picture[1:] == ['{"picture": 0, "clip": 1, "speech": 0, "track": 0}']
    assert key == ["A Lighthouse in a Storm"]
    assert hook == ["1", "job.succeeded"]
    heard = (newcomer.user.folder / "hook.log").read_text().split()
    assert heard == ["endpoint.challenge", "job.succeeded"]
    folder = newcomer.user.folder
    assert probe.film(folder / "film.mp4") == probe.FilmFacts(640, 360, 360, 12, 12)
    assert decoded(folder / "film.mp4") == (360, 12)
    assert cv2.imread(str(folder / "poster.jpg")).shape == (360, 640, 3)
    assert (folder / "captions.srt").read_text().startswith("1\n00:00:00,")
