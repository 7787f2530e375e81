"""A picture of each setting, against one that was looked at and liked.

When a picture changes on purpose, look at the new one, then paint them anew:

    pytest --regild tests/unit/providers/offline/visual/test_golden.py
"""

import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

TALL, SQUARE = (72, 128), (96, 96)
PICTURES = {
    "forest-autumn": ((Setting.FOREST, Season.AUTUMN), {"names": "deer"}),
    "mountains-dawn": ((Setting.MOUNTAINS, Hour.DAWN), {"style": Style.CINEMATIC, "seed": 4}),
    "ocean-comic": ((Setting.OCEAN,), {"style": Style.COMIC_BOOK, "names": "sailboat"}),
    "beach-sunset": ((Setting.BEACH, Hour.SUNSET), {"size": TALL, "names": "palm", "seed": 4}),
    "lake-fog": ((Setting.LAKE, Weather.FOG), {"names": "swan", "seed": 2}),
    "desert-watercolor": ((Setting.DESERT,), {"style": Style.WATERCOLOR, "names": "camel"}),
    "meadow-spring": ((Setting.MEADOW, Season.SPRING), {"size": SQUARE, "names": "horse"}),
    "city-night-rain": ((Setting.CITY, Hour.NIGHT, Weather.RAIN), {"seed": 5}),
    "village-snow": ((Setting.VILLAGE, Weather.SNOW, Season.WINTER), {"seed": 2}),
    "castle-storm": ((Setting.CASTLE, Hour.DUSK, Weather.STORM), {"seed": 2}),
    "space": ((Setting.SPACE,), {"names": "rocket", "seed": 4}),
    "underwater-pixar": ((Setting.UNDERWATER,), {"style": Style.PIXAR_ART, "names": "fish"}),
    "sky-anime": ((Setting.SKY, Hour.SUNSET), {"style": Style.ANIME, "names": "balloon"}),
    "room-night": ((Setting.ROOM, Hour.NIGHT), {"names": "book candle", "seed": 2}),
    "jungle-day": ((Setting.JUNGLE,), {"names": "tiger", "seed": 2}),
    "snow-peaks-dawn": ((Setting.SNOW_PEAKS, Hour.DAWN), {"style": Style.CINEMATIC, "seed": 2}),
    "river-autumn": ((Setting.RIVER, Season.AUTUMN), {"names": "canoe", "seed": 4}),
    "waterfall-tall": ((Setting.WATERFALL,), {"size": TALL, "seed": 1}),
    "street-noir": ((Setting.STREET, Hour.NIGHT, Weather.RAIN), {"style": Style.NOIR, "seed": 3}),
    "farmland-documentary": ((Setting.FARMLAND,), {"style": Style.DOCUMENTARY, "seed": 1}),
    "cave-mouth": ((Setting.CAVE, Weather.RAIN), {"names": "bear", "seed": 4}),
    "volcano-dusk": ((Setting.VOLCANO, Hour.DUSK), {"seed": 3}),
    "planet-sunset": ((Setting.PLANET, Hour.SUNSET), {"names": "astronaut", "seed": 2, "film": 2}),
    "library-hall": ((Setting.LIBRARY,), {"names": "book", "seed": 1}),
    "laboratory-old": ((Setting.LABORATORY, Hour.NIGHT), {"seed": 7, "film": 3}),
}


def test_every_setting_and_style_has_a_picture():
    styles = {more.get("style", Style.PHOTOREALISTIC) for _, more in PICTURES.values()}
    assert [asked[0] for asked, _ in PICTURES.values()] == list(Setting)
    assert styles == set(Style)


@pytest.mark.parametrize(
    ("name", "asked", "more"), [(name, *one) for name, one in PICTURES.items()]
)
def test_pictures_stay_as_they_were(paint, golden, name, asked, more):
    golden(name, paint(*asked, **more).pixels)
