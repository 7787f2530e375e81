"""Buildings as sprites: castles, houses and landmarks."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.draft import Draft
from reelwright.providers.offline.visual.brush.sprite import (
    COVER,
    GLOW,
    LEAF,
    RIGHT,
    SHADE,
    UP,
    Sprite,
)
from reelwright.providers.offline.visual.built import castles, houses, landmarks
from reelwright.providers.offline.visual.nature import planting
from reelwright.providers.offline.visual.nature.planting import Spot
from reelwright.providers.offline.visual.stage import Stage

BUILDINGS: dict[str, Callable[[], Sprite]] = {
    "castle": lambda: castles.castle(0),
    "cottage": lambda: houses.cottage(0),
    "cabin": houses.cabin,
    "church": landmarks.church,
    "lighthouse": landmarks.lighthouse,
    "windmill": landmarks.windmill,
}
ROOFED = list(BUILDINGS)


def solid(name: str) -> np.ndarray:
    return BUILDINGS[name]().sized(256)


def lights(stage: Stage, name: str) -> float:
    """Return how much brighter a building's windows are than its other parts."""
    planes = solid(name)
    seen = planting.lit(planes, landmarks.paint("cottage", np.random.default_rng(1)), stage.light)
    grey, there = seen.sum(axis=-1), planes[..., COVER] > 0.9
    glowing = there & (planes[..., GLOW] > 0.6)
    return float(np.median(grey[glowing]) / np.median(grey[there & (planes[..., GLOW] < 0.1)]))


@pytest.mark.parametrize("name", BUILDINGS)
def test_channels_are_within_their_ranges(name: str) -> None:
    planes = solid(name)
    there = planes[..., COVER] > 0.99
    assert 0 <= planes[..., COVER].min() <= planes[..., COVER].max() <= 1.001
    assert np.abs(planes[there][:, [RIGHT, UP]]).max() <= 1.01
    assert planes[there][:, [SHADE, LEAF, GLOW]].min() >= 0
    assert planes[there][:, [SHADE, LEAF, GLOW]].max() <= 1.01


@pytest.mark.parametrize("name", BUILDINGS)
def test_buildings_stand_within_their_sheet(name: str) -> None:
    cover = BUILDINGS[name]().planes[..., COVER]
    assert cover[-1].max() > 200
    assert max(cover[0].max(), cover[:, 0].max(), cover[:, -1].max()) < 60


@pytest.mark.parametrize("name", BUILDINGS)
def test_buildings_have_windows(name: str) -> None:
    planes = solid(name)
    glowing = planes[..., GLOW] * planes[..., COVER] > 0.5
    assert 0.0005 < glowing.mean() < 0.15
    assert (planes[glowing][:, COVER] > 0.5).all()


@pytest.mark.parametrize("name", ROOFED)
def test_roofs_are_above_walls(name: str) -> None:
    planes = solid(name)
    there = planes[..., COVER] > 0.9
    rows = np.broadcast_to(np.arange(256)[:, None], there.shape)
    roof, wall = there & (planes[..., LEAF] > 0.9), there & (planes[..., LEAF] < 0.1)
    assert roof.sum() > 50
    assert rows[roof].mean() < rows[wall].mean()


@pytest.mark.parametrize("name", BUILDINGS)
def test_windows_are_dark_by_day_and_lit_by_night(staged: Callable[..., Stage], name: str) -> None:
    day, night = (lights(staged(hour=hour), name) for hour in (Hour.DAY, Hour.NIGHT))
    assert day < 1.6  # a lantern is of glass that mirrors the sky
    assert night > 3 * max(day, 1)


@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("name", ["castle", "cottage", "church", "lighthouse"])
def test_sunny_side_is_lighter(staged: Callable[..., Stage], name: str, side: int) -> None:
    planes = solid(name)
    paint = landmarks.paint("cottage", np.random.default_rng(1))
    seen = planting.lit(planes, paint, staged(sun=(side * 1.5, 0.3)).light).sum(axis=-1)
    walls = (planes[..., COVER] > 0.9) & (planes[..., LEAF] < 0.1) & (planes[..., GLOW] < 0.1)
    towards, away = planes[..., RIGHT] * side > 0.4, planes[..., RIGHT] * side < -0.4
    assert seen[walls & towards].mean() > 1.3 * seen[walls & away].mean()


@pytest.mark.parametrize("name", ["cottage", "cabin", "church"])
def test_houses_are_seen_from_a_corner(name: str) -> None:
    planes = solid(name)
    walls = (planes[..., COVER] > 0.9) & (planes[..., LEAF] < 0.1) & (planes[..., GLOW] < 0.1)
    columns = np.flatnonzero(walls.any(axis=0))
    left, right = columns[0] + 4, columns[-1] - 12
    assert np.median(planes[:, left : left + 8][walls[:, left : left + 8]][:, RIGHT]) < -0.4
    assert np.median(planes[:, right : right + 8][walls[:, right : right + 8]][:, RIGHT]) > 0.4


def test_buildings_are_drawn_the_same_again() -> None:
    first = [houses.cottage(1).planes.copy(), landmarks.lighthouse().planes.copy()]
    houses.cottage.cache_clear()
    landmarks.lighthouse.cache_clear()
    again = [houses.cottage(1).planes, landmarks.lighthouse().planes]
    assert all(np.array_equal(*pair) for pair in zip(first, again, strict=True))


@pytest.mark.parametrize(
    ("make", "count"), [(castles.castle, castles.VARIANTS), (houses.cottage, houses.VARIANTS)]
)
def test_no_two_variants_are_alike(make: Callable[[int], Sprite], count: int) -> None:
    assert len({make(variant).planes.tobytes() for variant in range(count)}) == count


@pytest.mark.parametrize("variant", range(castles.VARIANTS))
def test_castles_fit_their_size(variant: int) -> None:
    cover = castles.castle(variant).planes[..., COVER]
    scale = 9  # pixels a metre
    assert cover.shape[0] == castles.TALL * scale
    assert cover.shape[1] <= castles.WIDE * scale
    assert max(cover[0].max(), cover[:, 0].max(), cover[:, -1].max()) < 60
    assert (cover > 200).any(axis=1).argmax() < castles.TALL * scale * 0.35


@pytest.mark.parametrize("variant", range(houses.VARIANTS))
def test_cottages_fit_their_size(variant: int) -> None:
    cover = houses.cottage(variant).planes[..., COVER]
    assert cover.shape[0] == 9 * 32
    assert cover.shape[1] <= 16 * 32
    assert max(cover[0].max(), cover[:, 0].max(), cover[:, -1].max()) < 60


def test_castles_have_a_gate_in_the_middle() -> None:
    planes = castles.castle(1).sized(320)
    middle = planes.shape[1] // 2
    gate = planes[-24:-4, middle - 6 : middle + 6]
    wall = planes[-24:-4, middle - 60 : middle - 40]
    assert gate[..., SHADE].mean() < wall[..., SHADE].mean() / 1.5


@pytest.mark.parametrize(
    ("name", "wide", "tall"),
    [("church", 19.1, 25.9), ("lighthouse", 23.0, 29.6), ("cabin", 10.5, 5.2)],
)
def test_landmarks_are_as_large_as_they_say(name: str, wide: float, tall: float) -> None:
    sheet = {"church": 26, "lighthouse": 30, "cabin": 6}[name]
    solid_ = BUILDINGS[name]().planes[..., COVER] > 100
    scale = solid_.shape[0] / sheet
    rows, columns = np.flatnonzero(solid_.any(axis=1)), np.flatnonzero(solid_.any(axis=0))
    assert (np.ptp(columns) + 1) / scale == pytest.approx(wide, abs=0.3)
    assert (rows[-1] + 1 - rows[0]) / scale == pytest.approx(tall, abs=0.3)


def test_lanterns_shine_at_the_top() -> None:
    glow = landmarks.lighthouse().sized(300)[..., GLOW]
    assert glow[40:75].max() > 0.9
    assert np.flatnonzero((glow > 0.9).any(axis=1))[0] < 75


def test_windmills_have_four_sails() -> None:
    cover = landmarks.windmill().sized(400)[..., COVER] > 0.5
    hub = int(400 * (1 - 11.9 / 20)), cover.shape[1] // 2
    angles = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    ring = [cover[int(hub[0] - 125 * np.sin(a)), int(hub[1] + 125 * np.cos(a))] for a in angles]
    starts = np.flatnonzero(np.diff(np.array([*ring, ring[0]], int)) == 1)
    assert len(starts) in {4, 5}


@pytest.mark.parametrize("name", landmarks.COLOURS)
def test_every_named_building_can_be_painted(name: str) -> None:
    sprite = landmarks.named(name, np.random.default_rng(1))
    paint = landmarks.paint(name, np.random.default_rng(1))
    assert sprite.planes.ndim == 3
    assert paint.leaf.shape == paint.wood.shape == (3,)
    assert paint.snow == 0


def test_named_cottages_are_of_all_kinds() -> None:
    seen = {
        landmarks.named("cottage", np.random.default_rng(seed)).planes.tobytes()
        for seed in range(40)
    }
    assert len(seen) == houses.VARIANTS


def test_buildings_keep_their_seed() -> None:
    first, again = (landmarks.paint("cottage", np.random.default_rng(4)) for _ in range(2))
    tones = {landmarks.paint("cottage", np.random.default_rng(s)).leaf.tobytes() for s in range(30)}
    assert np.array_equal(first.leaf, again.leaf)
    assert len(tones) == len(landmarks.COLOURS["cottage"])


def test_unknown_buildings_are_refused() -> None:
    with pytest.raises(KeyError, match="pyramid"):
        landmarks.named("pyramid", np.random.default_rng(1))


def test_windows_are_framed_panes() -> None:
    draft = Draft(4, 4, 20)
    houses.window(draft, -0.5, 1.0, (1.0, 1.0), 0.6)
    planes = draft.sprite().sized(160)
    shade, glow = planes[..., SHADE], planes[..., GLOW]
    there = planes[..., COVER] > 0.9
    assert (glow[there] > 0.9).mean() > 0.4
    assert shade[there & (glow < 0.1)].mean() > 2 * shade[there & (glow > 0.9)].mean()


@pytest.mark.parametrize("name", BUILDINGS)
def test_buildings_stand_in_a_scene(
    staged: Callable[..., Stage],
    touched: Callable[[Stage, Callable[[], object]], np.ndarray],
    name: str,
) -> None:
    stage = staged()
    paint = landmarks.paint("church", np.random.default_rng(1))
    spot = Spot(0.0, 0.0, 60.0, 20.0)
    changed = touched(
        stage, lambda: planting.plant(stage, stage.view, BUILDINGS[name](), paint, spot)
    )
    rows = np.flatnonzero(changed.any(axis=1))
    assert rows[-1] + 1 == pytest.approx(stage.view.y(0, 60), abs=1)
    assert rows[0] >= stage.view.y(20, 60) - 1
