"""What rooms and furniture are covered with."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.colour import colour, luma
from reelwright.providers.offline.visual.built import skins
from reelwright.providers.offline.visual.built.skins import Skin

SKINS: dict[str, Skin] = {
    "plain": skins.plain("#808080"),
    "wood": skins.wood("#8a5a34"),
    "planks": skins.wood("#8a5a34", plank=0.14),
    "plaster": skins.plaster("#c8b292"),
    "panelled": skins.plaster("#c8b292", "#6a4a30"),
    "paper": skins.paper("#8fa39a", "#d8d0c0"),
    "books": skins.books(),
    "rug": skins.rug("#7a2e2a", "#d8b070", 2.4, 2.0),
    "folds": skins.folds("#a84a40"),
    "turned": skins.turned(skins.books()),
    "moved": skins.moved(skins.books(), (0.3, -0.2)),
}


def plane(wide: float, low: float, high: float, pixel: float = 0.01) -> tuple[np.ndarray, ...]:
    """Return places on a face: metres along its two directions, so many to a pixel."""
    first = np.arange(-wide / 2 + pixel / 2, wide / 2, pixel, dtype=np.float32)[None]
    second = np.arange(low + pixel / 2, high, pixel, dtype=np.float32)[:, None]
    return tuple(np.array(part) for part in np.broadcast_arrays(first, second))


FIRST, SECOND = plane(2.4, 0.0, 2.0)


def seen(name: str) -> np.ndarray:
    return np.array(SKINS[name](FIRST, SECOND))


@pytest.mark.parametrize("name", SKINS)
def test_skins_cover_planes_with_colours(name: str) -> None:
    painted = seen(name)
    assert painted.shape == (200, 240, 3)
    assert painted.dtype == np.float32
    assert painted.min() >= 0
    assert painted.max() < 1.6


@pytest.mark.parametrize("name", SKINS)
def test_skins_look_the_same_piece_by_piece(name: str) -> None:
    part = SKINS[name](FIRST[20:80, 50:90], SECOND[20:80, 50:90])
    assert part == pytest.approx(seen(name)[20:80, 50:90], abs=2e-3)


def test_plain_is_one_colour() -> None:
    assert (seen("plain") == colour("#808080")).all()


def test_turned_exchanges_directions() -> None:
    turned = skins.turned(SKINS["books"])(SECOND, FIRST)
    assert np.array_equal(turned, SKINS["books"](FIRST, SECOND))


def test_moved_brings_the_origin_along() -> None:
    there = skins.moved(SKINS["rug"], (0.5, 0.25))(
        FIRST + np.float32(0.5), SECOND + np.float32(0.25)
    )
    assert there == pytest.approx(seen("rug"), abs=1e-3)


@pytest.mark.parametrize(("long", "smooth"), [(0, 1), (1, 0)])
def test_grain_runs_along_the_wood(long: int, smooth: int) -> None:
    painted = luma(skins.wood("#8a5a34", long=long)(FIRST, SECOND))
    changes = [float(np.abs(np.diff(painted, axis=axis)).mean()) for axis in (0, 1)]
    assert changes[smooth] < changes[1 - smooth] / 2


def test_planks_have_joints_between_them() -> None:
    place = plane(1.4, 0.0, 1.0, 0.002)
    whole, planks = (luma(SKINS[name](*place)).mean(axis=0) for name in ("wood", "planks"))
    gaps = planks < 0.65 * np.median(planks)
    assert np.flatnonzero(np.diff(gaps.astype(int)) == 1).size == pytest.approx(10, abs=1)
    assert not (whole < 0.65 * np.median(whole)).any()


def test_plaster_is_nearly_even() -> None:
    painted = seen("plaster") / colour("#c8b292")
    assert 0.9 < painted.min() < painted.max() < 1.1


def test_panels_reach_up_to_their_rail() -> None:
    panelled = skins.plaster("#c8b292", "#6a4a30", rail=0.9)(FIRST, SECOND)
    low, high = SECOND[:, 0] < 0.85, SECOND[:, 0] > 0.95
    tone, wall = colour("#6a4a30"), colour("#c8b292")
    assert np.median(panelled[low].reshape(-1, 3), axis=0) == pytest.approx(tone, abs=0.01)
    assert (panelled[high] / wall).min() > 0.9


def test_paper_is_striped() -> None:
    painted = luma(seen("paper"))
    stripes = painted.mean(axis=0)
    assert np.ptp(stripes) > 3 * np.ptp(painted.mean(axis=1))
    spectrum = np.abs(np.fft.rfft(stripes - stripes.mean()))
    assert spectrum.argmax() * 0.22 / 2.4 == pytest.approx(1, abs=0.1)


def test_books_stand_on_shelves() -> None:
    painted = seen("books")
    level = np.mod(SECOND[:, 0] / 0.36, 1)
    board = painted[(level > 0.01) & (level < 0.06)]
    assert board == pytest.approx(np.broadcast_to(colour("#4a3322") * 0.9, board.shape), abs=1e-3)
    back = painted[level > 0.92]
    assert back == pytest.approx(np.broadcast_to(colour("#2a1c12") * 0.45, back.shape), abs=1e-3)


def test_books_have_many_colours() -> None:
    painted = seen("books")[np.mod(SECOND[:, 0] / 0.36, 1) > 0.2]
    hues = np.unique(
        (painted / (painted.sum(axis=-1, keepdims=True) + 1e-6)).round(2).reshape(-1, 3), axis=0
    )
    assert len(hues) >= 6


def test_rugs_have_borders() -> None:
    tone, border = colour("#7a2e2a"), colour("#d8b070")
    painted = SKINS["rug"](*plane(2.4, -1.0, 1.0))
    edge = painted[99, 5] / painted[99, 5].sum()
    ground = np.median(painted.reshape(-1, 3), axis=0)
    assert edge == pytest.approx(border / border.sum(), abs=0.03)
    assert ground / ground.sum() == pytest.approx(tone / tone.sum(), abs=0.1)


def test_rugs_are_woven_symmetrically() -> None:
    painted = SKINS["rug"](*plane(2.4, -0.05, 0.05))
    hue = painted / painted.sum(axis=-1, keepdims=True)
    assert np.abs(hue - hue[:, ::-1]).mean() < 0.03


def test_curtains_hang_in_upright_folds() -> None:
    painted = luma(seen("folds"))
    across, down = (np.abs(np.diff(painted, axis=axis)).mean() for axis in (1, 0))
    assert across > 5 * down
