"""Pixora as it is served: its document's operations, done by the services that everybody uses."""

from datetime import timedelta
from typing import Final

from reelwright.api.contracts.pixora import auth, generation, media, scenes, users, videos
from reelwright.api.contracts.pixora.errors import PIXORA
from reelwright.api.kit.dispatch import Marks
from reelwright.api.kit.offer import Offer
from reelwright.services.door import Span

LIFE: Final = timedelta(seconds=691_200)
"""How long an access token lives, by the document."""

OFFER: Final = Offer(
    contract=PIXORA,
    routers=(
        auth.router,
        users.router,
        videos.router,
        scenes.router,
        generation.router,
        media.router,
    ),
    span=Span(access=LIFE, refresh=None, whole=LIFE),
    marks=Marks(
        ids=r"/api/v1/videos/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        fields={"/api/v1/auth/login": ("username",), "/api/v1/auth/register": ("name",)},
    ),
)
