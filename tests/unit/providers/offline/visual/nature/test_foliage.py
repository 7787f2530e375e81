"""Broad-leaved plants."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.sprite import COVER, LEAF, RIGHT, SHADE, UP
from reelwright.providers.offline.visual.nature import foliage

KINDS = ["fern", "banana", "ear", "fan", "emergent"]


@pytest.mark.parametrize("kind", KINDS)
def test_channels_are_within_their_ranges(kind: str) -> None:
    planes = foliage.grow(kind, 0).sized(160)
    there = planes[..., COVER] > 0.6
    assert 0.05 < there.mean() < 0.9
    assert np.hypot(planes[there, RIGHT], planes[there, UP]).max() <= 1.15
    assert 0.02 < planes[there, SHADE].min() <= planes[there, SHADE].max() <= 1.1


@pytest.mark.parametrize("kind", KINDS)
def test_plants_have_room_in_their_drawing(kind: str) -> None:
    for variant in range(foliage.VARIANTS):
        cover = foliage.grow(kind, variant).planes[..., COVER]
        assert cover[0].max() < 100
        assert max(cover[:, 0].max(), cover[:, -1].max()) < 100


@pytest.mark.parametrize("kind", KINDS)
def test_plants_reach_the_ground(kind: str) -> None:
    cover = foliage.grow(kind, 1).planes[..., COVER]
    rows = np.flatnonzero((cover > 40).any(axis=1))
    assert rows[-1] > 0.93 * len(cover)


def test_giants_carry_their_leaves_high() -> None:
    planes = foliage.grow("emergent", 0).sized(200)
    leaves = planes[..., COVER] * planes[..., LEAF]
    assert leaves[:80].sum() > 20 * leaves[120:].sum()


def test_leaves_are_leaves() -> None:
    planes = foliage.grow("fern", 0).sized(160)
    assert planes[planes[..., COVER] > 0.8, LEAF].mean() > 0.9


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_are_alike(kind: str) -> None:
    grown = {foliage.grow(kind, variant).planes.tobytes() for variant in range(foliage.VARIANTS)}
    assert len(grown) == foliage.VARIANTS


def test_plants_are_grown_the_same_again() -> None:
    first = foliage.grow("ear", 2).planes.copy()
    foliage.grow.cache_clear()
    assert np.array_equal(foliage.grow("ear", 2).planes, first)
