"""The kiosk's counter: its HTTP.

| | |
|---|---|
| `POST /v1/pictures` `{words, width, height, seed}` | `{png, cost_micros}`, the PNG in base64 |
| `POST /v1/speech` `{text, speed}` | `{wav, words, cost_micros}`, words in samples |
| `POST /v1/clips` `{picture}` | `{id}`: the work goes on without the caller |
| `GET /v1/clips/ID` | `{state}`: `working`, or `done` with `layers` and `cost_micros` |
| `GET /v1/bill` | what was charged |

What is bought comes with an `Idempotency-Key`, and a bearer token where the kiosk was given one.
"""

import base64
import hashlib
import json
import sys
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from reelwright.providers.kiosk import wares
from reelwright.providers.kiosk.till import Fault, Goods, Till, late

PRICES: Final = {"pictures": 4_000, "clips": 2_000, "speech": 500}
"""Micro-dollars; speech is priced by the begun second."""

_LARGEST: Final = 64 << 20
_WORK: Final = 0.2
"""Seconds that a clip takes."""


class Kiosk(ThreadingHTTPServer):
    """The kiosk at an address, open until it is shut down."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], till: Till, token: str | None = None) -> None:
        super().__init__(address, Counter)
        self.till, self.token = till, token
        self.clips: dict[str, tuple[float, Goods]] = {}

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - socketserver's
        """Tell of errors, but not of callers that hang up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Counter(BaseHTTPRequestHandler):
    """Serves one caller."""

    server: Kiosk
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Sell something."""
        thing = self.path.removeprefix("/v1/")
        body = self._body()
        make = _WARES.get(thing)
        if not self._known():
            self._answer(401, {"error": "There is no such token."})
        elif make is None or body is None:
            self._answer(404 if make is None else 400, {"error": "The kiosk does not sell that."})
        else:
            self._sell(thing, self.server.till.fault(thing), body, make)

    def do_GET(self) -> None:
        """Tell how a clip comes on, or what was charged."""
        ticket = self.path.removeprefix("/v1/clips/")
        if not self._known():
            self._answer(401, {"error": "There is no such token."})
        elif self.path == "/v1/bill":
            self._answer(200, self.server.till.bill())
        elif ticket in self.server.clips:
            self._look(*self.server.clips[ticket])
        else:
            self._answer(404, {"error": "There is no such clip."})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own
        """Say nothing: the ledger does."""

    def _sell(
        self,
        thing: str,
        fault: Fault | None,
        body: Mapping[str, Any],
        make: "Callable[[Mapping[str, Any]], tuple[Goods, int]]",
    ) -> None:
        late(fault)
        if self._sent_away(fault):
            return
        key = self.headers.get("Idempotency-Key")
        try:
            goods, micros = make(body)
        except (KeyError, TypeError, ValueError) as wrong:
            self._answer(422, {"error": f"The order cannot be read: {wrong}"})
            return
        sold = self.server.till.sell(thing, key, micros, lambda: goods)
        if thing == "clips":
            self._hand_over(fault, 202, {"id": self._ticket(key, sold)})
        else:
            self._hand_over(fault, 200, sold)

    def _look(self, ready: float, goods: Goods) -> None:
        fault = self.server.till.fault("looks")
        late(fault)
        if not self._sent_away(fault):
            done = time.monotonic() >= ready
            self._hand_over(
                fault, 200, {"state": "done", **goods} if done else {"state": "working"}
            )

    def _sent_away(self, fault: Fault | None) -> bool:
        """Send the caller away, where that is what goes wrong; say whether it is."""
        if fault is None or fault.kind not in {"429", "503"}:
            return False
        told = {"Retry-After": f"{max(1, round(fault.seconds))}"}
        self._answer(int(fault.kind), {"error": "Come back later."}, told)
        return True

    def _hand_over(self, fault: Fault | None, status: int, sold: Goods) -> None:
        kind = fault.kind if fault else ""
        if kind == "hang-up":
            self.close_connection = True
            self.connection.close()
        elif kind == "500":
            self._answer(500, {"error": "The kiosk's roof came down."})
        else:
            self._answer(status, sold, truncated=kind == "truncated")

    def _ticket(self, key: str | None, sold: Goods) -> str:
        drawn = key or f"{id(sold)}/{len(self.server.clips)}"
        ticket = hashlib.sha256(drawn.encode()).hexdigest()[:16]
        self.server.clips.setdefault(ticket, (time.monotonic() + _WORK, sold))
        return ticket

    def _known(self) -> bool:
        token = self.server.token
        return token is None or self.headers.get("Authorization") == f"Bearer {token}"

    def _body(self) -> Mapping[str, Any] | None:
        size = int(self.headers.get("Content-Length") or 0)
        try:
            found = json.loads(self.rfile.read(size)) if 0 < size <= _LARGEST else None
        except ValueError:
            found = None
        return found if isinstance(found, dict) else None

    def _answer(
        self,
        status: int,
        body: Goods,
        headers: Mapping[str, str] = {},
        *,
        truncated: bool = False,
    ) -> None:
        said = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said[: len(said) // 2] if truncated else said)
        self.close_connection = self.close_connection or truncated


def _picture(body: Mapping[str, Any]) -> tuple[Goods, int]:
    png = wares.picture(
        str(body["words"]), int(body["width"]), int(body["height"]), int(body["seed"])
    )
    return {"png": _packed(png)}, PRICES["pictures"]


def _speech(body: Mapping[str, Any]) -> tuple[Goods, int]:
    wav, words = wares.speech(str(body["text"]), float(body["speed"]))
    seconds = -(-len(wav) // (2 * wares.RATE))
    return {"wav": _packed(wav), "words": list(words)}, PRICES["speech"] * seconds


def _clip(body: Mapping[str, Any]) -> tuple[Goods, int]:
    return {"layers": [{"png": str(body["picture"]), "depth": 1.0}]}, PRICES["clips"]


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


_WARES: Final[Mapping[str, Callable[[Mapping[str, Any]], tuple[Goods, int]]]] = {
    "pictures": _picture,
    "speech": _speech,
    "clips": _clip,
}
