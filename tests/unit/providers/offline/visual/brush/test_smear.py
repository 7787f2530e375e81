"""Texture taken out, shapes left."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.smear import smear

Rough = Callable[..., np.ndarray]


@pytest.mark.parametrize("radius", [1, 3, 6])
def test_even_pictures_stay(radius: int) -> None:
    even = np.full((30, 40, 3), (0.2, 0.5, 0.8), np.float32)
    assert smear(even, radius) == pytest.approx(even, abs=1e-4)


def test_no_radius_changes_nothing(rough: Rough) -> None:
    picture = rough(30, 40, 3)
    assert smear(picture, 0) is picture


def test_wider_strokes_are_calmer(rough: Rough) -> None:
    picture = rough(60, 80, 3)
    spread = [float(smear(picture, radius).std()) for radius in (1, 3, 7)]
    assert picture.std() > spread[0] > spread[1] > spread[2]


def test_edges_stay_sharp(rough: Rough) -> None:
    """A step keeps nearly all of its height within two pixels, where a blur would not."""
    picture = np.full((40, 60, 3), 0.2, np.float32)
    picture[:, 30:] = 0.8
    smeared = smear(picture + rough(40, 60, 3) * 0.05, 4)
    assert smeared[20, 31].mean() - smeared[20, 28].mean() > 0.5


def test_values_stay_in_range(rough: Rough) -> None:
    smeared = smear(rough(40, 60, 3), 3)
    assert 0 <= smeared.min() <= smeared.max() <= 1.0001


def test_bands_leave_no_seam(rough: Rough) -> None:
    """A picture of several bands is smeared as its parts are."""
    picture = rough(600, 2_000, 3)
    whole = smear(picture, 2)
    assert whole[500:560] == pytest.approx(smear(picture[480:580], 2)[20:80], abs=2e-3)
