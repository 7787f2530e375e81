"""Pictures bought at the kiosk."""

from typing import Final

from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.value import Json
from reelwright.ports.purchase import Access, Purchase
from reelwright.ports.visual import MadePicture, PictureRequest, VisualModel
from reelwright.providers.kiosk.buyer import Buyer, unpacked

MADE: Final = Provenance(vendor="kiosk", model="kiosk:flat", version="1", licence="CC0-1.0")
PLAIN: Final = Degradation(what="picture", why="the kiosk sells colours, and nothing in them")


class KioskVisual:
    """Sells the colours of words."""

    models = (VisualModel("kiosk:flat", "one colour into another, to try out what costs money"),)

    def __init__(self, access: Access, purchase: Purchase | None = None) -> None:
        self._access, self._buyer = access, Buyer(access, purchase)

    def under(self, purchase: Purchase) -> "KioskVisual":
        """Return the painter for one call."""
        return KioskVisual(self._access, purchase)

    async def picture(self, request: PictureRequest) -> MadePicture:
        """Return the picture asked for, in colours alone."""
        order: dict[str, Json] = {
            "words": f"{request.style}: {request.words}",
            "width": request.size.width,
            "height": request.size.height,
            "seed": request.seed,
        }
        sold = await self._buyer.buy("pictures", order)
        return MadePicture(unpacked(sold.get("png")), MADE, (PLAIN,))
