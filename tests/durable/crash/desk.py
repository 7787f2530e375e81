"""A desk: a process that serves the installation's real API on a socket in its folder.

    main(URL, FOLDER, NAME, UNIT)

It listens at FOLDER/NAME, and its accounts pay in UNIT.
"""

import logging
import os
import socket
from pathlib import Path

from durable.crash.mill import PRICES
from reelwright.api.kit.limits import Policy
from reelwright.ports.records.ledger import Unit
from reelwright.services.door import Door, Welcome
from reelwright.services.jobs import Room
from reelwright.services.spending import Terms
from reelwright.services.tokens import AccessTokens
from reelwright.storage.buckets import MemoryBuckets
from reelwright.storage.passwords import Argon2Passwords
from reelwright.storage.throttle import BucketThrottle
from reelwright.wiring import front, office, web
from reelwright.wiring.office import House

SECRET = b"thirty-two bytes that nobody has"
OFTEN = Policy("requests", 1_000_000, 1)


def main(url: str, folder: str, name: str, unit: str) -> None:
    logging.basicConfig(level=logging.WARNING)
    terms = Terms(Unit(unit), per_day=10**12)
    opened = office.opened(Path(folder), url, House(PRICES, terms, Room(100_000, 100_000)))
    door = Door(
        AccessTokens(SECRET),
        Argon2Passwords(memory=8, passes=1),
        BucketThrottle(MemoryBuckets()),
        "http://here/reset-password",
        Welcome(),
    )
    app = web.app(opened, door, web.Sign(SECRET, "http://here", every=OFTEN))
    place = Path(folder) / name
    place.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place))
        listener.listen(128)
        front.serve(app, [listener], ready=lambda: _tell(name), stopping=app.drain)
    opened.close()


def _tell(name: str) -> None:
    os.write(1, f"{name}\n".encode())
