"""Callers: they ask an installation's API for films, and again until they are answered."""

import http.client
import json
import socket
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from threading import Event

from reelwright.model.brief import Brief

BASE = "/reelwright/v1"
PATIENCE = 300.0


class Call(http.client.HTTPConnection):
    """A connection to a desk's socket."""

    def __init__(self, place: Path) -> None:
        super().__init__("here", timeout=60.0)
        self._place = place

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._place))


class Callers:
    """Some who ask at once, at any of the desks; what each key was answered is in `answers`.

    `refused` counts the answers that told them to come again, by status.
    """

    def __init__(self, desks: Sequence[Path], keys: Sequence[str], many: int = 4) -> None:
        self._desks, self._keys = cycle(desks), keys
        self._threads, self._asked = ThreadPoolExecutor(many), list[Future[None]]()
        self._gone = Event()
        self.answers: dict[str, list[str]] = defaultdict(list)
        self.refused: dict[int, int] = defaultdict(int)

    def ask(self, number: int, verb: str, brief: Brief) -> None:
        """Have a film begun, or planned; it is asked for twice, by two who know of no other."""
        for _ in range(2):
            self._asked.append(self._threads.submit(self._order, number, verb, brief))

    def wait(self) -> None:
        """Wait until all are answered."""
        for one in self._asked:
            one.result()

    def close(self) -> None:
        self._gone.set()
        self._threads.shutdown(cancel_futures=True)

    def _order(self, number: int, verb: str, brief: Brief) -> None:
        made = self._id(number, f"create-{number}", "/productions", {"brief": brief.write()})
        self._id(number, f"{verb}-{number}", f"/productions/{made}/{verb}", None)

    def _id(self, number: int, key: str, path: str, body: object) -> str:
        """Post until it is done, and return the id of what was made."""
        headers = {
            "Authorization": f"Bearer {self._keys[number % len(self._keys)]}",
            "Idempotency-Key": f'"{key}"',
            "Content-Type": "application/json",
        }
        end = time.monotonic() + PATIENCE
        for status, answer in self._tries(
            path, None if body is None else json.dumps(body), headers
        ):
            if status in {200, 201, 202}:
                self.answers[key].append(answer["id"])
                return str(answer["id"])
            assert status in {409, 503}, f"{path} was answered {status}: {answer}"
            assert time.monotonic() < end, f"{path} was not answered: {status}, {answer}"
            self.refused[status] += 1
        raise AssertionError(f"{path} was not answered.")

    def _tries(
        self, path: str, body: str | None, headers: dict[str, str]
    ) -> Iterator[tuple[int, dict[str, str]]]:
        while not self._gone.is_set():
            call = Call(next(self._desks))
            try:
                call.request("POST", f"{BASE}{path}", body, headers)
                with call.getresponse() as response:
                    yield response.status, json.loads(response.read())
            except (OSError, http.client.HTTPException):
                self.refused[0] += 1  # nobody was there, or left without an answer
            finally:
                call.close()
            self._gone.wait(0.1)
