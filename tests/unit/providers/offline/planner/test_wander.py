"""Looking around."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest

from reelwright.model.brief import Language
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather, read
from reelwright.providers.offline.planner.beat import Beat
from reelwright.providers.offline.planner.figure import figure
from reelwright.providers.offline.planner.place import Place
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.planner.texts.tongue import tongue
from reelwright.providers.offline.planner.wander import Wander

ENGLISH = tongue(Language.ENGLISH)
FOREST = Place(Setting.FOREST, Hour.DAWN)


def seen(wander: Wander, count: int) -> list[Beat]:
    beats = [wander.next(None) for _ in range(count)]
    return [beat for beat in beats if beat]


def own(setting: Setting, *beats: str) -> set[str]:
    return {line for beat in beats for line in ENGLISH.lines[setting][beat].values()}


def test_a_place_is_seen_first() -> None:
    mids = own(Setting.FOREST, "detail", "life", "air")
    dawn = set(ENGLISH.lines["outdoors"]["dawn"].values())
    first = [beat.say for beat in seen(Wander(ENGLISH, FOREST, 1), 12)]
    assert set(first) <= mids | dawn


def test_its_neighbours_follow() -> None:
    settings = [read(beat.show).setting for beat in seen(Wander(ENGLISH, FOREST, 1), 120)]
    runs = [setting for setting, following in pairwise([*settings, None]) if setting != following]
    near = [Setting.FOREST, *scenery.places().settings[Setting.FOREST].near]
    assert runs[: len(near)] == near


def test_arrivals_open_a_neighbour() -> None:
    beats = seen(Wander(ENGLISH, FOREST, 1), 40)
    first = next(beat for beat in beats if read(beat.show).setting is Setting.LAKE)
    assert first.say in own(Setting.LAKE, "open")


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.HINDI, Language.JAPANESE])
@pytest.mark.parametrize("setting", Setting)
def test_nothing_is_said_twice_for_long(language: Language, setting: Setting) -> None:
    hour = next(iter(scenery.places().settings[setting].hours), None)
    wander = Wander(tongue(language), Place(setting, hour), 3)
    said = [beat.say for beat in seen(wander, 150)]
    assert [line for line, count in Counter(said).items() if count > 1] == []


def test_all_is_said_before_anything_again() -> None:
    said = [beat.say for beat in seen(Wander(ENGLISH, FOREST, 3), 500)]
    first_again = next(number for number, line in enumerate(said) if line in said[:number])
    told = set(said[:first_again])
    allowed = {
        ENGLISH.lines[setting][beat][name]
        for setting in Setting
        for beat in ("detail", "life", "air")
        for name, shot in scenery.shots(setting)[beat].items()
        if Place(setting, Hour.DAWN).shows(shot) and scenery.places().settings[setting].hours
    }
    assert allowed <= told


def test_nothing_is_shown_twice() -> None:
    shown = [beat.show for beat in seen(Wander(ENGLISH, FOREST, 3), 500)]
    assert len(set(shown)) == len(shown)


def test_a_day_passes_when_all_is_seen() -> None:
    hours = [read(beat.show).hour for beat in seen(Wander(ENGLISH, FOREST, 3), 400)]
    assert (hours[0], Hour.DAY in hours) == (Hour.DAWN, True)


@pytest.mark.parametrize("weather", Weather)
@pytest.mark.parametrize("season", Season)
def test_lines_suit_the_weather(weather: Weather, season: Season) -> None:
    place = Place(Setting.MEADOW, Hour.NIGHT, weather, season)
    barred = {
        ENGLISH.lines[Setting.MEADOW][beat][name]
        for beat, named in scenery.shots(Setting.MEADOW).items()
        for name, shot in named.items()
        if not place.shows(shot)
    }
    said = {beat.say for beat in seen(Wander(ENGLISH, place, 5), 14)}
    assert said & barred == set()


def test_weather_is_spoken_of_at_once() -> None:
    rain = set(ENGLISH.lines["outdoors"]["rain"].values())
    place = Place(Setting.CITY, Hour.NIGHT, Weather.RAIN)
    assert {beat.say for beat in seen(Wander(ENGLISH, place, 5), 3)} & rain


def test_figures_are_seen_among_it() -> None:
    fox = figure("fox", ENGLISH)
    said = [beat.say for beat in seen(Wander(ENGLISH, FOREST, 5, figure=fox), 6)]
    assert [number for number, line in enumerate(said) if "fox" in line] == [0, 2, 4]


def test_figures_are_in_every_picture() -> None:
    fox = figure("fox", ENGLISH)
    shown = [beat.show for beat in seen(Wander(ENGLISH, FOREST, 5, figure=fox), 60)]
    assert all("a fox" in show for show in shown)


def test_many_are_not_told_of_as_one() -> None:
    foxes = figure("fox", ENGLISH, many=True)
    said = [beat.say for beat in seen(Wander(ENGLISH, FOREST, 5, figure=foxes), 12)]
    assert [line for line in said if "fox" in line] == []


def test_unknown_places_are_spoken_of_in_general() -> None:
    general = {
        line
        for pool in (scenery.ANYWHERE, scenery.OUTDOORS)
        for beat in ENGLISH.lines[pool].values()
        for line in beat.values()
    }
    wander = Wander(ENGLISH, FOREST, 5, known=False)
    ends = [wander.opening(None), wander.closing(None)]
    assert {beat.say for beat in (*ends, *seen(wander, 8))} <= general


def test_what_does_not_fit_is_left() -> None:
    wander = Wander(ENGLISH, FOREST, 5)
    assert wander.next(Fraction(1)) is None
    short = wander.next(Fraction(5))
    assert short is not None
    assert short.lasts(ENGLISH.pace) <= 5


def test_openings_fit_or_are_the_shortest() -> None:
    shortest = min(Beat(line, "").lasts(ENGLISH.pace) for line in own(Setting.FOREST, "open"))
    assert Wander(ENGLISH, FOREST, 5).opening(Fraction(1)).lasts(ENGLISH.pace) == shortest


def test_a_figure_can_open() -> None:
    fox = figure("fox", ENGLISH)
    assert "fox" in Wander(ENGLISH, FOREST, 5, figure=fox).opening(Fraction(5), seen=True).say


def test_seeds_choose_other_words() -> None:
    said = {tuple(beat.say for beat in seen(Wander(ENGLISH, FOREST, seed), 4)) for seed in range(8)}
    assert len(said) == 8
