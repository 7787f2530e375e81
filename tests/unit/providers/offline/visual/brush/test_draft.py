"""Built things, drawn face by face."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.draft import Draft, box
from reelwright.providers.offline.visual.brush.sprite import (
    COVER,
    GLOW,
    LEAF,
    RIGHT,
    SHADE,
    UP,
)


def test_drafts_are_twice_as_large_as_kept() -> None:
    draft = Draft(4, 3, 10)
    assert draft.planes.shape == (60, 80, 6)
    draft.face(box(-2, 0, 2, 3), (0, 0))
    assert draft.sprite().planes.shape[:2] == (30, 40)


def test_boxes_have_four_corners() -> None:
    assert box(-1, 0, 2, 3) == [(-1, 0), (2, 0), (2, 3), (-1, 3)]


def test_faces_fill_their_outline() -> None:
    draft = Draft(4, 4, 10)
    draft.face(box(-1, 1, 1, 2), (0.5, -0.25), 0.7, roof=1.0, glow=0.4)
    cover = draft.planes[..., COVER]
    assert cover.sum() / 20**2 == pytest.approx(2, rel=0.12)
    inside = draft.planes[50, 40]
    assert inside[[COVER, RIGHT, UP, SHADE, LEAF, GLOW]] == pytest.approx(
        [1, 0.5, -0.25, 0.7, 1, 0.4]
    )
    assert cover[:38].max() == 0
    assert cover[:, :18].max() == 0


def test_heights_are_from_the_foot() -> None:
    draft = Draft(4, 4, 10)
    draft.face(box(-1, 0, 1, 0.5), (0, 0))
    rows = np.flatnonzero(draft.planes[..., COVER].max(axis=1) > 0.5)
    assert rows[-1] == 79
    assert rows[0] == pytest.approx(70, abs=1)


def test_later_faces_cover_earlier() -> None:
    draft = Draft(4, 4, 10)
    draft.face(box(-1, 0, 1, 2), (0, 0), 0.2)
    draft.face(box(-1, 0, 1, 2), (0, 0), 0.9)
    assert draft.planes[60, 40, SHADE] == pytest.approx(0.9)


def test_faces_beyond_the_drawing_are_clipped() -> None:
    draft = Draft(2, 2, 10)
    draft.face(box(-9, -9, 9, 9), (0, 0))
    assert draft.planes[..., COVER].min() == 1


def test_drums_turn_from_side_to_side() -> None:
    draft = Draft(4, 4, 20)
    draft.drum(-1, 1, 0, 3)
    row = draft.planes[100, :, RIGHT][draft.planes[100, :, COVER] > 0.9]
    assert (np.diff(row) >= -1e-3).all()
    assert row[0] < -0.8
    assert row[-1] > 0.8
    assert row[len(row) // 2] == pytest.approx(0, abs=0.06)


def test_cones_narrow() -> None:
    draft = Draft(4, 4, 20)
    draft.cone([(-1.5, 0), (1.5, 0), (0, 4)], 0.3, roof=1.0)
    wide = (draft.planes[..., COVER] > 0.5).sum(axis=1)
    assert wide[150] > wide[80] > wide[20] > 0
    assert draft.planes[120, 80, UP] == pytest.approx(0.3)


def test_courses_darken_their_joints() -> None:
    draft = Draft(4, 4, 40)
    wall = box(-2, 0, 2, 4)
    draft.face(wall, (0, 0))
    draft.lay(wall, 0.5, 0.4)
    shade = draft.planes[..., SHADE]
    assert shade.min() < 0.7
    assert np.median(shade) > shade.min() + 0.15


def test_courses_leave_the_rest_alone() -> None:
    draft = Draft(4, 4, 20)
    draft.face(box(-2, 0, 2, 4), (0, 0))
    draft.lay(box(-1, 0, 1, 2), 0.5, 0.4)
    assert draft.planes[:70, :, SHADE] == pytest.approx(np.ones((70, 160)))


def test_weather_only_shades() -> None:
    draft = Draft(4, 4, 10)
    draft.face(box(-2, 0, 2, 4), (0.3, 0.2), 0.8)
    before = draft.planes.copy()
    draft.stain(0.2, 3)
    assert np.ptp(draft.planes[..., SHADE]) > 0.02
    draft.planes[..., SHADE] = before[..., SHADE]
    assert np.array_equal(draft.planes, before)


def test_weather_keeps_its_seed() -> None:
    stained = []
    for seed in (1, 1, 2):
        draft = Draft(4, 4, 10)
        draft.face(box(-2, 0, 2, 4), (0, 0))
        draft.stain(0.2, seed)
        stained.append(draft.planes[..., SHADE])
    assert np.array_equal(stained[0], stained[1])
    assert not np.array_equal(stained[0], stained[2])
