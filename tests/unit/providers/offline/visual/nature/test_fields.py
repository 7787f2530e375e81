"""Fields."""

from collections.abc import Callable

import numpy as np

from reelwright.providers.offline.visual.nature import fields
from reelwright.providers.offline.visual.nature.fields import Fields
from reelwright.providers.offline.visual.nature.growth import tints
from reelwright.providers.offline.visual.nature.terrain import Land

DRIFT = np.array([0.2, 0.4], np.float32)
FIELDS = Fields(0.5, 1.0, DRIFT)
TONES = tints(("#ff0000", "#00ff00", "#0000ff"))


def spread() -> tuple[np.ndarray, np.ndarray]:
    """Return places a few metres apart."""
    across, ahead = np.meshgrid(np.arange(-400, 400, 4), np.arange(50, 850, 4))
    return across.astype(np.float32), ahead.astype(np.float32)


def test_fields_are_whole() -> None:
    """Neighbouring places are of one field, but for those at a border."""
    number, _, _ = FIELDS.at(*spread())
    changes = (np.diff(number, axis=1) != 0).mean()
    assert 0.005 < changes < 0.06
    assert len(np.unique(number)) > 10


def test_places_lie_within_their_field() -> None:
    number, u, v = FIELDS.at(*spread())
    assert min(u.min(), v.min(), number.min()) >= 0
    assert max(u.max(), v.max(), number.max()) <= 1


def test_numbers_change_at_borders_alone() -> None:
    place = FIELDS.at(*spread())
    border = FIELDS.border(place)
    changed = np.diff(place[0], axis=1) != 0
    assert border[:, :-1][changed].max() < 12
    assert border.max() > 50


def test_snapped_places_lie_on_borders() -> None:
    rng = np.random.default_rng(1)
    across = rng.uniform(-300, 300, 200).astype(np.float32)
    ahead = rng.uniform(100, 700, 200).astype(np.float32)
    right, on = FIELDS.snapped(across, ahead, rng)
    moved = FIELDS.border(FIELDS.at(right[None], on[None]))
    still = FIELDS.border(FIELDS.at(across[None], ahead[None]))
    assert np.median(moved) < 0.3 * np.median(still)


def test_crops_have_the_tones_given(landed: Callable[..., Land]) -> None:
    across, ahead = spread()
    land = landed(200, 200, across=across, ahead=ahead)
    seen = fields.sown(land, FIELDS.at(across, ahead), TONES)
    strongest = seen.max(axis=-1, keepdims=True)
    assert ((seen > 0).sum(axis=-1) == 1).all()
    assert 0.2 < strongest.min() < strongest.max() < 2
    assert len(np.unique(seen.argmax(axis=-1))) == 3
