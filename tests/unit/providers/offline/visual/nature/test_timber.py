"""Wood and leaves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush.sprite import COVER, LEAF, RIGHT, SHADE, UP
from reelwright.providers.offline.visual.nature import timber
from reelwright.providers.offline.visual.nature.crowns import CROWNS, SIDE, TOP
from reelwright.providers.offline.visual.nature.timber import TALL, WIDE, Limbs, spots


def blank() -> np.ndarray:
    return np.zeros((TALL, WIDE, 6), np.float32)


def limb(start: tuple[float, float], stop: tuple[float, float], thick: float) -> np.ndarray:
    """Return the sheet with one straight limb on it."""
    planes = blank()
    bend = ((start[0] + stop[0]) / 2, (start[1] + stop[1]) / 2)
    limbs = Limbs(spots(start), spots(bend), spots(stop), (thick, thick))
    timber.wood(planes, limbs, np.random.default_rng(1))
    return planes


@given(st.lists(st.floats(0.01, 50), min_size=3, max_size=3))
def test_units_are_one_long(vector: list[float]) -> None:
    made = timber.unit(np.array([vector], np.float32))
    assert np.linalg.norm(made) == pytest.approx(1, abs=1e-3)
    assert made[0] * np.linalg.norm(vector) == pytest.approx(np.array(vector), rel=1e-3)


def test_spots_are_rows() -> None:
    assert spots((0, 1), (2, 3)).tolist() == [[0, 1], [2, 3]]


def test_feet_stand_in_the_middle_of_the_lower_edge() -> None:
    rows, columns = np.nonzero(limb((0, 0), (0, 0.5), 0.02)[..., COVER])
    assert rows.max() == TALL - 1
    assert rows.min() == pytest.approx(TALL * (1 - 0.985 * 0.5), abs=3)
    assert columns.mean() == pytest.approx(WIDE / 2, abs=1)


@pytest.mark.parametrize("thick", [0.005, 0.02, 0.05])
def test_limbs_are_twice_as_thick_as_they_say(thick: float) -> None:
    row = limb((0, 0), (0, 0.8), thick)[TALL // 2, :, COVER]
    assert row.sum() == pytest.approx(2 * thick * TALL * 0.97, abs=4)


def test_limbs_have_no_holes() -> None:
    cover = limb((-0.1, 0.1), (0.25, 0.7), 0.02)[..., COVER]
    rows = cover[np.flatnonzero(cover.any(axis=1))[30:-30]]
    assert (np.abs(np.diff(rows, axis=1)).sum(axis=1) == 2).all()


def test_limbs_are_round_wood() -> None:
    planes = limb((0, 0), (0, 0.8), 0.04)[400:700, WIDE // 2 - 34 : WIDE // 2 + 34]
    assert planes[..., COVER].all()
    assert not planes[..., LEAF].any()
    assert planes[:, :14, RIGHT].max() < -0.2
    assert planes[:, -14:, RIGHT].min() > 0.2


def test_later_limbs_lie_over_earlier_ones() -> None:
    planes = limb((0, 0), (0, 0.8), 0.03)
    before = planes.copy()
    cross = Limbs(spots((-0.2, 0.4)), spots((0, 0.4)), spots((0.2, 0.4)), (0.02, 0.02))
    timber.wood(planes, cross, np.random.default_rng(2))
    row = TALL - int(0.985 * 0.4 * TALL)
    assert not np.array_equal(planes[row, WIDE // 2], before[row, WIDE // 2])
    assert np.array_equal(planes[: row - 60], before[: row - 60])


def test_the_nearest_leaf_is_seen() -> None:
    planes = blank()
    points = np.array([[0, 0.5, 0.3], [0, 0.5, -0.3]], np.float32)
    facing = np.array([[0.5, 0.1], [-0.5, 0.2]], np.float32)
    timber.leaves(planes, points, facing, np.array([0.9, 0.2], np.float32), 3)
    there = planes[planes[..., COVER] > 0]
    assert there[:, [RIGHT, UP, SHADE, LEAF]] == pytest.approx(
        np.broadcast_to(np.array([0.5, 0.1, 0.9, 1.0]), (len(there), 4))
    )


@pytest.mark.parametrize("radius", [1.0, 3.0, 6.0])
def test_leaves_are_as_large_as_asked(radius: float) -> None:
    planes = blank()
    one = np.array([[0, 0.5, 0]], np.float32)
    timber.leaves(planes, one, np.zeros((1, 2), np.float32), np.ones(1, np.float32), radius)
    area = planes[..., COVER].sum()
    assert area == pytest.approx(np.pi * radius**2, rel=0.25, abs=2.5)


@pytest.mark.parametrize("kind", CROWNS)
def test_crowns_fit_their_sheet(kind: str) -> None:
    crown = CROWNS[kind]
    assert SIDE * TALL * 0.97 < WIDE / 2
    assert crown.middle < TOP
    assert crown.fork < crown.middle - crown.tall / 2
    assert 0 <= crown.gaps < 1
    assert crown.clumps >= 20
