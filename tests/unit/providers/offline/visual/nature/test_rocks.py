"""Rocks."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.sprite import COVER, GLOW, LEAF, RIGHT, SHADE, UP
from reelwright.providers.offline.visual.nature import rocks

ALL = range(rocks.VARIANTS)


def solid(variant: int) -> np.ndarray:
    return rocks.boulder(variant).sized(128)


@pytest.mark.parametrize("variant", ALL)
def test_channels_are_within_their_ranges(variant: int) -> None:
    planes = solid(variant)
    there = planes[..., COVER] > 0.5
    assert 0.2 < there.mean() < 0.9
    assert np.hypot(planes[there, RIGHT], planes[there, UP]).max() <= 1.03
    assert 0.1 < planes[there, SHADE].min() <= planes[there, SHADE].max() <= 1.01
    assert not planes[..., [LEAF, GLOW]].any()


@pytest.mark.parametrize("variant", ALL)
def test_rocks_touch_no_side(variant: int) -> None:
    cover = rocks.boulder(variant).planes[..., COVER]
    assert max(cover[0].max(), cover[:, 0].max(), cover[:, -1].max()) < 100


@pytest.mark.parametrize("variant", ALL)
def test_feet_are_buried_along_a_ragged_line(variant: int) -> None:
    cover = solid(variant)[..., COVER] > 0.5
    feet = 127 - cover[::-1].argmax(axis=0)[cover.any(axis=0)]
    assert feet.max() > 96
    assert np.ptp(feet) > 3


@pytest.mark.parametrize("variant", ALL)
def test_outlines_have_no_holes(variant: int) -> None:
    cover = solid(variant)[..., COVER] > 0.5
    runs = np.abs(np.diff(cover.astype(int), axis=1)).sum(axis=1)
    assert np.median(runs[cover.any(axis=1)]) == 2


@pytest.mark.parametrize("variant", ALL)
def test_surfaces_bulge_outwards(variant: int) -> None:
    planes = solid(variant)
    there = planes[..., COVER] > 0.8
    across = np.broadcast_to(np.arange(planes.shape[1]), there.shape)[there]
    up = -np.broadcast_to(np.arange(128)[:, None], there.shape)[there]
    assert np.corrcoef(across, planes[there, RIGHT])[0, 1] > 0.4
    assert np.corrcoef(up, planes[there, UP])[0, 1] > 0.2


def test_no_two_are_alike() -> None:
    assert len({rocks.boulder(variant).planes.tobytes() for variant in ALL}) == rocks.VARIANTS


def test_rocks_are_made_the_same_again() -> None:
    first = rocks.boulder(2).planes.copy()
    rocks.boulder.cache_clear()
    assert np.array_equal(rocks.boulder(2).planes, first)
