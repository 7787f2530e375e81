"""The fronts of old town houses."""

from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.visual.built import frontage
from reelwright.providers.offline.visual.built.frontage import BAY, FLOOR, GROUND, House

HOUSE = House(
    side=1,
    ahead=(4.0, 4.0 + 4 * BAY),
    half=5.0,
    floors=2,
    wall="#d8b98a",
    shutter="#3c5a74",
    roof="#54484a",
    cloth=("#a83430", "#ece2d0"),
    seed=10,
    shop=True,
)


def places(house: House, pixel: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return places all over a front, from its top down."""
    along = np.arange(0, house.long, pixel, dtype=np.float32)[None]
    up = np.arange(house.eaves, 0, -pixel, dtype=np.float32)[:, None]
    first, second = (np.array(one) for one in np.broadcast_arrays(along, up))
    return first, second


def test_fronts_have_colours() -> None:
    seen = frontage.front(HOUSE)(*places(HOUSE))
    assert seen.min() >= 0
    assert seen.max() <= 1.2


def test_windows_stand_in_rows() -> None:
    """Lit, there are four on each upper floor and none between the floors."""
    lit = frontage.lamplit(HOUSE, 9.0)(*places(HOUSE))
    up = places(HOUSE)[1][:, 0]
    for floor in range(HOUSE.floors):
        middle = np.argmin(np.abs(up - (GROUND + floor * FLOOR + 1.5)))
        starts = np.diff(lit[middle].astype(int)) > 0
        assert starts.sum() == 4 * 2  # each window has a bar in its middle
        foot = np.argmin(np.abs(up - (GROUND + floor * FLOOR + 0.2)))
        assert lit[foot].max() == 0


@pytest.mark.parametrize("lamps", [0.3, 0.6, 1.0])
def test_more_windows_are_lit_the_darker_it_is(lamps: float) -> None:
    house = replace(HOUSE, shop=False, seed=10)
    less, more = (
        frontage.lamplit(house, one)(*places(house))[:120].mean() for one in (lamps * 0.5, lamps)
    )
    assert less <= more


def test_shops_have_more_glass_than_houses() -> None:
    shop, home = (
        frontage.lamplit(one, 1.0)(*places(one))[-60:].mean()
        for one in (HOUSE, replace(HOUSE, shop=False, seed=12))
    )
    assert shop > 1.3 * home > 0


def test_snow_lies_on_sills() -> None:
    dry, white = (frontage.front(one)(*places(one)) for one in (HOUSE, replace(HOUSE, white=True)))
    rows = np.flatnonzero((white - dry).mean(axis=(1, 2)) > 0.02)
    assert rows.size
    assert places(HOUSE)[1][rows, 0].min() > GROUND


def test_light_is_warm() -> None:
    seen = frontage.shining(HOUSE, 1.0)(*places(HOUSE))
    assert (seen[..., 0] > seen[..., 2]).all()
    assert seen.min() > 0
