"""A server process from its beginning to its end: listening, answering, its workers, its duties."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Network, ip_address
from typing import Final, cast

from prometheus_client import start_http_server

from reelwright.api.app import App, Ways
from reelwright.api.kit.limits import Policy
from reelwright.durable.database import AWAY
from reelwright.model.errors import Unavailable
from reelwright.model.ids import Key
from reelwright.model.value import Json
from reelwright.services import samples
from reelwright.settings import Settings
from reelwright.wiring import contracts, front, logs, web
from reelwright.wiring.checks import Checks
from reelwright.wiring.children import Children
from reelwright.wiring.duties import doing, duties
from reelwright.wiring.entrance import derived, door
from reelwright.wiring.front import Address
from reelwright.wiring.house import signing
from reelwright.wiring.installation import installed
from reelwright.wiring.metrics import Meter
from reelwright.wiring.office import Office
from reelwright.wiring.traces import Tracing, tracing
from reelwright.wiring.watch import Watch

log: Final = logging.getLogger(__name__)

DRAIN: Final = 30.0
"""Seconds that workers may take to end the steps they are at, once the server is told to stop."""


@dataclass(frozen=True, slots=True)
class Open:
    """What a server that is open tells: where it listens, and how it is reached."""

    addresses: tuple[Address, ...]
    base_url: str
    workers: int


def serve(
    settings: Settings,
    addresses: Sequence[Address],
    processes: int,
    told: Callable[[Open], None],
    own: Sequence[str] = (),
) -> None:
    """Serve on `addresses`, with so many worker processes, until SIGTERM or SIGINT comes.

    `own` are addresses that are one contract's alone, each as `name=host:port`.
    `told` hears when requests are taken. `Unavailable` where an address is taken, the data folder
    cannot be written, the database is away, or its tables are not those of this version.
    """
    logs.configure(settings)
    alone = contracts.listeners(settings, own)
    everywhere = (*addresses, *alone.values())
    with front.listening(everywhere) as sockets, installed(settings, make=True) as office:
        found = tuple(front.address_of(one) for one in sockets)
        own_now = dict(zip(alone, found[len(addresses) :], strict=True))
        ports = contracts.ports(found[: len(addresses)], own_now)
        base = settings.public_url or f"http://{found[0].reached}"
        checks, offered = Checks(office), catalogue()
        sign = _sign(settings, base, checks, contracts.ways(settings, ports), offered)
        app = _app(office, settings, sign, alone=_alone(found, settings))
        with (
            _measured(settings, office) as (meter, traced),
            doing(duties(office, settings, sign.secret, keep=_samples(offered))),
            _working(office, processes) as children,
        ):
            checks.start()
            front.serve(
                Watch(app, meter, traced, key=_plain(settings)),
                sockets,
                proxies=trusted(settings.proxies),
                ready=lambda: told(Open(found, base, processes)),
                stopping=lambda: _stopping(checks, app, children),
            )
            checks.stop()


def catalogue() -> dict[str, Json]:
    """Return what may be asked for here, from a process that may load what makes it."""
    asked = subprocess.run(
        [sys.executable, "-m", "reelwright.wiring.catalogue"], capture_output=True, check=False
    )
    if asked.returncode:
        raise Unavailable(
            "What this machine can make could not be found out; `reelwright doctor` says what it "
            "lacks."
        )
    found: dict[str, Json] = json.loads(asked.stdout)
    return found


def _samples(offered: Mapping[str, Json]) -> frozenset[Key]:
    voices = cast("list[dict[str, Json]]", offered["voices"])
    return samples.every(str(voice["id"]) for voice in voices)


def _app(office: Office, settings: Settings, sign: web.Sign, *, alone: bool) -> App:
    entrance = door(settings, signing(settings), sign.base_url, office.buckets, alone=alone)
    return web.app(office, entrance, sign)


def _sign(
    settings: Settings, base: str, checks: Checks, ways: Ways, offered: Mapping[str, Json]
) -> web.Sign:
    return web.Sign(
        secret=_signs(signing(settings)),
        base_url=base,
        catalogue=offered,
        origins=settings.cors_origins,
        pulse=checks.pulse,
        every=Policy("requests", settings.requests_per_minute, 60),
        contracts=lambda desk: contracts.served(desk, settings),
        ways=ways,
    )


@contextmanager
def _measured(settings: Settings, office: Office) -> Iterator[tuple[Meter, Tracing | None]]:
    """Give what counts requests and, where wanted, what traces them."""
    meter, traced = Meter(), tracing(settings, "server")
    meter.watch(office)
    if settings.metrics_listen is not None:
        address = Address.read(settings.metrics_listen)
        try:
            start_http_server(address.port, address.host, meter.registry)
        except OSError as taken:
            raise Unavailable(
                f"Metrics cannot be served on {address}: {taken.strerror}. Choose another in "
                "REELWRIGHT_METRICS_LISTEN."
            ) from None
    try:
        yield meter, traced
    finally:
        if traced is not None:
            traced.close()


@contextmanager
def _working(office: Office, processes: int) -> Iterator[Children]:
    """Keep worker processes running; their jobs go on elsewhere at once when one dies."""

    def ended(worker: str) -> None:
        try:
            office.queue.dismiss(worker)
        except AWAY as away:
            log.warning("The others will notice that %s ended: %s", worker, away)

    children = Children(processes, ended)
    children.start()
    try:
        yield children
    finally:
        children.stop(DRAIN)


def _stopping(checks: Checks, app: App, children: Children) -> None:
    log.info("Stopping: requests under way are ended, steps under way too")
    checks.drain()
    app.drain()
    children.drain()


def _alone(addresses: Sequence[Address], settings: Settings) -> bool:
    """Say whether nobody but this machine reaches the server, as far as it can know."""
    return (
        all(ip_address(one.host).is_loopback for one in addresses)
        and settings.public_url is None
        and not settings.proxies
    )


def trusted(proxies: Sequence[str]) -> tuple[str, ...]:
    """Return proxies by every address that theirs comes as.

    On a socket of both families an IPv4 address comes within ::ffff:0:0/96 (RFC 4291, 2.5.5.2).
    """
    return (*proxies, *(mapped for one in proxies if (mapped := _mapped(one))))


def _mapped(proxy: str) -> str | None:
    """Return an IPv4 address or network as IPv6 has it; None of anything else."""
    try:
        found = IPv4Network(proxy)
    except ValueError:
        return None
    mapped = f"::ffff:{found.network_address}"
    return f"{mapped}/{96 + found.prefixlen}" if "/" in proxy else mapped


def _signs(secret: bytes) -> bytes:
    return derived(secret, "links, cursors and webhooks")


def _plain(settings: Settings) -> str | None:
    return settings.metrics_key.get_secret_value() if settings.metrics_key else None
