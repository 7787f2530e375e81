"""Places, and their English."""

import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.planner.place import Place, place_words, suited
from reelwright.providers.offline.planner.texts.scenery import Shot

FOREST = Place(Setting.FOREST, Hour.DAWN, Weather.FOG, Season.AUTUMN)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (FOREST, "a forest at dawn in fog in autumn"),
        (Place(Setting.SPACE), "space"),
        (Place(Setting.MOUNTAINS, Hour.DAY), "mountains in daylight"),
        (Place(Setting.FOREST, Hour.DAWN, gist="a quiet forest"), "a quiet forest at dawn"),
        (Place(Setting.LAKE, Hour.NIGHT, gist="a red fox"), "a red fox, a lake at night"),
        (Place(Setting.CITY, Hour.NIGHT, gist="a city at night"), "a city at night"),
        (
            Place(Setting.CITY, Hour.NIGHT, Weather.RAIN, gist="a city in the rain"),
            "a city in the rain at night",
        ),
    ],
)
def test_places_are_written_in_english(place: Place, words: str) -> None:
    assert place.words == words


@pytest.mark.parametrize(
    ("shot", "shown"),
    [
        (Shot(show="moss"), True),
        (Shot(show="birds", only=frozenset({"dawn", "day"})), True),
        (Shot(show="stars", only=frozenset({"night"})), False),
        (Shot(show="colour", never=frozenset({"fog"})), False),
        (Shot(show="leaf", only=frozenset({"autumn"}), never=frozenset({"snow"})), True),
        (Shot(show="glow", only=frozenset({"dawn"}), never=frozenset({"fog"})), False),
    ],
)
def test_shots_keep_to_their_light(shot: Shot, *, shown: bool) -> None:
    assert FOREST.shows(shot) is shown


def test_going_on_keeps_the_light() -> None:
    moved = Place(Setting.FOREST, Hour.DUSK, Weather.RAIN, gist="a wet forest").moved(Setting.LAKE)
    assert moved == Place(Setting.LAKE, Hour.DUSK, Weather.RAIN)


@pytest.mark.parametrize(
    ("setting", "hour", "suits"),
    [
        (Setting.FOREST, Hour.NIGHT, Hour.NIGHT),
        (Setting.FOREST, None, Hour.DAY),
        (Setting.SPACE, Hour.NIGHT, None),
        (Setting.UNDERWATER, None, None),
    ],
)
def test_hours_suit_the_setting(setting: Setting, hour: Hour | None, suits: Hour | None) -> None:
    assert suited(setting, hour) is suits


@pytest.mark.parametrize(
    ("hour", "later"), [(Hour.DAWN, Hour.DAY), (Hour.NIGHT, Hour.DAWN), (None, None)]
)
def test_time_passes(hour: Hour | None, later: Hour | None) -> None:
    assert Place(Setting.FOREST, hour).later().hour is later


def test_only_what_is_left_out_is_added() -> None:
    assert place_words(None, FOREST) == FOREST.words
    said = Place(Setting.FOREST, gist="a forest in autumn")
    assert said.words == "a forest in autumn"
