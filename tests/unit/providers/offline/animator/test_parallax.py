"""Clouds drift without a seam, mist lies far off, water is in waves, leaves sway."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from reelwright.model.stack import Drift, Sway
from reelwright.ports.visual import MadeLife
from reelwright.providers.offline.animator import guess, mist, water
from reelwright.providers.offline.animator.parallax import BREEZE, CLOUDS, layers
from reelwright.providers.offline.animator.slices import Slice

HEIGHT, WIDTH = 120, 200


def png(plane: np.ndarray) -> bytes:
    return cv2.imencode(".png", plane)[1].tobytes()


@pytest.fixture
def relief() -> np.ndarray:
    """Give a sky over a plain."""
    plane = np.ones((HEIGHT, WIDTH), np.float32)
    plane[60:] = np.linspace(0.8, 0.1, 60, dtype=np.float32)[:, None]
    return plane


@pytest.fixture
def bgr() -> np.ndarray:
    """Give a picture that gets a little brighter from left to right."""
    across = np.linspace(110, 140, WIDTH).astype(np.uint8)
    return np.ascontiguousarray(np.broadcast_to(across[None, :, None], (HEIGHT, WIDTH, 3)))


def living(relief: np.ndarray, **more: object) -> MadeLife:
    return MadeLife(relief=png((relief * 65535).astype(np.uint16)), **more)


def test_sky_that_drifts_is_the_picture_s(bgr, relief):
    far = layers(bgr, living(relief, sky=True), seed=2)[0]
    assert far.drift == Drift(x=-CLOUDS, mirrored=True)
    assert np.array_equal(far.pixels[:55], bgr[:55])


def test_clouds_drift_either_way(bgr, relief):
    ways = {layers(bgr, living(relief, sky=True), seed)[0].drift.x for seed in range(4)}
    assert ways == {CLOUDS, -CLOUDS}


def test_nothing_drifts_where_there_is_no_sky(bgr, relief):
    walls = np.minimum(relief, 0.8)
    assert [one.drift for one in layers(bgr, living(walls, sky=True), 1)] == [None] * 3


def test_only_what_is_near_sways(bgr, relief):
    *far, near = layers(bgr, living(relief, wind=True), 1)
    assert [one.sway for one in far] == [None] * len(far)
    # Its tips are where a fiftieth of it begins: they go as far, however low they are.
    rows = np.cumsum(near.pixels[..., 3].mean(axis=1))
    tip = 1 - int(np.argmax(rows >= 0.02 * rows[-1])) / HEIGHT
    assert near.sway.reach == pytest.approx(BREEZE / tip)
    assert near.sway.horizon is None


def test_mist_lies_on_the_distance(bgr, relief):
    bank = mist.bank(bgr, relief, 1.0, seed=3)
    rows = bank[..., 3].astype(int).sum(axis=1)
    assert 55 <= int(rows.argmax()) <= 95
    assert rows[:20].max() < rows.max() * 0.1
    assert bank[..., 3].max() <= mist.MOST
    assert np.abs(np.diff(bank[..., 3].astype(int), axis=1)).max() <= 12


def test_thinner_mist_hides_less(bgr, relief):
    thin, thick = (int(mist.bank(bgr, relief, by, seed=3)[..., 3].sum()) for by in (0.3, 0.9))
    assert 0 < thin < thick


@pytest.fixture
def lake() -> np.ndarray:
    """Give the lower half of a picture as water, but for a rock and the bank at its foot."""
    where = np.zeros((HEIGHT, WIDTH), np.uint8)
    where[62:110] = 255
    where[80:90, 90:110] = 0
    return where


def covered(flows: list[Slice]) -> np.ndarray:
    """Return how much of the picture is in waves, at most."""
    return np.max([one.pixels[..., 3] for one in flows if one.sway], axis=0)


def test_water_moves_in_waves_from_where_it_begins(bgr, relief, lake):
    flows = layers(bgr, living(relief, water=png(lake)), 1)
    waves = {one.sway for one in flows if one.sway}
    assert waves == {Sway(reach=water.REACH, period=water.PERIOD, horizon=62 / HEIGHT)}
    assert covered(flows)[68:104, 20:80].min() > 120


def test_waves_stay_off_what_is_not_water(bgr, relief, lake):
    cover = covered(layers(bgr, living(relief, water=png(lake)), 1))
    assert cover[lake == 0].max() == 0


def test_water_moves_with_the_layer_it_is_in(bgr, relief, lake):
    flows = layers(bgr, living(relief, water=png(lake)), 1)
    pairs = [(one, two) for one, two in pairwise(flows) if two.sway]
    assert len(pairs) == 3
    for ground, moving in pairs:
        assert moving.depth == ground.depth
        assert np.all(moving.pixels[..., 3] <= ground.pixels[..., 3])


def test_no_waves_run_through_reeds(bgr, relief, lake):
    cover = covered(layers(bgr, living(relief, water=png(lake), wind=True), 1)[:-1])
    assert cover[101:, 20:80].max() == 0
    assert cover[68:94, 20:80].min() > 120


def test_a_puddle_lies_still(bgr, relief):
    puddle = np.zeros((HEIGHT, WIDTH), np.uint8)
    puddle[100:105, 50:60] = 255
    assert not [one for one in layers(bgr, living(relief, water=png(puddle)), 1) if one.sway]


def test_sky_of_an_upload_is_found():
    bgr = np.full((180, 320, 3), (220, 160, 90), np.uint8)
    bgr[90:] = np.random.default_rng(1).integers(0, 255, (90, 320, 3), np.uint8)
    relief = cv2.imdecode(np.frombuffer(guess.life(bgr).relief, np.uint8), cv2.IMREAD_UNCHANGED)
    assert relief[20:70].min() == 65535
    assert relief[110].mean() > relief[140].mean() > relief[175].mean()


def test_upload_without_a_sky_is_nearer_below():
    bgr = np.random.default_rng(1).integers(0, 255, (180, 320, 3), np.uint8)
    relief = cv2.imdecode(np.frombuffer(guess.life(bgr).relief, np.uint8), cv2.IMREAD_UNCHANGED)
    assert relief.max() < 65535
    assert relief[20].mean() > relief[90].mean() > relief[170].mean()
