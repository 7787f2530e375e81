"""What holds of every setting: whole at every hour, in every weather and season, in any shape."""

import cv2
import numpy as np
import pytest

from reelwright.model.brief import Size, Style
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.visual import life, painter
from reelwright.providers.offline.visual.order import Order
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Moment

PORTRAIT, SQUARE = (71, 129), (97, 95)
OPEN = [setting for setting in Setting if setting not in life.SEALED]
GROWN = [
    Setting.FOREST,
    Setting.MOUNTAINS,
    Setting.LAKE,
    Setting.MEADOW,
    Setting.VILLAGE,
    Setting.CASTLE,
]
"""Where leaves and grass tell the season."""
FOUL = [Weather.CLOUDY, Weather.FOG, Weather.RAIN, Weather.STORM, Weather.SNOW]
SUNLIT = [setting for setting in Setting if setting is not Setting.SPACE]


def by_day(paint, setting, weather, size=PORTRAIT, seed=1):
    season = Season.WINTER if weather is Weather.SNOW else Season.SUMMER
    return paint(setting, weather, season, size=size, seed=seed)


@pytest.mark.parametrize("hour", Hour)
@pytest.mark.parametrize("setting", SUNLIT)
def test_every_hour_is_whole(paint, setting, hour):
    picture = paint(setting, hour)
    assert picture.pixels.shape == (72, 128, 3)
    assert picture.pixels.dtype == np.uint8
    assert 15 < picture.mean < 215
    assert picture.spread > 9
    assert picture.black < 0.45
    assert picture.blown < 0.02


@pytest.mark.parametrize("weather", FOUL)
@pytest.mark.parametrize("setting", OPEN)
def test_every_weather_is_whole(paint, setting, weather):
    picture = by_day(paint, setting, weather)
    assert picture.pixels.shape == (129, 71, 3)
    assert 50 < picture.mean < 215
    assert picture.spread > 3
    assert picture.black < 0.05
    assert picture.blown < 0.02


@pytest.mark.parametrize("season", Season)
@pytest.mark.parametrize("setting", GROWN)
def test_every_season_is_whole(paint, setting, season):
    picture = paint(setting, season, size=SQUARE, seed=3)
    assert picture.pixels.shape == (95, 97, 3)
    assert 60 < picture.mean < 215
    assert picture.spread > 12
    assert picture.black < 0.05
    assert picture.blown < 0.02


@pytest.mark.slow
@pytest.mark.parametrize("weather", Weather)
@pytest.mark.parametrize("hour", Hour)
@pytest.mark.parametrize("setting", Setting)
def test_every_season_at_every_moment_is_whole(paint, setting, hour, weather):
    pictures = [paint(setting, hour, weather, season, seed=5) for season in Season]
    assert all(12 < picture.mean < 215 for picture in pictures)
    assert all(picture.spread > 3 for picture in pictures)
    assert all(picture.black < 0.5 and picture.blown < 0.05 for picture in pictures)


@pytest.mark.parametrize("setting", SUNLIT)
def test_night_is_darker_than_day(paint, setting):
    lamps = 0.97 if setting in {Setting.ROOM, Setting.LIBRARY} else 0.7
    assert paint(setting, Hour.NIGHT).mean < lamps * paint(setting, Hour.DAY).mean


@pytest.mark.parametrize("setting", SUNLIT)
def test_sunset_is_warmer_than_day(paint, setting):
    assert paint(setting, Hour.SUNSET).warmth > paint(setting, Hour.DAY).warmth + 20


@pytest.mark.parametrize("setting", SUNLIT)
def test_dusk_lies_between_sunset_and_night(paint, setting):
    sunset, dusk = paint(setting, Hour.SUNSET), paint(setting, Hour.DUSK)
    assert dusk.mean < sunset.mean
    assert paint(setting, Hour.NIGHT).warmth < dusk.warmth < sunset.warmth


@pytest.mark.parametrize("setting", SUNLIT)
def test_hours_are_told_apart(paint, setting):
    pictures = [paint(setting, hour) for hour in Hour]
    apart = [
        one.apart(other).mean() for n, one in enumerate(pictures) for other in pictures[n + 1 :]
    ]
    assert min(apart) > 8


@pytest.mark.parametrize("setting", [one for one in OPEN if one is not Setting.SKY])
def test_storms_darken_the_ground(paint, setting):
    """The sky may be light all the same: where lightning strikes."""
    storm, rain = (
        by_day(paint, setting, one).rows(0.6, 1).mean for one in (Weather.STORM, Weather.RAIN)
    )
    assert storm < rain


@pytest.mark.parametrize("weather", FOUL)
@pytest.mark.parametrize("setting", OPEN)
def test_foul_weather_takes_the_colour(paint, setting, weather):
    clear = by_day(paint, setting, Weather.CLEAR)
    assert by_day(paint, setting, weather).chroma < 0.91 * clear.chroma


@pytest.mark.parametrize("setting", [one for one in OPEN if one is not Setting.FOREST])
def test_fog_hides_the_distance(paint, setting):
    fog, clear = (
        by_day(paint, setting, one).rows(0.25, 0.6) for one in (Weather.FOG, Weather.CLEAR)
    )
    assert fog.detail < 0.9 * clear.detail


@pytest.mark.parametrize("setting", OPEN)
def test_snow_whitens_everything(paint, setting):
    snow, clear = by_day(paint, setting, Weather.SNOW), by_day(paint, setting, Weather.CLEAR)
    assert snow.white > max(0.6, min(0.95, clear.white + 0.3))


@pytest.mark.parametrize(
    "setting", [one for one in OPEN if one not in {Setting.FOREST, Setting.STREET, Setting.SKY}]
)
def test_rain_and_snow_are_seen_falling(paint, setting):
    sky = [
        by_day(paint, setting, one).rows(0, 0.3)
        for one in (Weather.FOG, Weather.RAIN, Weather.STORM, Weather.SNOW)
    ]
    assert all(one.detail > sky[0].detail + 0.4 for one in sky[1:])


@pytest.mark.parametrize("setting", [Setting.SPACE, Setting.UNDERWATER])
def test_no_weather_reaches_deep_and_void(paint, setting):
    clear, storm = paint(setting), paint(setting, Weather.STORM)
    assert np.array_equal(clear.pixels, storm.pixels)


@pytest.mark.parametrize("setting", GROWN)
def test_autumn_is_redder_than_summer(paint, setting):
    autumn, summer = (
        paint(setting, one, size=SQUARE, seed=3) for one in (Season.AUTUMN, Season.SUMMER)
    )
    assert autumn.redness > summer.redness + 5


@pytest.mark.parametrize("setting", GROWN)
def test_winter_is_whiter_than_summer(paint, setting):
    winter, summer = (
        paint(setting, one, size=SQUARE, seed=3) for one in (Season.WINTER, Season.SUMMER)
    )
    assert winter.white > summer.white + 0.15


@pytest.mark.parametrize("setting", GROWN)
def test_winter_is_less_green_than_spring(paint, setting):
    winter, spring = (
        paint(setting, one, size=SQUARE, seed=3) for one in (Season.WINTER, Season.SPRING)
    )
    assert winter.rows(0.5, 1).chroma < spring.rows(0.5, 1).chroma


@pytest.mark.parametrize("setting", Setting)
def test_another_seed_another_layout(paint, setting):
    one, other = paint(setting), paint(setting, seed=11)
    assert one.apart(other).mean() > 9


@pytest.mark.parametrize(
    "setting", [one for one in SUNLIT if one not in {Setting.CITY, Setting.STREET, Setting.ROOM}]
)
def test_one_hour_has_one_palette(paint, setting):
    noon, again, sunset = paint(setting), paint(setting, seed=11), paint(setting, Hour.SUNSET)
    change = np.abs(noon.colour - again.colour).mean()
    assert change < 0.6 * np.abs(noon.colour - sunset.colour).mean()


@pytest.mark.parametrize("setting", Setting)
def test_portraits_are_composed_anew(paint, setting):
    wide, tall = paint(setting), paint(setting, size=PORTRAIT)
    shape = {"dsize": PORTRAIT, "interpolation": cv2.INTER_AREA}
    cut = cv2.resize(wide.pixels[:, 44:84], **shape)
    squeezed = cv2.resize(wide.pixels, **shape)
    apart = [np.abs(tall.pixels.astype(int) - one.astype(int)).mean() for one in (cut, squeezed)]
    assert min(apart) > 12


@pytest.mark.parametrize("size", [(128, 72), PORTRAIT])
@pytest.mark.parametrize("setting", Setting)
def test_pictures_have_no_frame(paint, setting, size):
    pixels = paint(setting, size=size).pixels.astype(float)
    sides = (
        pixels,
        pixels[::-1],
        pixels.transpose(1, 0, 2),
        pixels[:, ::-1].transpose(1, 0, 2),
    )
    for side in sides:
        steps = np.abs(np.diff(side, axis=0)).mean(axis=(1, 2))
        assert steps[:2].max() < 2.5 * max(np.quantile(steps, 0.95), 2)


PLACES = {
    Setting.FOREST: "land water air",
    Setting.MOUNTAINS: "land air",
    Setting.OCEAN: "coast water air",
    Setting.BEACH: "land coast water air",
    Setting.LAKE: "land coast water air",
    Setting.DESERT: "land air",
    Setting.MEADOW: "land air",
    Setting.CITY: "land water air",
    Setting.VILLAGE: "land air",
    Setting.CASTLE: "land water air",
    Setting.SPACE: "land void",
    Setting.UNDERWATER: "land deep",
    Setting.SKY: "air",
    Setting.ROOM: "table floor",
    Setting.JUNGLE: "land water air",
    Setting.SNOW_PEAKS: "land air",
    Setting.RIVER: "land water air",
    Setting.WATERFALL: "land water air",
    Setting.STREET: "land air",
    Setting.FARMLAND: "land air",
    Setting.CAVE: "land water air",
    Setting.VOLCANO: "land water air",
    Setting.PLANET: "land air",
    Setting.LIBRARY: "table floor",
    Setting.LABORATORY: "table floor",
}


@pytest.mark.parametrize(("setting", "places"), PLACES.items())
def test_places_are_the_settings_own(setting, places):
    """Over some layouts: a forest has water where it has a pool, and then no land."""
    given = set()
    for seed in range(8):
        moment = Moment(Hour.DAY, Weather.CLEAR, Season.SUMMER)
        size = Size(width=96, height=54)
        order = Order(setting, moment, (), Style.PHOTOREALISTIC, size, seed, seed, ())
        layout = painter.SETTINGS[setting](painter._stage(order, painter.STYLES[order.style][0]))
        given |= {place for place in Place if layout.footing(place) is not None}
    assert given == {Place(place) for place in places.split()}
