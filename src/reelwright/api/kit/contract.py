"""What differs between contracts: the shape of failures, the limits, and how it is described."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response
from starlette.routing import BaseRoute

from reelwright.api.kit.failures import Failure
from reelwright.api.kit.limits import Policies, Policy
from reelwright.api.kit.visit import Visit

Responses = dict[int | str, dict[str, Any]]
"""Answers of an operation, as OpenAPI describes them."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One API as its clients know it.

    `render` gives failures their shape and `failing` describes those of some codes; `wrong` is
    that shape as a model. `base` is where it lies, `every` how often one principal may ask, None
    where `rates` say that by kinds of requests; `webhooks` is what it tells others, which is
    described and not served.
    """

    name: str
    title: str
    version: str
    base: str
    render: Callable[[Failure, Visit], Response]
    failing: Callable[..., Responses]
    wrong: type[BaseModel]
    description: str = ""
    every: Policies | None = field(default_factory=lambda: Policy("requests", 600, 60))
    rates: Mapping[str, Policies] = field(default_factory=dict)
    webhooks: Sequence[BaseRoute] = ()
