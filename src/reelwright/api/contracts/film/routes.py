"""Film's operations as they are served: fifteen, and the films behind their signed URLs."""

from typing import Final

from reelwright.api.contracts.film import entry, jobs, media, projects
from reelwright.api.contracts.film.errors import FILM
from reelwright.api.kit.dispatch import Marks
from reelwright.api.kit.offer import Offer
from reelwright.services.door import Span

OFFER: Final = Offer(
    contract=FILM,
    routers=(entry.router, projects.router, jobs.router, media.router),
    span=Span(),
    marks=Marks(
        ids=r"/api/v1/jobs/[0-9]+(/.*)?",
        fields={
            "/api/v1/auth/register": ("username",),
            "/api/v1/auth/login": ("email",),
            "/api/v1/jobs": ("project_id", "script"),
        },
    ),
)
"""Film as it is served."""
