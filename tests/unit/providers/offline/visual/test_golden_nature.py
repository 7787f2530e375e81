"""More pictures of the newer settings of nature, against ones that were looked at and liked.

When a picture changes on purpose, look at the new one, then paint them anew:

    pytest --regild tests/unit/providers/offline/visual/test_golden_nature.py
"""

import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

TALL, SQUARE = (72, 128), (96, 96)
PICTURES = {
    "jungle-anime": ((Setting.JUNGLE, Hour.SUNSET), {"style": Style.ANIME, "seed": 9}),
    "snow-peaks-storm": ((Setting.SNOW_PEAKS, Weather.STORM), {"names": "goat", "seed": 3}),
    "river-watercolor": ((Setting.RIVER,), {"style": Style.WATERCOLOR, "size": SQUARE, "seed": 7}),
    "waterfall-night": ((Setting.WATERFALL, Hour.NIGHT), {"seed": 3}),
    "farmland-summer": ((Setting.FARMLAND, Hour.SUNSET), {"names": "cow", "seed": 1}),
    "farmland-comic": ((Setting.FARMLAND,), {"style": Style.COMIC_BOOK, "seed": 2}),
    "cave-crystals": ((Setting.CAVE, Hour.NIGHT), {"style": Style.PIXAR_ART, "seed": 9}),
    "volcano-asleep": ((Setting.VOLCANO, Season.SPRING), {"size": SQUARE, "seed": 2}),
}


@pytest.mark.parametrize(
    ("name", "asked", "more"), [(name, *one) for name, one in PICTURES.items()]
)
def test_pictures_stay_as_they_were(paint, golden, name, asked, more):
    golden(name, paint(*asked, **more).pixels)
