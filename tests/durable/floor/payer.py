"""A worker for the tests that buys at a kiosk, and dies where it is told.

    CRASH_AT=POINT python payer.py URL DATA LIMITS KIOSK SAFE

Points are those of `durable.crash.points`: around every commit, and every call of the kiosk.
"""

import json
import logging
import os
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

import quick

from durable.crash.points import Around, Points
from reelwright.durable.engine import Engine
from reelwright.durable.limits import Limits, Patience
from reelwright.ports.purchase import Access
from reelwright.render.cache import Cache
from reelwright.render.means import Means
from reelwright.services.spending import Prices
from reelwright.wiring import office as offices
from reelwright.wiring.codec import StepCodec
from reelwright.wiring.floor import Floor
from reelwright.wiring.office import House
from reelwright.wiring.reuse import makers
from reelwright.wiring.vendors import Hired, charges, profile

SELLS = {"visual": "picture", "animator": "animate", "voice": "speak"}


class Watched:
    """A vendor that charges, with a place before and after each call."""

    def __init__(self, seller, points: Points, port: str) -> None:
        self._seller, self._points, self._port = seller, points, port

    def under(self, purchase):
        bought = self._seller.under(purchase)
        return Around(bought, self._points, self._port, lambda *_: None, SELLS[self._port])

    def __getattr__(self, name: str):
        return getattr(self._seller, name)


def hire(kiosk: str, safe: str) -> Hired:
    asked = replace(profile("kiosk"), safe=safe == "safe", pause=0.5, patience=3.0)
    return Hired(dict.fromkeys(SELLS, "kiosk"), {"kiosk": Access(kiosk)}, {"kiosk": asked})


def main(url: str, folder: str, limits: str, kiosk: str, safe: str) -> None:
    logging.basicConfig(level=logging.WARNING)
    data, hired = Path(folder), hire(kiosk, safe)
    theirs = charges(hired)
    prices = Prices({**theirs, "film": 1}, at_cost=frozenset(theirs))
    office = offices.opened(data, url, House(prices=prices))
    points = Points(data, os.environ.get("CRASH_AT"), None)
    points.watch(office.engine)
    bought = {port: Watched(hired.offer(port), points, port) for port in SELLS}
    crew = replace(quick.crew(office.blobs, data / "asked"), **bought)
    floor = Floor(office, crew, Means(1, Cache(data / "coded")), makers(hired))
    patience = Patience(attempts=3, first=0.05, most=0.1)
    given = Limits(**json.loads(limits), patience=patience)
    engine = Engine(office.engine, floor.conduct, StepCodec(), floor, limits=given)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    engine.launch()
    os.write(1, engine.worker.encode() + b"\n")
    stop.wait()
    engine.drain(10.0)
    floor.close()
    office.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
