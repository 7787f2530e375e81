"""Letters: mail is written in the transaction that makes it due, and sent afterwards."""

import logging
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Final

from reelwright.model.errors import Unavailable, VendorFailed
from reelwright.model.ids import new_id
from reelwright.ports.mailer import Mailer
from reelwright.ports.records import Records, Store
from reelwright.ports.records.letters import Letter

log: Final = logging.getLogger(__name__)

PAUSES: Final = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 300, 720, 1440))
"""How long after each failed attempt the next one is made; after the last, none."""

_NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)


def post(records: Records, kind: str, to: str, at: datetime, **parts: str) -> None:
    """Write the letter of a kind (`letters.toml`) to an address; it is due at once."""
    subject, text = _texts()[kind]["subject"], _texts()[kind]["text"].strip()
    letter = Letter(new_id(at), to, subject, text.format(**parts) + "\n", at, due_at=at)
    records.letters.add(letter)


def pretend(records: Records, at: datetime) -> None:
    """Write as much as `post` does, to nobody: an answer then takes as long as if it had."""
    records.letters.add(Letter(new_id(at), "", "", "", at, due_at=at, sent_at=at))


def deliver(store: Store, mailer: Mailer, at: datetime, most: int = 20) -> int:
    """Send letters that are due, at most so many; return how many were sent.

    Any number of processes may do this at once. A letter that is not sent is due again later, at
    ever longer intervals (`PAUSES`), and after the last of them it is left.
    """
    with store.read() as records:
        waiting = records.letters.due(at, most)
    return sum(_sent(store, mailer, letter, at) for letter in waiting)


def _sent(store: Store, mailer: Mailer, letter: Letter, at: datetime) -> bool:
    last = letter.attempts >= len(PAUSES)
    with store.write() as records:
        again = _NEVER if last else at + PAUSES[letter.attempts]
        if not records.letters.claim(letter.id, at, again):
            return False
    try:
        mailer.send(letter)
    except (Unavailable, VendorFailed) as fault:
        log.warning("letter %s was not sent, %s: %s", letter.id, _fate(last), fault)
        return False
    with store.write() as records:
        records.letters.sent(letter.id, at)
    return True


def _fate(last: bool) -> str:
    return "and will not be" if last else "but will be tried again"


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    text = resources.files(__package__).joinpath("letters.toml").read_text("utf-8")
    return tomllib.loads(text)
