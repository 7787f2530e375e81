"""What a request for a picture comes to."""

from collections.abc import Callable

import pytest

from reelwright.model.brief import Style
from reelwright.ports.visual import PictureRequest
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.visual import order
from reelwright.providers.offline.visual.order import ANYWHERE, CROWD, MOST, SCENES
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.subjects.things import things

Asked = Callable[..., PictureRequest]


def names(request: PictureRequest) -> list[str]:
    return [thing.name for thing in order.order(request).things]


def whys(request: PictureRequest) -> list[str]:
    return [told.why for told in order.order(request).degradations]


def test_orders_keep_what_was_asked(asked: Asked) -> None:
    made = order.order(asked("a forest", seed=7, film=9))
    assert (made.seed, made.film_seed, made.style) == (7, 9, Style.CINEMATIC)
    assert (made.size.width, made.size.height) == (96, 54)
    assert made.degradations == ()


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("a deer in a forest", Setting.FOREST),
        ("a deer", Setting.FOREST),
        ("a camel", Setting.DESERT),
        ("an open book", Setting.ROOM),
        ("an astronaut", Setting.SPACE),
        ("a sailboat on the ocean", Setting.OCEAN),
        ("a woman by the ocean", Setting.BEACH),
        ("a shark in the ocean", Setting.UNDERWATER),
        ("a shark and a ship in the ocean", Setting.OCEAN),
        ("a dog under a wide sky", Setting.MEADOW),
        ("an eagle in the sky", Setting.SKY),
        ("ducks by the ocean", Setting.OCEAN),
        ("a lighthouse on a cliff", Setting.OCEAN),
        ("a woman and a lighthouse on a cliff", Setting.BEACH),
        ("a lighthouse by a lake", Setting.LAKE),
        ("a bridge", Setting.RIVER),
        ("a bridge in the mountains", Setting.RIVER),
        ("a bridge in a forest", Setting.FOREST),
        ("penguins", Setting.SNOW_PEAKS),
    ],
)
def test_things_have_a_say_in_the_setting(asked: Asked, words: str, setting: Setting) -> None:
    assert order.order(asked(words)).setting is setting


@pytest.mark.parametrize(
    ("words", "hour", "weather", "season"),
    [
        ("a forest", Hour.DAY, Weather.CLEAR, Season.SUMMER),
        ("a forest at night in the rain", Hour.NIGHT, Weather.RAIN, Season.SUMMER),
        ("a snowstorm over the forest", Hour.DAY, Weather.SNOW, Season.WINTER),
        ("snow in a forest in spring", Hour.DAY, Weather.SNOW, Season.SPRING),
        ("an autumn forest at dusk", Hour.DUSK, Weather.CLEAR, Season.AUTUMN),
        ("penguins on the snow", Hour.DAY, Weather.CLEAR, Season.WINTER),
    ],
)
def test_gaps_of_the_moment_are_filled(
    asked: Asked, words: str, hour: Hour, weather: Weather, season: Season
) -> None:
    moment = order.order(asked(words)).moment
    assert (moment.hour, moment.weather, moment.season) == (hour, weather, season)


def test_things_keep_the_order_of_the_words(asked: Asked) -> None:
    assert names(asked("a fox, a deer and an owl in a forest")) == ["fox", "deer", "owl"]


@pytest.mark.parametrize(
    ("words", "many"),
    [
        ("a camel", (1, 1)),
        ("the camel", (1, 1)),
        ("camels", (2, 3)),
        ("two camels", (2, 2)),
        ("many camels", (3, 5)),
        ("a fish", (1, 1)),
        ("fish", (3, 6)),
        ("many fish", (3, 6)),
        ("24 camels", (CROWD, CROWD)),
    ],
)
def test_there_are_as_many_as_the_words_say(
    asked: Asked, words: str, many: tuple[int, int]
) -> None:
    assert [thing.many for thing in order.order(asked(words)).things] == [many]


def test_crowds_are_said_to_be_fewer(asked: Asked) -> None:
    assert whys(asked("24 camels and 3 dogs in the desert")) == [
        f"the offline painter sets at most {CROWD} of a kind into a picture; "
        "it painted no more of 'camel'."
    ]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("a robot in a laboratory", Place.FLOOR),
        ("a cat in a library", Place.FLOOR),
        ("a robot in a city", Place.LAND),
        ("a whale under the sea", Place.DEEP),
        ("a whale on the ocean", Place.WATER),
        ("a banana on a table", Place.TABLE),
        ("a banana in a meadow", Place.LAND),
        ("a dragon over a volcano", Place.AIR),
    ],
)
def test_things_are_in_the_place_their_setting_has(asked: Asked, words: str, place: Place) -> None:
    assert [thing.place for thing in order.order(asked(words)).things] == [place]


def test_what_lies_on_tables_is_raised_outdoors(asked: Asked) -> None:
    raised = [
        thing.raised
        for words in ("a banana in a meadow", "a banana in a room", "a dog in a meadow")
        for thing in order.order(asked(words)).things
    ]
    assert raised == [True, False, False]


def test_houses_of_a_town_are_its_own(asked: Asked) -> None:
    """A house asked for in a street is one of its row, and nothing is missing."""
    made = order.order(asked("a house and a dog in a city street"))
    assert ([thing.name for thing in made.things], made.degradations) == (["dog"], ())
    assert names(asked("a house in a meadow")) == ["cottage"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a ship", "ship"),
        ("a sailing ship", "sailboat"),
        ("a pirate ship", "galleon"),
        ("a cruise ship", "liner"),
    ],
)
def test_ships_are_told_apart(asked: Asked, words: str, name: str) -> None:
    assert names(asked(words)) == [name]


def test_many_birds_fly(asked: Asked) -> None:
    made = order.order(asked("small birds against a pale morning sky"))
    assert made.setting is Setting.SKY
    assert [thing.art for thing in made.things] == ["birds"]


def test_single_birds_sit_unless_they_fly(asked: Asked) -> None:
    assert names(asked("a small bird singing on a branch")) == ["songbird"]
    assert names(asked("a small bird high above the field")) == ["bird"]


def test_nothing_known_is_said(asked: Asked) -> None:
    made = order.order(asked("an abstract notion of fairness"))
    assert made.setting in ANYWHERE
    assert whys(asked("an abstract notion of fairness")) == [
        "the offline painter knows no place or thing in these words; "
        f"it painted {SCENES[made.setting]}."
    ]


def test_films_stay_where_they_were_put(asked: Asked) -> None:
    """Where no place is named, all pictures of a film are painted in the same one."""
    places = {order.order(asked("fairness", seed=seed, film=3)).setting for seed in range(9)}
    films = {order.order(asked("fairness", film=film)).setting for film in range(40)}
    assert len(places) == 1
    assert films == set(ANYWHERE)


def test_what_cannot_be_drawn_is_said(asked: Asked) -> None:
    assert whys(asked("a unicorn in a forest")) == [
        "the offline painter cannot draw 'unicorn'; it painted a forest."
    ]


def test_what_is_too_much_is_said(asked: Asked) -> None:
    words = "a fox, a deer, an owl, a bear, a rabbit and a snail in a forest"
    assert len(names(asked(words))) == MOST == 4
    assert whys(asked(words)) == [
        "the offline painter sets at most 4 things into a picture; "
        "it left out 'rabbit' and 'snail'."
    ]


def test_all_shortfalls_are_said(asked: Asked) -> None:
    words = "a unicorn, a fox, a deer, an owl, a bear and a rabbit in a forest"
    told = order.order(asked(words)).degradations
    assert len(told) == 2
    assert {one.what for one in told} == {"picture"}


def test_what_finds_no_place_is_said() -> None:
    told = order.unplaced([things()["sailboat"], things()["sea_turtle"]], Setting.DESERT)
    assert told.why == (
        "the offline painter found no place for 'sailboat' and 'sea turtle' in a desert; "
        "it left them out."
    )


@pytest.mark.parametrize("setting", Setting)
def test_settings_can_be_spoken_of(setting: Setting) -> None:
    assert SCENES[setting].split()[0] in {"a", "the", "mountains", "space"}
