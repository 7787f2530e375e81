"""A face: one contract as an application of its own, all of whose answers have that one shape."""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import orjson
from fastapi import APIRouter, Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from reelwright.api.kit.auth import Gate
from reelwright.api.kit.contract import Contract
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.events import Feed
from reelwright.api.kit.failures import OURS, Failure, Misgiven, Rejected, failure_at, failure_of
from reelwright.api.kit.json import Said
from reelwright.api.kit.limits import Limiter
from reelwright.api.kit.openapi import describe
from reelwright.api.kit.page import page
from reelwright.api.kit.routes import Place, Routes
from reelwright.api.kit.shell import Render, Shell
from reelwright.api.kit.visit import visit
from reelwright.model.errors import Fault, ReelwrightError
from reelwright.model.value import faults_in


class Router(APIRouter):
    """A router whose bodies `kit.json.Body` reads strictly. Every module of routes has one.

    What `first` calls is called before anything else of a request.
    """

    def __init__(
        self,
        *,
        prefix: str = "",
        tags: Iterable[str] = (),
        first: Iterable[Callable[..., object]] = (),
    ) -> None:
        before = [Depends(one) for one in first]
        super().__init__(prefix=prefix, tags=list(tags), dependencies=before, route_class=_Route)


def face(
    contract: Contract, desk: Desk, gate: Gate, feed: Feed, routers: Iterable[APIRouter]
) -> Shell:
    """Return an application of these routes, and of `/openapi.json` and `/docs` about them."""
    inner = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    inner.state.desk, inner.state.gate, inner.state.feed = desk, gate, feed
    inner.state.contract = contract
    inner.state.limiter = Limiter(desk.buckets, desk.clock, contract.name)
    for router in routers:
        inner.include_router(router)
    described, shown = _described(inner, contract)
    inner.add_api_route("/openapi.json", described, include_in_schema=False)
    if contract.base:
        inner.add_api_route("/docs", shown, include_in_schema=False)
    routes = Routes(inner.routes)
    _tell(inner, routes, contract.render)
    return Shell(inner, routes, contract.render)


def _described(
    inner: FastAPI, contract: Contract
) -> tuple[Callable[[], Response], Callable[[], Response]]:
    @cache
    def document() -> dict[str, Any]:
        return describe(inner, contract)

    def described() -> Response:
        return Response(orjson.dumps(document()), media_type="application/json")

    def shown() -> Response:
        return page(document())

    return described, shown


def _tell(inner: FastAPI, routes: Routes, render: Render) -> None:
    """Have every exception end in a failure of the contract's shape."""

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, ReelwrightError)  # noqa: S101 - as it is registered below
        return render(failure_of(error), visit(request))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - as it is registered below
        return render(_failure(error, routes.at(_path(request))), visit(request))

    async def parameters(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - as it is registered below
        return render(_invalid(error), visit(request))

    async def gone(_request: Request, _error: Exception) -> Response:
        return Response(status_code=400)  # nobody is there to read it

    async def bug(request: Request, _error: Exception) -> Response:
        return render(Failure("broken", OURS), visit(request))

    inner.add_exception_handler(ReelwrightError, ours)
    inner.add_exception_handler(HTTPException, http)
    inner.add_exception_handler(RequestValidationError, parameters)
    inner.add_exception_handler(ClientDisconnect, gone)
    inner.add_exception_handler(Exception, bug)


def _path(request: Request) -> str:
    return str(request.scope["path"]).removeprefix(str(request.scope.get("root_path", "")))


def _failure(error: HTTPException, place: Place | None) -> Failure:
    if isinstance(error, Rejected):
        return error.failure
    failure = failure_at(error.status_code)
    if failure.code == "method_not_allowed" and place is not None:
        detail = f"This address takes {place.allow}."
        return replace(failure, detail=detail, headers={"Allow": place.allow})
    return failure


class _Parameters(BaseModel):
    """Stands for the parameters of any address, so that their faults are told as all faults are."""


def _invalid(error: RequestValidationError) -> Failure:
    faults = tuple(_fault(dict(one)) for one in error.errors())
    detail = str(faults[0]) if len(faults) == 1 else f"{len(faults)} things are wrong."
    return Failure("invalid", detail, faults)


def _fault(found: dict[str, Any]) -> Fault:
    where, *place = found["loc"]
    line = InitErrorDetails(type=found["type"], input=found.get("input"), ctx=found.get("ctx", {}))
    told = faults_in(_Parameters, ValidationError.from_exception_data("parameters", [line]))[0]
    if where == "body":
        return told
    name = ".".join(str(part) for part in place)
    return Misgiven("", f"The parameter {name!r}: {told.problem}", name)


class _Request(Request):
    """A request whose body stays as it came, and only says that it is JSON."""

    async def json(self) -> Any:  # noqa: ANN401 - Starlette's own signature
        """Return the body, for `Body` to read once it is known who asks."""
        return Said(await self.body())


class _Route(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handle(_Request(request.scope, request.receive))

        return strict
