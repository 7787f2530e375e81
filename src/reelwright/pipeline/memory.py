"""Memory: what a vendor made once and is asked for again, which a crew may have or not."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from reelwright.model.ids import content_key
from reelwright.model.value import Json, Value
from reelwright.ports.purchase import Purchase, Unkept

V = TypeVar("V", bound=Value)

Making = Callable[[Purchase], Awaitable[V]]
"""Asks a vendor for an asset, which may cost something."""


class Memory(Protocol):
    """Remembers assets by what was asked for."""

    async def once(self, step: str, asked: Sequence[Json], kind: type[V], make: Making[V]) -> V:
        """Return the asset of a kind that was made of exactly `asked` before, or what `make` makes.

        `step` is the name of the step that asks, `asked` all that its outcome depends on but the
        vendor: that the memory knows. What `make` is given has the same key whenever the same is
        asked for in the same step of the same job.
        """
        ...


class Forgetful:
    """Remembers nothing, so that everything is made."""

    async def once(
        self,
        step: str,
        asked: Sequence[Json],
        kind: type[V],  # noqa: ARG002 - the port's own
        make: Making[V],
    ) -> V:
        """Return what `make` makes."""
        return await make(Unkept(content_key("call", step, *asked)))
