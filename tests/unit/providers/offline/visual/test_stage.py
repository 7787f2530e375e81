"""What a setting paints on and with."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import Size
from reelwright.providers.offline.lexicon import Hour, Season, Weather
from reelwright.providers.offline.visual.brush.canvas import FAR, Box
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.light import light
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.nature import sky
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Moment, Stage

DAY = Moment(Hour.DAY, Weather.CLEAR, Season.SUMMER)
SIZES = st.builds(Size, width=st.integers(64, 200), height=st.integers(64, 200))


def staged(
    size: tuple[int, int] = (60, 40),
    *,
    seed: int = 1,
    film: int = 1,
    weather: Weather = Weather.CLEAR,
    places: frozenset[Place] = frozenset(),
) -> Stage:
    lit = light(Hour.DAY, weather, np.random.default_rng(seed))
    width, height = size
    moment = Moment(Hour.DAY, weather, Season.SUMMER)
    return Stage(Size(width=width, height=height), seed, film, moment, lit, Look(), places)


@dataclass(frozen=True)
class Strip:
    """Some land, all of it 50 metres away."""

    box: Box

    @property
    def cover(self) -> np.ndarray:
        return np.ones((self.box.bottom - self.box.top, self.box.right), np.float32)

    @property
    def ahead(self) -> np.ndarray:
        return self.cover * 50

    @property
    def up(self) -> np.ndarray:
        return self.cover * 2


@pytest.mark.parametrize(
    ("weather", "season", "dry", "white"),
    [
        (Weather.CLEAR, Season.SUMMER, False, False),
        (Weather.CLEAR, Season.WINTER, False, True),
        (Weather.SNOW, Season.SUMMER, False, True),
        (Weather.RAIN, Season.AUTUMN, False, False),
        (Weather.SNOW, Season.WINTER, True, False),
    ],
)
def test_snow_lies_in_the_cold(weather: Weather, season: Season, dry: bool, white: bool) -> None:
    assert Moment(Hour.DAY, weather, season, dry).white is white


@pytest.mark.parametrize(
    ("places", "stood"),
    [
        ((), False),
        ((Place.AIR, Place.WATER, Place.DEEP), False),
        ((Place.LAND,), True),
        ((Place.AIR, Place.TABLE), True),
        ((Place.FLOOR,), True),
    ],
)
def test_things_on_the_ground_stand(places: tuple[Place, ...], stood: bool) -> None:
    assert staged(places=frozenset(places)).stood is stood


def test_canvases_have_the_size_asked_for() -> None:
    stage = staged((61, 43))
    assert stage.canvas.light.shape == (43, 61, 3)
    assert (stage.canvas.depth == FAR).all()


@given(SIZES, st.floats(0.2, 0.8), st.floats(0.5, 2), st.floats(-0.2, 0.2))
def test_views_keep_their_horizon_in_the_picture(
    size: Size, horizon: float, zoom: float, aside: float
) -> None:
    stage = staged((size.width, size.height))
    stage.stand(horizon, zoom, 1.7, aside)
    shares = stage.view.horizon / size.height, stage.view.focal / stage.view.unit
    assert shares == pytest.approx((horizon + 0.04 * stage.portrait, zoom))
    assert 0 < stage.view.horizon < size.height
    assert (stage.view.eye, stage.view.aside) == (1.7, aside)


@pytest.mark.parametrize(("size", "tall"), [((40, 60), True), ((60, 40), False), ((50, 50), False)])
def test_portraits_are_taller_than_wide(size: tuple[int, int], tall: bool) -> None:
    assert staged(size).portrait is tall


def test_names_and_seeds_part_generators() -> None:
    drawn = {
        float(staged(seed=seed).rng(name).random()) for seed in (1, 2) for name in ("sky", "land")
    }
    assert len(drawn) == 4


def test_films_share_their_generators() -> None:
    first, second, other = (
        float(staged(seed=seed, film=film).film_rng("oak").random())
        for seed, film in ((1, 5), (2, 5), (1, 6))
    )
    assert first == second != other


def breathed(weather: Weather = Weather.CLEAR, **air: float) -> Stage:
    stage = staged(weather=weather)
    stage.stand(0.5, 1.0, 1.7)
    sky.paint(stage.canvas, stage.view, stage.light)
    stage.breathe(1_000, **air)
    return stage


def test_air_is_as_clear_as_the_weather_lets_it() -> None:
    assert breathed().air.clear == 1_000
    assert breathed(Weather.FOG).air.clear == pytest.approx(
        1_000 / breathed(Weather.FOG).light.haze
    )


def test_air_holds_the_mist_asked_for() -> None:
    air = breathed(mist=2.5, top=30.0).air
    assert (air.mist, air.top) == (2.5, 30.0)
    assert air.haze.shape == (60, 3)


def test_land_is_laid_in_its_box() -> None:
    stage, box = breathed(), Box(0, 30, 60, 36)
    before = stage.canvas.light.copy()
    stage.lay(Strip(box), np.broadcast_to(rgb(0, 9, 0), (6, 60, 3)).astype(np.float32))
    assert (stage.canvas.depth[30:36] == 50).all()
    assert stage.canvas.light[30:36, :, 1].min() > 8
    stage.canvas.light[30:36] = before[30:36]
    assert np.array_equal(stage.canvas.light, before)


def test_land_may_be_covered_in_part() -> None:
    stage, box = breathed(), Box(0, 30, 60, 36)
    before = stage.canvas.light.copy()
    green = np.broadcast_to(rgb(0, 9, 0), (6, 60, 3)).astype(np.float32)
    stage.lay(Strip(box), green, np.zeros((6, 60), np.float32))
    assert stage.canvas.light == pytest.approx(before, abs=1e-4)
    assert (stage.canvas.depth == FAR).all()
