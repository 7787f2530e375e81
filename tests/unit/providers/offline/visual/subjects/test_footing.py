"""Where things can be, in every setting."""

from collections.abc import Callable, Iterator

import pytest

from reelwright.providers.offline.lexicon import Setting
from reelwright.providers.offline.visual import painter
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import footing, marks
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.things import Thing, things

SIZES = [(96, 54), (54, 96)]
SOMEWHERE = [
    (Setting.OCEAN, Place.WATER),
    (Setting.OCEAN, Place.COAST),
    (Setting.OCEAN, Place.AIR),
    (Setting.LAKE, Place.WATER),
    (Setting.LAKE, Place.LAND),
    (Setting.BEACH, Place.LAND),
    (Setting.BEACH, Place.WATER),
    (Setting.UNDERWATER, Place.DEEP),
    (Setting.SKY, Place.AIR),
    (Setting.SPACE, Place.VOID),
    (Setting.ROOM, Place.TABLE),
    (Setting.ROOM, Place.FLOOR),
    *((setting, Place.LAND) for setting in (Setting.FOREST, Setting.MEADOW, Setting.CITY)),
    *((setting, Place.LAND) for setting in (Setting.MOUNTAINS, Setting.DESERT, Setting.CASTLE)),
    (Setting.VILLAGE, Place.LAND),
]
NOWHERE = [
    (Setting.ROOM, Place.WATER),
    (Setting.ROOM, Place.AIR),
    (Setting.SKY, Place.LAND),
    (Setting.OCEAN, Place.LAND),
    (Setting.UNDERWATER, Place.AIR),
    (Setting.SPACE, Place.WATER),
    (Setting.MEADOW, Place.WATER),
    (Setting.DESERT, Place.DEEP),
    (Setting.FOREST, Place.VOID),
]


def ground(
    staged: Callable[..., Stage], setting: Setting, place: Place, **asked: object
) -> Footing | None:
    stage = staged(places=frozenset({place}), **asked)
    found: Footing | None = painter.SETTINGS[setting](stage).footing(place)
    return found


def homes(
    staged: Callable[..., Stage], setting: Setting
) -> Iterator[tuple[Stage, Thing, Footing | None]]:
    """Give the things that are at home in a setting, each with the first footing it finds."""
    for size in SIZES:
        for seed in (1, 2):
            for thing in (one for one in things().values() if one.home is setting):
                stage = staged(size, seed=seed, places=frozenset({thing.place}))
                scene = painter.SETTINGS[setting](stage)
                grounds = (scene.footing(place) for place in thing.places)
                fitting = (one for one in grounds if one and thing.tall <= one.tallest)
                yield stage, thing, next(fitting, None)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("setting", "place"), SOMEWHERE)
def test_settings_have_room(
    staged: Callable[..., Stage], setting: Setting, place: Place, seed: int
) -> None:
    found = ground(staged, setting, place, seed=seed)
    assert found is not None
    assert 0 < found.near <= found.far
    assert 0 <= found.middle < found.edge <= 0.72


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("setting", "place"), NOWHERE)
def test_settings_know_what_they_lack(
    staged: Callable[..., Stage], setting: Setting, place: Place, seed: int
) -> None:
    assert ground(staged, setting, place, seed=seed) is None


@pytest.mark.parametrize("setting", [Setting.OCEAN, Setting.LAKE])
def test_boats_float_at_the_waterline(staged: Callable[..., Stage], setting: Setting) -> None:
    found = ground(staged, setting, Place.WATER)
    assert found is not None
    assert [found.height(across, 40.0) for across in (-5.0, 0.0, 5.0)] == [0, 0, 0]
    assert found.view.y(0.0, found.far) > found.view.horizon


@pytest.mark.parametrize("seed", range(1, 5))
def test_boats_off_a_beach_are_on_the_sea(staged: Callable[..., Stage], seed: int) -> None:
    sea, sand = (
        ground(staged, Setting.BEACH, place, seed=seed) for place in (Place.WATER, Place.LAND)
    )
    assert sea is not None
    assert sand is not None
    spots = [(across, ahead) for across in range(-60, 61, 6) for ahead in (5, 10, 40, 120)]
    wet = {spot for spot in spots if sea.fits(*spot)}
    dry = {spot for spot in spots if sand.fits(*spot)}
    assert wet
    assert dry
    assert wet & dry == set()


@pytest.mark.parametrize("setting", [setting for setting, place in SOMEWHERE if place is Place.AIR])
def test_birds_fly_high(staged: Callable[..., Stage], setting: Setting) -> None:
    found = ground(staged, setting, Place.AIR)
    assert found is not None
    assert found.rows is not None
    assert 0 < found.rows[0] < found.rows[1] <= 0.5


def test_fish_swim_in_the_middle(staged: Callable[..., Stage]) -> None:
    found = ground(staged, Setting.UNDERWATER, Place.DEEP)
    assert found is not None
    assert found.rows is not None
    assert 0.2 < found.rows[0] < found.rows[1] < 0.7


def test_tables_are_off_the_floor(staged: Callable[..., Stage]) -> None:
    table, floor = (ground(staged, Setting.ROOM, place) for place in (Place.TABLE, Place.FLOOR))
    assert table is not None
    assert floor is not None
    assert table.height(0, 3) == 0.78
    assert floor.height(0, 4.5) == 0
    assert table.tallest < floor.tallest < 2.75
    assert table.light is not None


def test_aloft_is_between_its_shares(staged: Callable[..., Stage]) -> None:
    view = staged().view
    assert footing.aloft(view, 0.2, 0.4).rows == (0.2, 0.4)


@pytest.mark.parametrize("setting", Setting)
def test_everything_finds_a_place_at_home(staged: Callable[..., Stage], setting: Setting) -> None:
    homeless = {thing.name for _, thing, found in homes(staged, setting) if found is None}
    assert homeless == set()


@pytest.mark.parametrize("setting", Setting)
def test_everything_at_home_is_above_the_captions(
    staged: Callable[..., Stage], setting: Setting
) -> None:
    low = {
        thing.name
        for stage, thing, found in homes(staged, setting)
        if found
        for mark in marks.marks(stage, thing, found, (0, 1), stage.rng(f"cast 0 {thing.name}"))
        if mark.y > stage.size.height * (marks.LOWEST + 0.021)
        or not 0.139 <= mark.x / stage.size.width <= 0.861
    }
    assert low == set()


@pytest.mark.parametrize("setting", Setting)
def test_everything_at_home_keeps_its_head(staged: Callable[..., Stage], setting: Setting) -> None:
    cut = {
        thing.name
        for stage, thing, found in homes(staged, setting)
        if found
        for mark in marks.marks(stage, thing, found, (0, 1), stage.rng(f"cast 0 {thing.name}"))
        if mark.y < mark.height
    }
    assert cut == set()
