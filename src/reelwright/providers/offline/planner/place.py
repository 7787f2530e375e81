"""Where a scene is, in what light: a place with its English for the painter."""

from dataclasses import dataclass, replace

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Sight, Weather, read
from reelwright.providers.offline.planner.texts import scenery

_HOURS = tuple(Hour)


@dataclass(frozen=True, slots=True)
class Place:
    """A setting in its light, weather and season; `gist` is how the asker put it, in English."""

    setting: Setting
    hour: Hour | None = None
    weather: Weather | None = None
    season: Season | None = None
    gist: str | None = None

    @property
    def outdoors(self) -> bool:
        """Whether the sky decides what is seen here."""
        return scenery.places().settings[self.setting].outdoors

    @property
    def words(self) -> str:
        """The place in English: the asker's own words and what they leave out, or ours."""
        if self.gist is None:
            return place_words(None, self)
        missing = place_words(read(self.gist), self)
        comma = "," if read(self.gist).setting is None else ""
        return f"{self.gist}{comma} {missing}".strip()

    def shows(self, shot: scenery.Shot) -> bool:
        """Say whether a shot belongs to this light, weather and season."""
        here = {str(self.hour), str(self.weather), str(self.season)}
        return not here & shot.never and (not shot.only or bool(here & shot.only))

    def moved(self, setting: Setting) -> "Place":
        """Return the place one comes to by going on to `setting`, the light unchanged."""
        return replace(self, setting=setting, hour=suited(setting, self.hour), gist=None)

    def later(self) -> "Place":
        """Return this place a part of the day on."""
        if self.hour is None:
            return self
        following = _HOURS[(_HOURS.index(self.hour) + 1) % len(_HOURS)]
        return replace(self, hour=following, gist=None)


def suited(setting: Setting, hour: Hour | None) -> Hour | None:
    """Return `hour` where there are hours at all: by day where none was set, None in space."""
    if not scenery.places().settings[setting].hours:
        return None
    return hour or Hour.DAY


def place_words(said: Sight | None, place: Place) -> str:
    """Return the English for what `said` leaves out of `place`."""
    english = scenery.places()
    said = said or Sight(None, None, None, None, ())
    parts = [
        english.settings[place.setting].words if said.setting is None else "",
        english.hours[place.hour] if place.hour and said.hour is None else "",
        english.weathers[place.weather] if place.weather and said.weather is None else "",
        english.seasons[place.season] if place.season and said.season is None else "",
    ]
    return " ".join(part for part in parts if part)
