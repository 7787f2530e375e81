"""Clouds drift without a seam, mist lies far off, glints stay on the water, leaves sway."""

import cv2
import numpy as np
import pytest

from reelwright.model.stack import Drift
from reelwright.ports.visual import MadeLife
from reelwright.providers.offline.animator import guess, mist, water
from reelwright.providers.offline.animator.parallax import BREEZE, CLOUDS, layers

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


def test_sky_that_drifts_meets_itself(bgr, relief):
    far = layers(bgr, living(relief, sky=True), seed=2)[0]
    assert far.drift == Drift(x=-CLOUDS)
    assert np.abs(far.pixels[30, 0].astype(int) - far.pixels[30, -1]).max() <= 3
    assert np.abs(far.pixels[30, 70:130].astype(int) - bgr[30, 70:130]).max() <= 2
    assert np.abs(np.diff(far.pixels[30, :, 0].astype(int))).max() <= 3


def test_sky_whose_sides_are_too_unlike_stands_still(relief):
    across = np.linspace(20, 240, WIDTH).astype(np.uint8)
    steep = np.ascontiguousarray(np.broadcast_to(across[None, :, None], (HEIGHT, WIDTH, 3)))
    far = layers(steep, living(relief, sky=True), seed=2)[0]
    assert far.drift is None
    assert np.array_equal(far.pixels[:55], steep[:55])


def test_clouds_drift_either_way(bgr, relief):
    ways = {layers(bgr, living(relief, sky=True), seed)[0].drift.x for seed in range(4)}
    assert ways == {CLOUDS, -CLOUDS}


def test_nothing_drifts_where_there_is_no_sky(bgr, relief):
    walls = np.minimum(relief, 0.8)
    assert [one.drift for one in layers(bgr, living(walls, sky=True), 1)] == [None] * 3


def test_only_what_is_near_sways(bgr, relief):
    sways = [one.sway for one in layers(bgr, living(relief, wind=True), 1)]
    assert sways == [*[None] * (len(sways) - 1), BREEZE]


def test_mist_lies_on_the_distance_and_repeats(bgr, relief):
    bank = mist.bank(bgr, relief, 1.0, seed=3)
    rows = bank[..., 3].astype(int).sum(axis=1)
    assert 55 <= int(rows.argmax()) <= 95
    assert rows[:20].max() < rows.max() * 0.1
    assert bank[..., 3].max() <= mist.MOST
    steps = np.abs(np.diff(bank[..., 3].astype(int), axis=1)).max()
    assert np.abs(bank[:, 0, 3].astype(int) - bank[:, -1, 3]).max() <= steps + 1


def test_thinner_mist_hides_less(bgr, relief):
    thin, thick = (int(mist.bank(bgr, relief, by, seed=3)[..., 3].sum()) for by in (0.3, 0.9))
    assert 0 < thin < thick


def test_glints_are_on_the_water_alone():
    rng = np.random.default_rng(5)
    bgr = cv2.GaussianBlur(rng.integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8), (0, 0), 1.2)
    where = np.zeros((HEIGHT, WIDTH), np.uint8)
    where[60:] = 255
    one, two = water.glints(bgr, where)
    assert (one[:58, :, 3].max(), two[:58, :, 3].max()) == (0, 0)
    assert min(int(one[75:, 30:170, 3].max()), int(two[75:, 30:170, 3].max())) > 60
    shared = np.minimum(one[..., 3], two[..., 3])
    assert float(shared.mean()) < float(one[..., 3].mean())


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
