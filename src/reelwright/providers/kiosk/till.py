"""The kiosk's till: what was bought under which key, what it cost, and what is to go wrong next."""

import json
import os
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from reelwright.model.errors import Invalid
from reelwright.model.value import Json

Goods = Mapping[str, Json]

_FAULT: Final = re.compile(
    r"(pictures|clips|speech|looks):(slow|429|500|503|truncated|hang-up)(?:@([\d.]+))?"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to go wrong: what, and how many seconds it takes or asks for.

    `slow` answers late. 429 and 503 come before the work, 500, `truncated` and `hang-up` after it.
    """

    kind: str
    seconds: float = 1.0


class Till:
    """What was sold, while the kiosk is open.

    With `keys`, what was bought under a key is not sold again but handed over. Every call is a
    line of the file: `asked` when it comes, `made` when it is charged.
    """

    def __init__(self, ledger: Path, faults: str = "", *, keys: bool = True) -> None:
        self._ledger, self._keys = ledger, keys
        ledger.touch(mode=0o600)
        self._faults = _read(faults)
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._sold: dict[str, Goods] = {}
        self._all = Lock()

    def fault(self, thing: str) -> Fault | None:
        """Return what goes wrong with this call of a kind, each fault once."""
        with self._all:
            waiting = self._faults[thing]
            return waiting.popleft() if waiting else None

    def sell(self, thing: str, key: str | None, micros: int, make: Callable[[], Goods]) -> Goods:
        """Return what is sold, made and charged for unless it was bought under this key before."""
        self._note(thing, key, "asked", 0)
        if key is None or not self._keys:
            return self._made(thing, key, micros, make)
        with self._all:
            lock = self._locks[key]
        with lock:
            if key not in self._sold:
                self._sold[key] = self._made(thing, key, micros, make)
            return self._sold[key]

    def bill(self) -> dict[str, Json]:
        """Return what was charged: in all, and by key."""
        lines = [json.loads(line) for line in self._ledger.read_text().splitlines()]
        charged: dict[str, Json] = {}
        for line in lines:
            charged[line["key"]] = int(str(charged.get(line["key"], 0))) + line["micros"]
        return {"micros": sum(line["micros"] for line in lines), "calls": charged}

    def _made(self, thing: str, key: str | None, micros: int, make: Callable[[], Goods]) -> Goods:
        goods = {**make(), "cost_micros": micros}
        self._note(thing, key, "made", micros)
        return goods

    def _note(self, thing: str, key: str | None, event: str, micros: int) -> None:
        line = {"thing": thing, "key": key or "", "event": event, "micros": micros}
        file = os.open(self._ledger, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
        os.write(file, json.dumps(line).encode() + b"\n")
        os.close(file)


def late(fault: Fault | None) -> None:
    """Wait, where that is what goes wrong."""
    if fault is not None and fault.kind == "slow":
        time.sleep(fault.seconds)


def _read(faults: str) -> defaultdict[str, deque[Fault]]:
    """Return the faults that a text such as `pictures:500,speech:429@2` means, by thing."""
    found: defaultdict[str, deque[Fault]] = defaultdict(deque)
    for text in filter(None, (part.strip() for part in faults.split(","))):
        parts = _FAULT.fullmatch(text)
        if parts is None:
            raise Invalid(f"{text!r} is no fault; write pictures:500, speech:429@2 or the like.")
        found[parts[1]].append(Fault(parts[2], float(parts[3] or 1.0)))
    return found
