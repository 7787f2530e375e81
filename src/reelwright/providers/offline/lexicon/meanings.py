"""What a word may mean: settings, hours, weathers, seasons, and what a whole text comes to."""

from dataclasses import dataclass
from enum import StrEnum

from reelwright.providers.offline.lexicon.counts import Count


class Setting(StrEnum):
    """Where a scene is."""

    FOREST = "forest"
    MOUNTAINS = "mountains"
    OCEAN = "ocean"
    BEACH = "beach"
    LAKE = "lake"
    DESERT = "desert"
    MEADOW = "meadow"
    CITY = "city"
    VILLAGE = "village"
    CASTLE = "castle"
    SPACE = "space"
    UNDERWATER = "underwater"
    SKY = "sky"
    ROOM = "room"
    JUNGLE = "jungle"
    SNOW_PEAKS = "snow peaks"
    RIVER = "river"
    WATERFALL = "waterfall"
    STREET = "street"
    FARMLAND = "farmland"
    CAVE = "cave"
    VOLCANO = "volcano"
    PLANET = "planet"
    LIBRARY = "library"
    LABORATORY = "laboratory"


class Hour(StrEnum):
    """The time of day, as light."""

    DAWN = "dawn"
    DAY = "day"
    SUNSET = "sunset"
    DUSK = "dusk"
    NIGHT = "night"


class Weather(StrEnum):
    """What the air does."""

    CLEAR = "clear"
    CLOUDY = "cloudy"
    FOG = "fog"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"


class Season(StrEnum):
    """The time of year."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


MEANINGS: dict[str, Setting | Hour | Weather | Season] = {
    str(meaning): meaning for meaning in (*Setting, *Hour, *Weather, *Season)
}
"""All that a word may mean but things, by name."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a text asks to be seen; None and empty where it does not say.

    `subjects` are names of things that can be drawn (`deer`, `sailboat`), in the order of the text,
    `counts` how many of them there are, at least and at most, where the text says so. `lacking`
    are words of the text for things and places that can be pictured but not drawn.
    """

    setting: Setting | None
    hour: Hour | None
    weather: Weather | None
    season: Season | None
    subjects: tuple[str, ...]
    lacking: tuple[str, ...] = ()
    counts: tuple[tuple[str, Count], ...] = ()
