"""Shelves of books."""

import numpy as np

from reelwright.providers.offline.visual.built import volumes

SHELF = 0.4


def shelves(pixel: float = 0.004, seed: int = 0, wide: float = 2.0) -> np.ndarray:
    """Return two shelves of books in pixels of some metres."""
    along = np.arange(0, wide, pixel, dtype=np.float32)[None]
    up = np.arange(2 * SHELF, 0, -pixel, dtype=np.float32)[:, None]
    grid = [np.array(one) for one in np.broadcast_arrays(along, up)]
    return volumes.books(volumes.LEATHERS[0], SHELF, seed)(*grid)


def test_books_are_colours() -> None:
    seen = shelves()
    assert seen.shape == (200, 500, 3)
    assert seen.min() >= 0
    assert seen.max() <= 1


def test_spines_differ_along_a_shelf() -> None:
    seen = shelves()
    spines = seen[140:160].mean(axis=(0, 2))
    steps = np.abs(np.diff(spines)) > 0.02
    assert 20 < steps.sum() < 200


def test_above_books_it_is_dark() -> None:
    """Just under the next board no book reaches."""
    seen = shelves().mean(axis=-1)
    assert seen[102:110].mean() < 0.35 * seen[150:180].mean()


def test_shelves_differ() -> None:
    seen = shelves()
    assert np.abs(seen[:100] - seen[100:]).mean() > 0.02
    assert np.abs(shelves(seed=3) - seen).mean() > 0.02


def test_far_books_even_out() -> None:
    """Where spines are smaller than pixels they do not flicker."""
    near, far = (shelves(pixel, wide=12.0).mean(axis=-1) for pixel in (0.004, 0.05))
    assert far[8:13].std() < 0.6 * near[100:160].std()
