"""Contrast, colour and light of whole pictures."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.colour import luma

Rough = Callable[..., np.ndarray]
NEUTRAL: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "contrast": lambda picture: grade.contrast(picture, 1.0),
    "saturate": lambda picture: grade.saturate(picture, 1.0),
    "split": lambda picture: grade.split(picture, (0, 0, 0), (0, 0, 0)),
    "glow": lambda picture: grade.glow(picture, 0.5, 4, 0.0),
    "vignette": lambda picture: grade.vignette(picture, 0.0),
    "gamma": lambda picture: grade.gamma(picture, 1.0),
    "relight": lambda picture: grade.relight(picture, luma(picture)),
}
STRONG: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "contrast": lambda picture: grade.contrast(picture, 1.6),
    "saturate": lambda picture: grade.saturate(picture, 1.6),
    "split": lambda picture: grade.split(picture, (-0.1, 0, 0.1), (0.1, 0, -0.1)),
    "glow": lambda picture: grade.glow(picture, 0.5, 4, 0.6),
    "vignette": lambda picture: grade.vignette(picture, 0.5),
    "gamma": lambda picture: grade.gamma(picture, 0.7),
    "relight": lambda picture: grade.relight(picture, 1 - luma(picture)),
}


@pytest.mark.parametrize("name", NEUTRAL)
def test_neutral_grades_change_nothing(rough: Rough, name: str) -> None:
    picture = rough(24, 36, 3) * 0.9 + 0.05
    assert NEUTRAL[name](picture.copy()) == pytest.approx(picture, abs=1e-5)


@pytest.mark.parametrize("name", STRONG)
def test_strong_grades_stay_in_range(rough: Rough, name: str) -> None:
    picture = rough(24, 36, 3)
    graded = STRONG[name](picture.copy())
    assert graded.shape == picture.shape
    assert graded.dtype == np.float32
    assert -1e-6 <= graded.min() <= graded.max() <= 1 + 1e-6
    assert np.abs(graded - picture).mean() > 0.005


@given(st.floats(0.5, 2), st.floats(0.2, 0.8))
def test_contrast_turns_about_its_pivot(strength: float, pivot: float) -> None:
    grey = np.full((2, 2, 3), pivot, np.float32)
    assert grade.contrast(grey.copy(), strength, pivot) == pytest.approx(grey, abs=1e-5)


def test_no_saturation_is_grey(rough: Rough) -> None:
    picture = rough(24, 36, 3)
    grey = luma(picture)
    assert grade.saturate(picture, 0.0) == pytest.approx(np.stack([grey] * 3, -1), abs=1e-5)


def test_saturation_keeps_brightness(rough: Rough) -> None:
    picture = rough(24, 36, 3) * 0.2 + 0.4
    grey = luma(picture)
    assert luma(grade.saturate(picture, 1.3)) == pytest.approx(grey, abs=1e-4)


def test_splits_tint_their_ends() -> None:
    picture = np.zeros((1, 2, 3), np.float32)
    picture[0, 1] = 0.9
    dark, light = grade.split(picture, (0, 0, 0.2), (0.05, 0, 0))[0]
    assert dark == pytest.approx([0, 0, 0.2])
    assert light[0] > 0.93
    assert light[2] < 0.91


def test_glow_spreads_from_lights() -> None:
    picture = np.zeros((64, 64, 3), np.float32)
    picture[28:36, 28:36] = 1
    glowing = grade.glow(picture.copy(), 0.6, 8, 0.8)
    assert glowing[32, 44].min() > 0.01
    assert glowing[2, 2].max() < 0.005
    assert (glowing >= picture - 1e-6).all()


def test_dark_pictures_do_not_glow(rough: Rough) -> None:
    picture = rough(24, 36, 3) * 0.5
    assert grade.glow(picture.copy(), 0.6, 4, 1.0) == pytest.approx(picture, abs=1e-6)


@pytest.mark.parametrize("size", [(40, 70), (70, 40)])
def test_vignettes_darken_the_corners(size: tuple[int, int]) -> None:
    graded = grade.vignette(np.ones((*size, 3), np.float32), 0.4)
    middle, corners = graded[size[0] // 2, size[1] // 2], graded[[0, 0, -1, -1], [0, -1, 0, -1]]
    assert middle == pytest.approx([1, 1, 1], abs=1e-3)
    assert corners.max() < 0.75
    assert corners == pytest.approx(np.full((4, 3), corners[0, 0]), abs=1e-4)


def test_relighting_keeps_hues() -> None:
    picture = np.full((2, 2, 3), (0.4, 0.2, 0.1), np.float32)
    lit = grade.relight(picture, np.full((2, 2), 0.12, np.float32))
    assert luma(lit) == pytest.approx(np.full((2, 2), 0.12), abs=1e-4)
    assert lit[0, 0] / lit[0, 0, 2] == pytest.approx([4, 2, 1], rel=1e-3)


@pytest.mark.parametrize("count", [3, 4, 7])
def test_hard_steps_are_few(count: int) -> None:
    grey = np.linspace(0, 0.999, 400, dtype=np.float32)[None]
    levels = np.unique(np.round(grade.steps(grey, count, 1.0), 2))
    assert len(levels) <= count + 2


def test_soft_steps_are_smoother(rough: Rough) -> None:
    grey = np.linspace(0, 0.999, 400, dtype=np.float32)[None]
    jumps = [float(np.diff(grade.steps(grey, 4, hard)).max()) for hard in (0.0, 0.7, 0.95)]
    assert jumps[0] < jumps[1] < jumps[2]


@given(st.floats(0, 1), st.integers(2, 9))
def test_steps_never_go_down(hard: float, count: int) -> None:
    grey = np.linspace(0, 1, 200, dtype=np.float32)[None]
    assert (np.diff(grade.steps(grey, count, hard)) >= -1e-5).all()


def test_ink_covers_where_its_line_is(rough: Rough) -> None:
    picture, line = rough(24, 36, 3), rough(24, 36, seed=2)
    wanted = picture * (1 - line[..., None]) + line[..., None] * np.float32([0.1, 0.2, 0.3])
    inked = grade.inked(picture.copy(), np.array([0.1, 0.2, 0.3], np.float32), line)
    assert inked == pytest.approx(wanted, abs=1e-5)
    assert grade.inked(picture.copy(), picture * 0.5, line) == pytest.approx(
        picture * (1 - line[..., None] / 2), abs=2e-5
    )
