"""Cut-outs that any light suits."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.sprite import (
    COVER,
    GLOW,
    LEAF,
    RIGHT,
    SHADE,
    UP,
    Sprite,
    cut,
)

VALUES = {RIGHT: -0.6, UP: 0.4, SHADE: 0.8, LEAF: 0.5, GLOW: 1.0}


def drawn(rows: int = 80, columns: int = 64, half: int = 16) -> np.ndarray:
    """Return a drawing of a bar in the middle that stands on the lower edge."""
    planes = np.zeros((rows, columns, 6), np.float32)
    middle = columns // 2
    planes[rows // 4 :, middle - half : middle + half, COVER] = 1
    for channel, value in VALUES.items():
        planes[..., channel] = value
    return planes


def test_cutting_halves_and_trims() -> None:
    assert cut(drawn()).planes.shape[0] == 40
    assert 16 <= cut(drawn()).planes.shape[1] <= 22


def test_wide_things_are_kept_whole() -> None:
    assert cut(drawn(half=32)).planes.shape[1] == 32


def test_foot_stays_in_the_middle() -> None:
    planes = drawn()
    planes[60:64, 58:62, COVER] = 1
    lowest = np.flatnonzero(cut(planes).planes[-1, :, COVER])
    assert lowest.mean() == pytest.approx(cut(planes).planes.shape[1] / 2, abs=1)


@pytest.mark.parametrize("height", [5, 17, 40, 41, 90])
def test_sprites_come_in_any_size(height: int) -> None:
    sprite = cut(drawn())
    sized = sprite.sized(height)
    rows, columns = sprite.planes.shape[:2]
    assert sized.shape == (height, max(1, round(columns * height / rows)), 6)


@pytest.mark.parametrize("height", [12, 40, 90])
def test_channels_come_back(height: int) -> None:
    sized = cut(drawn()).sized(height)
    inside = sized[sized[..., COVER] > 0.99]
    assert inside.size
    for channel, value in VALUES.items():
        assert inside[:, channel] == pytest.approx(np.full(len(inside), value), abs=0.02)


def test_edges_keep_the_inner_values() -> None:
    """What is outside has no say in the colour of an edge."""
    sized = cut(drawn()).sized(13)
    edge = sized[(sized[..., COVER] > 0.2) & (sized[..., COVER] < 0.9)]
    assert edge.size
    assert edge[:, SHADE] == pytest.approx(np.full(len(edge), 0.8), abs=0.03)


@pytest.mark.parametrize("height", [4, 10, 19, 33])
def test_sizing_keeps_the_cover(height: int) -> None:
    sprite = cut(drawn())
    whole = sprite.planes[..., COVER].mean() / 255
    assert sprite.sized(height)[..., COVER].mean() == pytest.approx(whole, abs=0.06)


def test_cutting_leaves_the_drawing_alone() -> None:
    planes = drawn()
    before = planes.copy()
    cut(planes)
    assert np.array_equal(planes, before)


def test_sizing_leaves_the_sprite_alone() -> None:
    sprite = cut(drawn())
    before = sprite.planes.copy()
    first, again = sprite.sized(9), sprite.sized(9)
    assert np.array_equal(first, again)
    assert np.array_equal(sprite.planes, before)


def test_sprites_are_kept_in_bytes() -> None:
    assert cut(drawn()).planes.dtype == np.uint8
    assert isinstance(cut(drawn()), Sprite)
