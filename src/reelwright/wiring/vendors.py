"""Which vendors the owner has chosen, one for each port, and how each of them is reached."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any, Final

from reelwright.model.errors import Fault, Invalid, Unavailable, unknown
from reelwright.ports.purchase import Access, Profile
from reelwright.providers.catalog import PORTS, VENDORS, offer
from reelwright.settings import Settings

USUAL: Final = "offline"

THINGS: Final = {"visual": "picture", "animator": "clip", "voice": "speech", "music": "track"}
"""What the ports make, as prices call it."""


@dataclass(frozen=True, slots=True)
class Hired:
    """The vendors at work here: by port, those that are not the usual one.

    `access` and `profiles` are by vendor; one with a profile charges. `resend` says that a call in
    doubt is made again, though it may then be paid for twice.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    access: Mapping[str, Access] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    resend: bool = False

    def vendor(self, port: str) -> str:
        """Return the vendor of a port."""
        return self.chosen.get(port, USUAL)

    def offer(self, port: str) -> Any:  # noqa: ANN401 - the caller knows the port's Protocol
        """Return the implementation of a port; `Unavailable` where its address is not set."""
        vendor = self.vendor(port)
        if vendor not in self.profiles:
            return offer(vendor, port)
        if vendor not in self.access:
            raise Unavailable(
                f"The vendor {vendor} has no address; set it in REELWRIGHT_VENDOR_URLS."
            )
        return offer(vendor, port, self.access[vendor])


OURS: Final = Hired()
"""The vendor that ships, for everything."""


def hired(settings: Settings) -> Hired:
    """Return the vendors that the owner's settings name; `Invalid` for one there is not."""
    if faults := [*_faults(settings)]:
        raise Invalid(faults)
    access = {
        vendor: Access(url, key.get_secret_value() if key else None)
        for vendor, url in settings.vendor_urls.items()
        for key in [settings.vendor_keys.get(vendor)]
    }
    named = dict.fromkeys(settings.vendors.values())
    profiles = {name: _limited(found, name, settings) for name, found in _profiles(named)}
    return Hired(settings.vendors, access, profiles, resend=settings.vendor_doubts == "ask")


def charges(hired: Hired) -> dict[str, int]:
    """Return what the vendors at work charge for what they make here, in micro-dollars."""
    return {
        thing: found.prices[thing]
        for port, thing in THINGS.items()
        if (found := hired.profiles.get(hired.vendor(port))) and thing in found.prices
    }


def _faults(settings: Settings) -> Iterator[Fault]:
    for port, vendor in settings.vendors.items():
        able = [name for name, ports in VENDORS.items() if port in ports]
        if port not in PORTS:
            yield Fault(f"vendors.{port}", unknown("port", port, PORTS))
        elif vendor not in able:
            yield Fault(f"vendors.{port}", unknown(f"{port} vendor", vendor, able))
    for name in ("vendor_urls", "vendor_keys", "vendor_calls", "vendor_pace"):
        for vendor in getattr(settings, name):
            if vendor not in VENDORS:
                yield Fault(f"{name}.{vendor}", unknown("vendor", vendor, VENDORS))


def _profiles(vendors: Mapping[str, object]) -> list[tuple[str, Profile]]:
    found = [(name, profile(name)) for name in vendors]
    return [(name, one) for name, one in found if one is not None]


def profile(vendor: str) -> Profile | None:
    """Return how a vendor is asked, from its folder; None for one whose calls cost nothing."""
    file = resources.files(f"reelwright.providers.{vendor}") / "profile.toml"
    return Profile(**tomllib.loads(file.read_text("utf-8"))) if file.is_file() else None


def _limited(found: Profile, vendor: str, settings: Settings) -> Profile:
    return replace(
        found,
        at_once=settings.vendor_calls.get(vendor, found.at_once),
        per_minute=settings.vendor_pace.get(vendor, found.per_minute),
    )
