"""Buying: what a vendor is told of a call that costs money, and what it says of itself.

A vendor whose calls cost nothing needs none of this. One that charges has a method `under`, which
returns the port as one call uses it, with a key that is the same whenever this call is made again:

    class KilnVisual:
        models = (VisualModel("kiln:1", "fired clay"),)

        def __init__(self, access: Access, purchase: Purchase | None = None) -> None:
            self._access, self._purchase = access, purchase

        def under(self, purchase: Purchase) -> "KilnVisual":
            return KilnVisual(self._access, purchase)

        async def picture(self, request: PictureRequest) -> MadePicture:
            ...  # send `purchase.key` along, tell `purchase.paid(micros)` what it cost

How it wants to be asked is its `profile.toml`, the fields of `Profile`, beside its code. What it
raises decides what happens next: `VendorFailed` with its `Trouble`, `Refused` for the content.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast, runtime_checkable

P = TypeVar("P")
P_co = TypeVar("P_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Access:
    """Where a vendor is reached, and the owner's key to it."""

    url: str
    key: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Profile:
    """How a vendor is asked. Times are seconds, prices micro-dollars.

    `safe` says that a call which is made again under its key is not paid for again: the vendor
    keeps keys, or its client looks the call up first. `patience` is how long one call may take.
    Of all workers together, `at_once` calls are under way at most and `per_minute` begin. After
    `failures` in a row it is left alone for `pause`, after each more for twice as long.

    `prices` are what things cost here, as the price list of the installation counts them.
    """

    safe: bool
    patience: float = 120.0
    at_once: int = 4
    per_minute: int = 60
    failures: int = 5
    pause: float = 15.0
    prices: Mapping[str, int] = field(default_factory=dict)


class Purchase(Protocol):
    """One call that costs money, as the vendor's client sees it."""

    @property
    def key(self) -> str:
        """What the call is known by, always: 64 hexadecimal digits, to be sent with it."""
        ...

    @property
    def ticket(self) -> str | None:
        """The vendor's own name of this call, where it was noted before: do not call again, ask."""
        ...

    @property
    def again(self) -> bool:
        """Whether the vendor was asked before and nobody knows what came of it."""
        ...

    async def note(self, ticket: str) -> None:
        """Keep the vendor's own name of this call, for whoever goes on with it after a death.

        To be awaited before the vendor is asked how far it is.
        """
        ...

    def paid(self, micros: int) -> None:
        """Tell what the vendor charged for this call, in micro-dollars."""
        ...


@runtime_checkable
class Seller(Protocol[P_co]):
    """A vendor whose calls cost money."""

    def under(self, purchase: Purchase) -> P_co:
        """Return the port as this one call uses it."""
        ...


class Unkept:
    """A purchase that nobody keeps a record of: of a film that is made in one process."""

    def __init__(self, key: str) -> None:
        self.key, self.again, self.cost = key, False, 0
        self.ticket: str | None = None

    async def note(self, ticket: str) -> None:
        """Keep the vendor's own name of this call, while the process lives."""
        self.ticket = ticket

    def paid(self, micros: int) -> None:
        """Tell what the vendor charged."""
        self.cost = micros


def under(vendor: P, purchase: Purchase) -> P:
    """Return a vendor as one call uses it: itself, where it costs nothing."""
    return cast("P", vendor.under(purchase)) if isinstance(vendor, Seller) else vendor
