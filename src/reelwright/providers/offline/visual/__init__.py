"""The offline painter: pictures of known places and things, painted by rule from the words."""

import asyncio

from reelwright.model.provenance import Provenance
from reelwright.ports.visual import MadePicture, PictureRequest, VisualModel
from reelwright.providers.offline import png
from reelwright.providers.offline.visual import order, painter

VERSION = "2"
MODEL = VisualModel(
    id="offline:painter",
    about="Paints twenty-five kinds of places at five hours in six weathers, "
    "and three hundred things.",
)


class OfflineVisual:
    """Paints pictures on this machine, with no key and no network."""

    @property
    def models(self) -> tuple[VisualModel, ...]:
        """The one way it makes pictures."""
        return (MODEL,)

    async def picture(self, request: PictureRequest) -> MadePicture:
        """Return the picture asked for; what it could not show is said in `degradations`."""
        return await asyncio.to_thread(_made, request)


def _made(request: PictureRequest) -> MadePicture:
    wanted = order.order(request)
    painting = painter.paint(wanted)
    degradations = wanted.degradations
    if painting.unplaced:
        degradations = (*degradations, order.unplaced(list(painting.unplaced), wanted.setting))
    return MadePicture(
        png=png.encoded(painting.pixels[..., ::-1]),
        provenance=Provenance(
            vendor="offline",
            model=MODEL.id,
            version=VERSION,
            seed=request.seed,
            licence="Apache-2.0",
            credit="Fluent Emoji by Microsoft (MIT)" if wanted.things else "",
        ),
        degradations=degradations,
        life=painting.life,
    )
