"""A sky of fog."""

from collections.abc import Callable

import numpy as np

from reelwright.providers.offline.visual.nature import murk
from reelwright.providers.offline.visual.stage import Stage

SIZE = (192, 144)
HORIZON = 100


def fogged(staged: Callable[..., Stage], seed: int) -> np.ndarray:
    """Return how light an even sky becomes, down to the horizon and below."""
    stage = staged(SIZE, horizon=HORIZON / SIZE[1])
    stage.canvas.light[:] = 0.4
    murk.paint(stage.canvas, stage.view, np.random.default_rng(seed))
    return stage.canvas.light[..., 1]


def test_fog_is_uneven(staged: Callable[..., Stage]) -> None:
    assert min(fogged(staged, seed)[:80].std() for seed in range(6)) > 0.01


def test_fog_is_even_at_the_horizon(staged: Callable[..., Stage]) -> None:
    for seed in range(6):
        assert np.abs(fogged(staged, seed)[HORIZON - 1] - 0.4).max() < 0.02


def test_land_is_left_alone(staged: Callable[..., Stage]) -> None:
    for seed in range(6):
        assert (fogged(staged, seed)[HORIZON:] == np.float32(0.4)).all()


def test_a_pale_disc_is_seen_now_and_then(staged: Callable[..., Stage]) -> None:
    """It is the one thing that is half as light again as the fog around it."""
    seen = sum(bool((fogged(staged, seed) > 0.68).any()) for seed in range(30))
    assert 12 <= seen <= 28


def test_fog_keeps_its_colour(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE)
    stage.canvas.light[:] = np.array([0.2, 0.3, 0.5], np.float32)
    murk.paint(stage.canvas, stage.view, np.random.default_rng(2))
    red, _, blue = np.moveaxis(stage.canvas.light[:60], -1, 0)
    assert np.abs(red / blue - 0.4).max() < 1e-3
