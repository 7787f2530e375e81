"""Living pictures bought at the kiosk, which takes its time: ordered first, fetched later."""

import asyncio
import base64
from collections.abc import Mapping
from typing import Final

from reelwright.model.errors import Invalid, Trouble, VendorFailed, unknown
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.value import Json
from reelwright.ports.animator import AnimationRequest, AnimatorModel, MadeAnimation, MadeLayer
from reelwright.ports.purchase import Access, Purchase
from reelwright.providers.kiosk.buyer import Buyer, nonsense, unpacked

MADE: Final = Provenance(vendor="kiosk", model="kiosk:sheet", version="1", licence="CC0-1.0")
FLAT: Final = Degradation(what="motion", why="the kiosk leaves pictures flat")

_BETWEEN: Final = 0.1
"""Seconds between two looks at how far an order is."""


class KioskAnimator:
    """Mounts pictures on a sheet."""

    models = (
        AnimatorModel("kiosk:sheet", "in one layer, to try out what takes time", living=False),
    )

    def __init__(self, access: Access, purchase: Purchase | None = None) -> None:
        self._access, self._buyer = access, Buyer(access, purchase)

    def under(self, purchase: Purchase) -> "KioskAnimator":
        """Return the animator for one call."""
        return KioskAnimator(self._access, purchase)

    async def animate(self, request: AnimationRequest) -> MadeAnimation:
        """Return the picture in one layer; `Invalid` for another model."""
        if request.model not in ("default", "kiosk:sheet"):
            raise Invalid(unknown("animator", request.model, ["kiosk:sheet"]))
        picture = base64.b64encode(request.picture).decode()
        ticket = await self._buyer.order("clips", {"picture": picture})
        # The kiosk calls nobody back.
        while (told := await self._buyer.look("clips", ticket)).get("state") == "working":  # noqa: ASYNC110
            await asyncio.sleep(_BETWEEN)
        layers = told.get("layers")
        if not isinstance(layers, list):
            raise nonsense()
        return MadeAnimation(tuple(_layer(one) for one in layers), MADE, (FLAT,))


def _layer(told: Json) -> MadeLayer:
    if not isinstance(told, Mapping) or not isinstance(depth := told.get("depth"), float):
        raise VendorFailed("The kiosk handed over something else.", Trouble.REFUSED)
    return MadeLayer(unpacked(told.get("png")), depth)
