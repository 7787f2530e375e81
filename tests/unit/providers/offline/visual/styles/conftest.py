"""Proofs for styles to finish: synthetic pictures of which everything is known."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.styles import Proof


@pytest.fixture(scope="session")
def proof() -> Callable[..., Proof]:
    """Return a proof of a picture, flat grey unless said, 60 metres away unless said."""

    def build(
        picture: np.ndarray | float = 0.45,
        depth: np.ndarray | float = 60.0,
        size: tuple[int, int] = (192, 108),
        seed: int = 1,
    ) -> Proof:
        columns, rows = size
        shown = np.asarray(picture, np.float32)
        shown = shown[..., None] if shown.ndim == 2 else shown
        unit = float(np.sqrt(columns * rows * 9 / 16))
        return Proof(
            np.broadcast_to(shown, (rows, columns, 3)).copy(),
            np.broadcast_to(np.asarray(depth, np.float32), (rows, columns)).copy(),
            unit,
            np.random.default_rng(seed),
        )

    return build


@pytest.fixture(scope="session")
def ramp() -> np.ndarray:
    """Brightness from black on the left to white on the right, 192 by 108."""
    return np.broadcast_to(np.linspace(0, 1, 192, dtype=np.float32), (108, 192)).copy()


@pytest.fixture(scope="session")
def ledge() -> np.ndarray:
    """The left half 20 metres away, the right 400."""
    return np.where(np.arange(192) < 96, 20.0, 400.0).astype(np.float32)
