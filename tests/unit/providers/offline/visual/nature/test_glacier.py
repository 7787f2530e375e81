"""A glacier."""

from collections.abc import Callable

import numpy as np

from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.nature.glacier import Glacier
from reelwright.providers.offline.visual.nature.terrain import Land

DRIFT = np.array([0.2, 0.4, 0.6, 0.8], np.float32)
GLACIER = Glacier(rgb(0.1, 0.08, 0.06), rgb(0.3, 0.25, 0.2), DRIFT)


def places() -> tuple[np.ndarray, np.ndarray]:
    across, ahead = np.meshgrid(np.linspace(-900, 900, 160), np.linspace(300, 1_200, 90))
    return across.astype(np.float32), ahead.astype(np.float32)


def test_ice_lies_lower_than_its_walls() -> None:
    away, tall = GLACIER.away(*places()), GLACIER.relief(*places())
    assert tall[away < 0.8].mean() + 40 < tall[away > 2.2].mean()


def test_rubble_is_heaped_at_the_edge() -> None:
    away, tall = GLACIER.away(*places()), GLACIER.relief(*places())
    edge = (away > 1.04) & (away < 1.12)
    assert tall[edge].mean() > tall[(away > 0.7) & (away < 0.9)].mean() + 2


def test_valleys_rise_into_the_distance() -> None:
    ahead = np.linspace(200, 5_000, 60).astype(np.float32)
    tall = GLACIER.relief(GLACIER.middle(ahead)[None], ahead[None])[0]
    assert tall[-10:].mean() > tall[:10].mean() + 150


def test_ice_is_blue_and_rubble_brown(landed: Callable[..., Land]) -> None:
    across, ahead = places()
    seen = GLACIER.ice(landed(160, 90, across=across, ahead=ahead))
    away = GLACIER.away(across, ahead)
    ice = seen[away < 0.8].mean(axis=0)
    assert ice[2] > 1.15 * ice[0]
    rubble = seen[(away > 1.04) & (away < 1.12)].mean(axis=0)
    assert rubble.mean() < 0.9 * ice.mean()
