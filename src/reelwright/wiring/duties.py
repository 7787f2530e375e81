"""What a server does besides answering: again and again, each on a thread of its own."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reelwright.durable.liveness import Pulse
from reelwright.model.ids import Key
from reelwright.outgoing.addresses import Hole
from reelwright.outgoing.guard import Guard
from reelwright.services import deliveries, letters
from reelwright.settings import Settings
from reelwright.wiring import clearing, retention
from reelwright.wiring.entrance import mailer
from reelwright.wiring.office import Office
from reelwright.wiring.stores import media

Duty = tuple[float, Callable[[], object]]
"""Seconds between two turns, and what is done in one."""


_HOUR = 3600.0


def duties(
    office: Office, settings: Settings, key: bytes, keep: Collection[Key] = ()
) -> Mapping[str, Duty]:
    """Return a server's duties by name; `key` is what the secrets of webhooks come from.

    Of media that no row names, those to `keep` stay. Several servers may do them at once.
    """
    post, shelf = mailer(settings), media(settings)
    guard = Guard([Hole.read(one) for one in settings.webhook_networks])
    store, clock, times = office.store, office.clock, retention.keeps(settings)

    def cleared() -> clearing.Cleared:
        return clearing.clear(store, shelf, work(settings), clock(), keep=keep)

    return {
        "letters": (2.0, lambda: letters.deliver(store, post, clock())),
        "deliveries": (1.0, lambda: deliveries.send_due(store, guard, key, clock)),
        "retention": (_HOUR, lambda: retention.sweep(store, times, clock())),
        "clearing": (_HOUR, cleared),
    }


def work(settings: Settings) -> Path:
    """Return where this machine's jobs have their folders."""
    return settings.data / "work"


@contextmanager
def doing(several: Mapping[str, Duty]) -> Iterator[None]:
    """Do these duties while the block lasts; what fails is logged, and done again next time."""
    pulses = [_pulse(name, *duty) for name, duty in several.items()]
    for pulse in pulses:
        pulse.start()
    try:
        yield
    finally:
        for pulse in pulses:
            pulse.stop()


def _pulse(name: str, every: float, duty: Callable[[], object]) -> Pulse:
    def turn() -> None:
        duty()

    return Pulse(name, every, turn)
