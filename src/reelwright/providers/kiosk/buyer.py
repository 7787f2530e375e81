"""Buying at the kiosk: one call, under its key."""

import base64
import binascii
from collections.abc import Mapping

from reelwright.model.errors import Broken, VendorFailed
from reelwright.model.value import Json
from reelwright.ports.purchase import Access, Purchase
from reelwright.providers._http import Line


class Buyer:
    """Makes one purchase."""

    def __init__(self, access: Access, purchase: Purchase | None) -> None:
        self._line, self._bought = Line("kiosk", access), purchase

    async def buy(self, thing: str, order: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return what is handed over at once."""
        sold = await self._line.ask("POST", f"/v1/{thing}", order, self._purchase.key)
        self._pay(sold)
        return sold

    async def order(self, thing: str, order: Mapping[str, Json]) -> str:
        """Return the kiosk's name of what is ordered, which was noted: now, or before a death."""
        purchase = self._purchase
        if purchase.ticket is not None:
            return purchase.ticket
        told = await self._line.ask("POST", f"/v1/{thing}", order, purchase.key)
        ticket = told.get("id")
        if not isinstance(ticket, str):
            raise nonsense()
        await purchase.note(ticket)
        return ticket

    async def look(self, thing: str, ticket: str) -> Mapping[str, Json]:
        """Return how far an order is."""
        told = await self._line.ask("GET", f"/v1/{thing}/{ticket}")
        if told.get("state") == "done":
            self._pay(told)
        return told

    @property
    def _purchase(self) -> Purchase:
        if self._bought is None:
            raise Broken("The kiosk was asked for something outside of a purchase.")
        return self._bought

    def _pay(self, sold: Mapping[str, Json]) -> None:
        cost = sold.get("cost_micros")
        if not isinstance(cost, int):
            raise nonsense()
        self._purchase.paid(cost)


def unpacked(data: Json) -> bytes:
    """Return bytes that came in base64."""
    try:
        return base64.b64decode(data if isinstance(data, str) else "?", validate=True)
    except binascii.Error as wrong:
        raise nonsense() from wrong


def nonsense() -> VendorFailed:
    """Return the error for an answer that is not what the kiosk promises."""
    return VendorFailed("The kiosk handed over something else than was bought.", unsure=True)
