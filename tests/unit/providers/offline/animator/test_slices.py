"""A picture is cut by distance: things whole, ground softly, and all carried on behind."""

import numpy as np
import pytest

from reelwright.providers.offline.animator.filling import filled
from reelwright.providers.offline.animator.slices import DEPTHS, slices

HEIGHT, WIDTH = 120, 200
SKY, HILL, POLE = (200, 120, 60), (60, 140, 90), (20, 20, 220)


@pytest.fixture
def scene():
    """Give a sky, a hill far off, a plain that comes closer, and a pole close by."""
    bgr = np.full((HEIGHT, WIDTH, 3), SKY, np.uint8)
    relief = np.ones((HEIGHT, WIDTH), np.float32)
    bgr[50:], relief[50:] = HILL, 0.75
    relief[70:] = np.linspace(0.74, 0.1, 50, dtype=np.float32)[:, None]
    bgr[20:110, 90:100], relief[20:110, 90:100] = POLE, 0.2
    return bgr, relief


def test_layers_go_from_the_sky_to_what_is_near(scene):
    cut = slices(*scene)
    assert [one.depth for one in cut] == list(DEPTHS)
    assert [bool(one.pixels[10, 10, 3]) for one in cut] == [True, False, False, False]
    assert [bool(one.pixels[115, 10, 3]) for one in cut] == [True] * 4


def test_thing_is_cut_out_whole(scene):
    near = slices(*scene)[-1].pixels
    assert near[25:105, 92:98, 3].min() == 255
    assert near[25:65, 80:86, 3].max() == 0


def test_behind_a_thing_its_surroundings_go_on(scene):
    sky, hill = slices(*scene)[:2]
    assert sky.pixels[30, 95, :3].tolist() == pytest.approx(SKY, abs=12)
    assert hill.pixels[60, 95, :3].tolist() == pytest.approx(HILL, abs=12)
    assert hill.pixels[60, 95, 3] > 200
    assert hill.pixels[30, 95, 3] < 40


def test_ground_passes_softly_from_layer_to_layer(scene):
    for layer in slices(*scene)[2:]:
        column = layer.pixels[70:, 30, 3].astype(int)
        soft = column[(column > 8) & (column < 247)]
        assert len(soft) >= 3
        assert np.abs(np.diff(column)).max() < 150


def test_all_sky_is_one_layer():
    bgr = np.full((64, 64, 3), 90, np.uint8)
    (only,) = slices(bgr, np.ones((64, 64), np.float32))
    assert (only.depth, only.pixels[..., 3].min()) == (1.0, 255)
    assert np.array_equal(only.pixels[..., :3], bgr)


def test_wall_without_a_sky_is_cut_too():
    relief = np.linspace(0.6, 0.1, 80, dtype=np.float32)[:, None].repeat(80, axis=1)
    cut = slices(np.full((80, 80, 3), 90, np.uint8), relief)
    assert len(cut) >= 2
    assert cut[0].pixels[..., 3].min() == 255


def test_hole_is_filled_from_around_it():
    pixels = np.zeros((60, 90, 4), np.uint8)
    pixels[:, :45], pixels[:, 45:] = (200, 0, 0, 255), (0, 0, 200, 255)
    known = np.full((60, 90), 255, np.uint8)
    known[20:40, 10:30] = 0
    known[20:40, 60:80] = 0
    pixels[known == 0] = 77
    whole = filled(pixels, known)
    assert np.abs(whole[30, 20].astype(int) - (200, 0, 0, 255)).max() < 25
    assert np.abs(whole[30, 70].astype(int) - (0, 0, 200, 255)).max() < 25
    assert np.array_equal(whole[known == 255], pixels[known == 255])


def test_nothing_known_is_filled_with_nothing():
    whole = filled(np.full((9, 9, 4), 50, np.uint8), np.zeros((9, 9), np.uint8))
    assert whole.max() == 0
