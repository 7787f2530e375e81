"""Choosing by a seed: the same seed and name, the same choice, with no generator to carry along."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from reelwright.model.ids import seed_of
from reelwright.model.value import Json

T = TypeVar("T")


def shuffled(items: Iterable[T], *named: Json) -> list[T]:
    """Return `items` in the order that `named`, a seed and what it is for, gives them."""
    drawn = [(seed_of(*named, number), item) for number, item in enumerate(items)]
    return [item for _, item in sorted(drawn, key=lambda one: one[0])]


def pick(items: Sequence[T], *named: Json) -> T:
    """Return the one of `items` that `named` gives."""
    return items[seed_of(*named) % len(items)]
