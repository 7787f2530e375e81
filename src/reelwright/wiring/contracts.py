"""Which published contracts an installation serves, each at a desk of its own, and where."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reelwright.api.app import Ways
from reelwright.api.contracts.film.routes import OFFER as FILM
from reelwright.api.contracts.pixora.routes import OFFER as PIXORA
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.offer import Offer, Served
from reelwright.model.errors import Fault, Invalid, choices
from reelwright.ports.records.ledger import Unit
from reelwright.providers.catalog import offer
from reelwright.settings import Settings
from reelwright.wiring.front import Address

_Own = Callable[[Desk, Settings], Desk]


def _pixora(desk: Desk, settings: Settings) -> Desk:
    welcome = replace(desk.door.welcome, credits=settings.pixora_signup_credits)
    return replace(
        desk,
        prices=replace(
            desk.prices,
            credits_each=settings.pixora_credits_each,
            credits_for=settings.pixora_credits_for,
        ),
        terms=replace(desk.terms, unit=Unit.CREDITS, prepaid=True),
        door=replace(desk.door, welcome=welcome),
        rules={
            "require_current_password": settings.pixora_require_current_password,
            "resolution": settings.pixora_resolution,
        },
    )


def _film(desk: Desk, settings: Settings) -> Desk:
    return replace(
        desk,
        judge=_judge,
        rules={
            "tariff": {
                "image": settings.film_image,
                "video": settings.film_video,
                "voice": settings.film_voice,
                "music": settings.film_music,
                "ffmpeg": settings.film_ffmpeg,
                "bill_ffmpeg": settings.film_bill_ffmpeg,
                "per_job": settings.film_cap_per_job,
                "per_day": settings.film_cap_per_day,
            },
            "patch": settings.film_patch,
            "reject": settings.film_reject,
        },
    )


def _judge(words: str) -> float:
    """Return the highest score that the offline moderator gives: a matter of milliseconds."""
    verdict = asyncio.run(offer("offline", "moderator").judge(words))
    return float(max(verdict.scores.values()))


_OFFERS: Final[tuple[tuple[Offer, _Own], ...]] = ((FILM, _film), (PIXORA, _pixora))
"""Every contract, with its own prices, terms and rules.

Of bodies that fit several, the first has it (api/kit/dispatch.py).
"""


def served(desk: Desk, settings: Settings) -> tuple[Served, ...]:
    """Return the contracts that are switched on, each at its desk."""
    found = []
    for one, own in _OFFERS:
        if one.contract.name not in settings.contracts_off:
            its = own(desk, settings)
            spans = {**its.door.spans, one.contract.name: one.span}
            found.append(Served(one, replace(its, door=replace(its.door, spans=spans))))
    return tuple(found)


def listeners(settings: Settings, more: Sequence[str] = ()) -> dict[str, Address]:
    """Return the addresses that contracts have for their own, by contract.

    `more` goes before the settings, both written `name=host:port`. `Invalid` for a contract that
    is not switched on, and for one that either of them gives two addresses.
    """
    return _read(settings.listeners, settings) | _read(more, settings)


def _read(lines: Sequence[str], settings: Settings) -> dict[str, Address]:
    found: dict[str, Address] = {}
    known = _names(settings)
    for line in lines:
        name, _, place = line.partition("=")
        if name not in known:
            those = choices(known or ["none"])
            problem = f"{name!r} is no contract that is served here; {those} is."
            raise Invalid([Fault("listeners", problem)])
        if name in found:
            problem = f"{name} has one address of its own; leave out all of its others."
            raise Invalid([Fault("listeners", problem)])
        found[name] = Address.read(place, settings.host)
    return found


def ports(shared: Sequence[Address], alone: Mapping[str, Address]) -> dict[int, str]:
    """Return the contracts that have listeners for their own, by port, which is what tells them.

    `shared` and `alone` are where the server listens by now. `Invalid` for a contract whose port
    is another listener's too, be it on another address.
    """
    taken = Counter(one.port for one in (*shared, *alone.values()))
    for name, place in alone.items():
        if taken[place.port] > 1:
            problem = f"{name} needs a port of its own; {place.port} is another listener's too."
            raise Invalid([Fault("listeners", problem)])
    return {place.port: name for name, place in alone.items()}


def ways(settings: Settings, ports: Mapping[int, str]) -> Ways:
    """Return how contracts are reached besides their mounts, as the listeners have these ports.

    `Invalid` where the root was chosen and is switched off.
    """
    root, known = settings.root_contract, _names(settings)
    if known and root not in known and "root_contract" in settings.model_fields_set:
        problem = f"{root} is switched off; choose {choices(known)}, or switch it on."
        raise Invalid([Fault("root_contract", problem)])
    return Ways(listeners=ports, root=root)


def _names(settings: Settings) -> tuple[str, ...]:
    names = (one.contract.name for one, _ in _OFFERS)
    return tuple(name for name in names if name not in settings.contracts_off)
