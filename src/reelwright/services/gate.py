"""The gate: credentials of either kind become the principal they belong to."""

from collections.abc import Callable
from datetime import datetime

from reelwright.ports.records import Store
from reelwright.services import keys, sessions
from reelwright.services.principal import Principal, Unrecognised
from reelwright.services.tokens import AccessTokens


class Gate:
    """Knows the credentials of one audience: its sessions' access tokens, and API keys."""

    def __init__(
        self,
        store: Store,
        tokens: AccessTokens,
        clock: Callable[[], datetime],
        audience: str = sessions.NATIVE,
    ) -> None:
        self._store, self._tokens = store, tokens
        self._clock, self._audience = clock, audience

    def recognise(self, credential: str) -> Principal | None:
        """Return whose credential this is; None for one that is not, or no longer, good."""
        at = self._clock()
        try:
            if keys.looks_like(credential):
                return keys.authenticate(self._store, credential, at)
            return sessions.authenticate(self._store, self._tokens, credential, self._audience, at)
        except Unrecognised:
            return None
