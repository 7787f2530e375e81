"""Who asks: a credential from the Authorization header becomes a principal."""

from collections.abc import Callable
from typing import Annotated, Final, Protocol

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from reelwright.api.kit.contract import Contract
from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.limits import Policy, address, limit
from reelwright.api.kit.visit import visit
from reelwright.services.door import Visitor
from reelwright.services.principal import Principal, Scope

STRANGERS: Final = Policy("strangers", 60, 60)
"""How often one address may come with a credential that is not good."""

_KNOWN: Final = "reelwright.recognised"


class Gate(Protocol):
    """Knows credentials. One for each contract, as tokens are bound to their audience."""

    def recognise(self, credential: str) -> Principal | None:
        """Return whose credential this is; None for one that is not, or no longer, good."""
        ...


bearer = HTTPBearer(auto_error=False, description="An API key, or a session's access token.")


def recognised(request: Request) -> Principal | None:
    """Return who asks, None where that is not known. It is found out once for each request."""
    known: dict[str, Principal | None] = request.scope.setdefault(_KNOWN, {})
    if "who" not in known:
        scheme, _, credential = request.headers.get("authorization", "").partition(" ")
        gate: Gate = request.app.state.gate
        bears = scheme.lower() == "bearer" and bool(credential.strip())
        found = gate.recognise(credential.strip()) if bears else None
        if found is not None:
            visit(request).principal = found.id
        known["who"] = found
    return known["who"]


def principal(request: Request, _scheme: Annotated[object, Depends(bearer)]) -> Principal:
    """Return who asks; `Rejected` (unauthorized) where that is not known."""
    found = recognised(request)
    contract: Contract = request.app.state.contract
    if found is None:
        _, _, credential = request.headers.get("authorization", "").partition(" ")
        if not credential:
            raise _unknown("Send `Authorization: Bearer` with an API key or an access token.")
        if contract.every is not None:
            limit(request, STRANGERS, address(request))
        raise _unknown("The credential is wrong, has expired or was revoked.")
    if contract.every is not None:
        limit(request, contract.every, found.id)
    return found


def counted(rate: str) -> Callable[[Request], None]:
    """Return a dependency that counts a request by one of its contract's rates.

    It counts by account where the credential is good, else by the address it came from.
    """

    def count(request: Request) -> None:
        contract: Contract = request.app.state.contract
        found = recognised(request)
        limit(request, contract.rates[rate], found.id if found else address(request))

    return count


def counted_by_address(rate: str) -> Callable[[Request], None]:
    """Return a dependency that counts a request by one of its contract's rates and its address."""

    def count(request: Request) -> None:
        contract: Contract = request.app.state.contract
        limit(request, contract.rates[rate], address(request))

    return count


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


async def coming(request: Request) -> Visitor:
    """Return where a request comes from."""
    return Visitor(request.headers.get("user-agent", ""), address(request))


Coming = Annotated[Visitor, Depends(coming)]
"""Where a request comes from, and with which program."""
