"""Who asks: a credential from the Authorization header becomes a principal."""

from collections.abc import Callable
from typing import Annotated, Final, Protocol

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from reelwright.api.kit.contract import Contract
from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.limits import Policy, address, limit
from reelwright.api.kit.visit import visit
from reelwright.services.principal import Principal, Scope

STRANGERS: Final = Policy("strangers", 60, 60)
"""How often one address may come with a credential that is not good."""


class Gate(Protocol):
    """Knows credentials. One for each contract, as tokens are bound to their audience."""

    def recognise(self, credential: str) -> Principal | None:
        """Return whose credential this is; None for one that is not, or no longer, good."""
        ...


_bearer = HTTPBearer(auto_error=False, description="An API key, or a session's access token.")


def principal(request: Request, _scheme: Annotated[object, Depends(_bearer)]) -> Principal:
    """Return who asks; `Rejected` (unauthorized) where that is not known."""
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    if not credential:
        raise _unknown("Send `Authorization: Bearer` with an API key or an access token.")
    gate: Gate = request.app.state.gate
    found = gate.recognise(credential.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        limit(request, STRANGERS, address(request))
        raise _unknown("The credential is wrong, has expired or was revoked.")
    visit(request).principal = found.id
    contract: Contract = request.app.state.contract
    limit(request, contract.every, found.id)
    return found


def _unknown(detail: str) -> Rejected:
    return Rejected(Failure("unauthorized", detail))


def having(scope: Scope) -> Callable[[Principal], Principal]:
    """Return a dependency that gives the principal if its credential has a scope."""

    def scoped(who: Annotated[Principal, Depends(principal)]) -> Principal:
        who.needs(scope)
        return who

    return scoped


Who = Annotated[Principal, Depends(principal)]
"""Whoever asks, with a good credential."""

Reader = Annotated[Principal, Depends(having(Scope.READ))]
Writer = Annotated[Principal, Depends(having(Scope.WRITE))]
Producer = Annotated[Principal, Depends(having(Scope.PRODUCE))]
Owner = Annotated[Principal, Depends(having(Scope.ACCOUNT))]
