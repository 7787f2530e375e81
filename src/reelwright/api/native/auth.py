"""What the routes for coming and going share: who comes from where, and how often he may."""

from typing import Annotated, Final

from fastapi import Depends, Request

from reelwright.api.kit.limits import Policy, address, from_address
from reelwright.services.door import Visitor

STRANGER: Final = [Depends(from_address(Policy("strangers-at-the-door", 30, 60)))]
"""How often one address may register, log in, or ask for letters."""


async def coming(request: Request) -> Visitor:
    """Return where a request comes from."""
    return Visitor(request.headers.get("user-agent", ""), address(request))


Coming = Annotated[Visitor, Depends(coming)]
"""Where a request comes from."""
