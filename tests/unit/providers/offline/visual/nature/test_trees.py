"""Trees, one by one."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.sprite import COVER, LEAF, RIGHT, SHADE, UP
from reelwright.providers.offline.visual.nature import trees
from reelwright.providers.offline.visual.nature.crowns import CROWNS

KINDS = (*CROWNS, "spruce", "palm", "bare")
ROOTED = [kind for kind in KINDS if kind != "bough"]
LEAFY = [kind for kind in KINDS if kind != "bare"]
TALL = 256


def solid(kind: str, variant: int = 0) -> np.ndarray:
    return trees.grow(kind, variant).sized(TALL)


def wide(kind: str) -> float:
    """Return the width of a tree in its heights."""
    columns = np.flatnonzero((solid(kind)[..., COVER] > 0.5).any(axis=0))
    return float((np.ptp(columns) + 1) / TALL)


@pytest.mark.parametrize("kind", KINDS)
def test_channels_are_within_their_ranges(kind: str) -> None:
    planes = solid(kind)
    there = planes[..., COVER] > 0.5
    assert planes.dtype == np.float32
    assert planes.shape[0] == TALL
    assert 0 <= planes[..., COVER].min() <= planes[..., COVER].max() <= 1
    assert np.hypot(planes[there, RIGHT], planes[there, UP]).max() < 1.45
    whole = planes[..., COVER] > 0.99
    assert 0 <= planes[whole, SHADE].min() <= planes[whole, SHADE].max() <= 1.02


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_at_the_sides(kind: str) -> None:
    cover = trees.grow(kind, 0).planes[..., COVER]
    assert cover[:, 0].max() < 100
    assert cover[:, -1].max() < 100


@pytest.mark.parametrize("kind", ROOTED)
def test_trees_stand_on_the_lower_edge(kind: str) -> None:
    cover = solid(kind)[..., COVER]
    foot = np.flatnonzero(cover[-4:].max(axis=0) > 0.4)
    assert foot.size
    assert foot.mean() == pytest.approx(cover.shape[1] / 2, abs=TALL * 0.06)


@pytest.mark.parametrize("kind", [kind for kind in ROOTED if kind != "bush"])
def test_trees_are_as_tall_as_their_sprite(kind: str) -> None:
    rows = np.flatnonzero((solid(kind)[..., COVER] > 0.3).any(axis=1))
    assert rows[0] < TALL * 0.24


@pytest.mark.parametrize("kind", LEAFY)
def test_crowns_are_of_leaves(kind: str) -> None:
    planes = solid(kind)
    high = planes[: TALL // 2]
    assert high[high[..., COVER] > 0.6, LEAF].mean() > 0.7


@pytest.mark.parametrize("kind", ["oak", "elm", "birch", "palm", "bare"])
def test_trunks_are_of_wood(kind: str) -> None:
    low = solid(kind)[-6:]
    assert low[low[..., COVER] > 0.6, LEAF].mean() < 0.3


def test_bare_trees_have_no_leaves() -> None:
    planes = solid("bare")
    assert planes[planes[..., COVER] > 0.2, LEAF].max() < 0.02


def test_bare_trees_let_the_sky_through() -> None:
    crowns = {kind: float(solid(kind)[: TALL // 2, :, COVER].mean()) for kind in ("oak", "bare")}
    assert crowns["bare"] < crowns["oak"] / 2


def test_kinds_have_their_shapes() -> None:
    assert wide("oak") > wide("elm") > wide("birch") > wide("cypress")
    assert wide("bush") > 0.55
    assert 0.3 < wide("spruce") < 0.65


def test_spruces_taper() -> None:
    cover = solid("spruce")[..., COVER] > 0.5
    widths = [
        cover[rows].sum(axis=1).mean() for rows in (slice(20, 60), slice(90, 130), slice(180, 220))
    ]
    assert widths[0] < widths[1] < widths[2]


@pytest.mark.parametrize("kind", ["oak", "spruce", "palm"])
def test_tops_look_up(kind: str) -> None:
    planes = solid(kind)
    there = planes[..., COVER] > 0.6
    high, low = planes[: TALL // 3], planes[TALL // 3 : TALL * 2 // 3]
    assert high[there[: TALL // 3], UP].mean() > 0.1
    assert (
        high[there[: TALL // 3], UP].mean()
        > low[there[TALL // 3 : TALL * 2 // 3], UP].mean() - 0.15
    )


@pytest.mark.parametrize("kind", ["oak", "elm", "bush"])
def test_sides_look_aside(kind: str) -> None:
    planes = solid(kind)
    there = planes[..., COVER] > 0.6
    third = planes.shape[1] // 3
    left, right = planes[:, :third][there[:, :third]], planes[:, -third:][there[:, -third:]]
    assert left[:, RIGHT].mean() < -0.1 < 0.1 < right[:, RIGHT].mean()


@pytest.mark.parametrize("kind", ["oak", "birch"])
def test_hearts_of_crowns_are_darker(kind: str) -> None:
    planes = solid(kind)
    there = planes[..., COVER] > 0.6
    assert planes[: TALL // 3][there[: TALL // 3], SHADE].mean() > planes[there, SHADE].mean()


def test_variants_differ() -> None:
    first, second = (trees.grow("bough", variant).planes for variant in (0, 1))
    assert first.shape != second.shape or not np.array_equal(first, second)


@pytest.mark.parametrize("kind", ["bough", "palm"])
def test_trees_grow_the_same_again(kind: str) -> None:
    first = trees.grow(kind, 1).planes.copy()
    trees.grow.cache_clear()
    assert np.array_equal(trees.grow(kind, 1).planes, first)


def test_coarser_leaves_are_fewer() -> None:
    """Leaves lie in patches of one value: coarser ones change less often along a row."""
    edges = []
    for grain in (1.0, 2.5):
        planes = trees.grow("bough", 0, grain).planes[..., SHADE].astype(float)
        cover = trees.grow("bough", 0, grain).planes[..., COVER] > 250
        inside = cover[:, 1:] & cover[:, :-1]
        edges.append(float(np.abs(np.diff(planes, axis=1))[inside].mean()))
    assert edges[1] < edges[0]


def test_unknown_trees_are_refused() -> None:
    with pytest.raises(KeyError, match="baobab"):
        trees.grow("baobab", 0)
