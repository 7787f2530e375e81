"""Builders for the planner's tests."""

import asyncio
from collections.abc import Callable

import pytest

from reelwright.model.brief import Brief
from reelwright.model.storyboard import Storyboard
from reelwright.providers.offline.planner import OfflinePlanner


@pytest.fixture(scope="session")
def plan() -> Callable[..., Storyboard]:
    """Plan a brief made of the arguments; `told` are tales told before."""

    def planned(*, told: frozenset[str] = frozenset(), **asked: object) -> Storyboard:
        return asyncio.run(OfflinePlanner().plan(Brief.read(asked), told=told))

    return planned
