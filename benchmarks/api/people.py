"""Those who ask: accounts, each with a key, so that nobody asks more often than anybody may."""

from datetime import UTC, datetime
from pathlib import Path

from benchmarks.api.server import environment
from reelwright.services import accounts, jobs, keys
from reelwright.services.door import Stranger, Welcome
from reelwright.services.jobs import NOTHING, Order
from reelwright.services.keys import KeyWish
from reelwright.services.principal import EVERY, Principal
from reelwright.settings import load
from reelwright.wiring.installation import installed


def come(data: Path, count: int) -> dict[str, str]:
    """Make an installation with so many accounts; return the key of each."""
    found = {}
    with installed(load(environment(data)), make=True) as office, office.store.write() as records:
        at = office.clock()
        for number in range(count):
            person = Stranger(f"bench:{number}", f"person{number}@example.com", verified=True)
            account = accounts.invite(records, person, Welcome(), at)
            who = Principal(account, EVERY)
            _, found[account.id] = keys.create(records, who, KeyWish("bench", EVERY), at)
    return found


def queue(data: Path, people: list[str], count: int) -> None:
    """Let so many jobs wait, of these accounts in turn."""
    with installed(load(environment(data))) as office:
        order = Order("film", "native", {}, NOTHING, office.house.terms)
        for start in range(0, count, 500):
            with office.store.write() as records:
                for number in range(start, min(start + 500, count)):
                    who = people[number % len(people)]
                    jobs.accept(records, who, order, office.house.room, datetime.now(UTC))
