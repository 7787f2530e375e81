"""Planes to paint on, of seeded noise."""

from collections.abc import Callable

import numpy as np
import pytest


@pytest.fixture(scope="session")
def rough() -> Callable[..., np.ndarray]:
    """Return a plane of noise from 0 to 1 of some rows, columns and channels."""

    def build(*shape: int, seed: int = 1) -> np.ndarray:
        return np.random.default_rng(seed).random(shape or (24, 36, 3), dtype=np.float32)

    return build
