"""Memory: what a vendor made once and is asked for again, which a crew may have or not."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from reelwright.durable.runner import Work
from reelwright.model.value import Json, Value

V = TypeVar("V", bound=Value)


class Memory(Protocol):
    """Remembers assets by what was asked for."""

    async def once(self, step: str, asked: Sequence[Json], kind: type[V], make: Work[V]) -> V:
        """Return the asset of a kind that was made of exactly `asked` before, or what `make` makes.

        `step` is the name of the step that asks, `asked` all that its outcome depends on but the
        vendor: that the memory knows.
        """
        ...


class Forgetful:
    """Remembers nothing, so that everything is made."""

    async def once(
        self,
        step: str,  # noqa: ARG002 - the port's own
        asked: Sequence[Json],  # noqa: ARG002 - the port's own
        kind: type[V],  # noqa: ARG002 - the port's own
        make: Work[V],
    ) -> V:
        """Return what `make` makes."""
        return await make()
