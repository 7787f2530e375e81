"""House rules, the engine's figures and the signing secret, as the owner's settings have them."""

import os
import secrets
from pathlib import Path
from typing import Final

from reelwright.durable.limits import Limits
from reelwright.model.errors import Unavailable
from reelwright.ports.records.ledger import Unit
from reelwright.services.jobs import Room
from reelwright.services.spending import Prices, Terms
from reelwright.services.uploads import MIB, Bounds
from reelwright.settings import Settings
from reelwright.wiring.office import House
from reelwright.wiring.vendors import charges, hired

_UNITS: Final = {"none": None, "credits": Unit.CREDITS, "dollars": Unit.MICROS}
_BYTES: Final = 32


def house(settings: Settings) -> House:
    """Return what things cost, how accounts pay, and how much may wait or be uploaded."""
    return House(
        prices=prices(settings),
        terms=Terms(
            unit=_UNITS[settings.charge],
            prepaid=settings.prepaid,
            per_job=settings.cap_per_job,
            per_day=settings.cap_per_day,
        ),
        room=Room(settings.queue_per_account, settings.queue_overall),
        bounds=Bounds(
            picture=settings.upload_picture * MIB,
            sound=settings.upload_sound * MIB,
            video=settings.upload_video * MIB,
            account=settings.upload_account * MIB,
            pixels=settings.upload_pixels * 1_000_000,
        ),
        strict=settings.sandbox == "required",
    )


def prices(settings: Settings) -> Prices:
    """Return the owner's price list; what it leaves out and a hired vendor charges for, at cost."""
    theirs = charges(hired(settings))
    return Prices(
        {**theirs, **settings.prices},
        settings.credits_each,
        settings.credits_for,
        at_cost=frozenset(theirs).difference(settings.prices),
    )


def limits(settings: Settings) -> Limits:
    """Return how much the workers do at once, and how often they look."""
    return Limits(
        per_account=settings.jobs_per_account,
        overall=settings.jobs_overall,
        per_worker=settings.jobs_per_worker,
        quick=settings.quick_per_worker,
        pieces=settings.scenes_per_worker,
        polling=settings.poll_seconds,
    )


def signing(settings: Settings) -> bytes:
    """Return what signs links and tokens: the owner's secret, or one made once in the data folder.

    The file is its owner's alone to read. `Unavailable` where the folder cannot be used.
    """
    if settings.secret is not None:
        return settings.secret.get_secret_value().encode()
    place = settings.data / "secret"
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        _made(place)
        found = place.read_bytes()
    except OSError as refused:
        raise Unavailable(
            f"The folder {settings.data} cannot be written: {refused.strerror}. "
            "Choose another in REELWRIGHT_DATA."
        ) from None
    if len(found) < _BYTES:
        raise Unavailable(f"{place} is damaged: it is too short. Restore it from a backup.")
    return found


def _made(place: Path) -> None:
    """Make a secret unless there is one; of several processes that start at once, one makes it."""
    if place.exists():
        return
    aside = place.with_name(f".secret.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, place)
    except FileExistsError:
        return
    finally:
        aside.unlink(missing_ok=True)
