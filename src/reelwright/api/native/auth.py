"""What the routes for coming and going share: how often somebody may try."""

from typing import Final

from fastapi import Depends

from reelwright.api.kit.limits import Policy, from_address

STRANGER: Final = [Depends(from_address(Policy("strangers-at-the-door", 30, 60)))]
"""How often one address may register, log in, or ask for letters."""
