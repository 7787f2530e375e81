"""The gate: credentials of either kind become the principal they belong to."""

from collections.abc import Callable
from datetime import datetime

from reelwright.ports.records import Store
from reelwright.services import keys, sessions
from reelwright.services.principal import Principal, Unrecognised
from reelwright.services.tokens import AccessTokens


class Gate:
    """Knows the credentials of one audience: sessions' access tokens and, with `keys`, API keys."""

    def __init__(
        self,
        store: Store,
        tokens: AccessTokens,
        clock: Callable[[], datetime],
        audience: str = sessions.NATIVE,
        *,
        keys: bool = True,
    ) -> None:
        self._store, self._tokens = store, tokens
        self._clock, self._audience, self._keys = clock, audience, keys

    def recognise(self, credential: str) -> Principal | None:
        """Return whose credential this is; None for one that is not, or no longer, good."""
        at = self._clock()
        try:
            if self._keys and keys.looks_like(credential):
                return keys.authenticate(self._store, credential, at)
            return sessions.authenticate(self._store, self._tokens, credential, self._audience, at)
        except Unrecognised:
            return None
