"""The planner's pictures as the painter reads them: each in its place, nothing it cannot draw."""

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from reelwright.model.brief import Size, Style, Topic
from reelwright.model.storyboard import Storyboard
from reelwright.ports.visual import PictureRequest
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather, read
from reelwright.providers.offline.planner.ask import Kind
from reelwright.providers.offline.planner.place import Place
from reelwright.providers.offline.planner.texts import scenery
from reelwright.providers.offline.visual import painter
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.light import light
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.order import Order, order
from reelwright.providers.offline.visual.place import Place as Ground
from reelwright.providers.offline.visual.stage import Moment, Stage
from reelwright.providers.offline.visual.subjects.footing import Setting as Scene

Plan = Callable[..., Storyboard]
SMALL = Size(width=96, height=54)
BOOKS = [topic.replace(" ", "-") for topic in Topic if topic is not Topic.CUSTOM]
BOOKS += ["explain", "howto", "life"]
FELT = {setting for named in scenery.moods().values() for setting, _ in named}

each_book = pytest.mark.parametrize("book", BOOKS)


def ordered(words: str) -> Order:
    return order(PictureRequest(words, Style.CINEMATIC, SMALL, seed=1, film_seed=1))


@cache
def scene(setting: Setting, grounds: frozenset[Ground]) -> Scene:
    """A setting, not yet painted, that things of some grounds are to be set into."""
    moment = Moment(Hour.DAY, Weather.CLEAR, Season.SUMMER)
    lit = light(moment.hour, moment.weather, noise.generator(1, "light"))
    return painter.SETTINGS[setting](Stage(SMALL, 1, 1, moment, lit, Look(), grounds))


def unplaced(made: Order) -> list[str]:
    here = scene(made.setting, frozenset(thing.place for thing in made.things))
    found = {
        thing.name: [one for place in thing.places if (one := here.footing(place))]
        for thing in made.things
    }
    return [
        f"no place for {thing.name}"
        for thing in made.things
        if all(thing.tall > one.tallest for one in found[thing.name])
    ]


def faults(words: str) -> list[str]:
    """What the painter would not do as the words say."""
    made = ordered(words)
    elsewhere = [] if read(words).setting is made.setting else [f"painted in {made.setting}"]
    return [*(one.why for one in made.degradations), *elsewhere, *unplaced(made)]


def faulty(pictures: list[str]) -> dict[str, list[str]]:
    return {words: found for words in pictures if (found := faults(words))}


@each_book
def test_tales_are_painted_as_told(book: str) -> None:
    pictures = [shot.show for tale in scenery.tales(book).values() for shot in tale.scenes]
    assert faulty(pictures) == {}


@each_book
def test_scenes_of_a_tale_differ(book: str) -> None:
    for tale in scenery.tales(book).values():
        made = [ordered(shot.show) for shot in tale.scenes]
        seen = Counter((one.setting, *(thing.name for thing in one.things)) for one in made)
        assert {what: count for what, count in seen.items() if count > 2} == {}


@pytest.mark.parametrize("setting", Setting)
def test_shots_are_painted_as_told(setting: Setting) -> None:
    locale = scenery.places().settings[setting]
    pools = {setting: True, scenery.OUTDOORS: locale.outdoors, scenery.ANYWHERE: setting in FELT}
    place = Place(setting, next(iter(locale.hours), None))
    shots = [
        shot
        for pool, here in pools.items()
        if here
        for named in scenery.shots(pool).values()
        for shot in named.values()
    ]
    assert faulty([f"{place.words}: {shot.show}" for shot in shots]) == {}


@pytest.mark.parametrize("kind", [Kind.HOWTO, Kind.EXPLAIN, Kind.LIFE])
def test_arcs_are_painted_as_told(kind: Kind) -> None:
    arc = scenery.arcs()[kind]
    pictures = [
        f"{Place(setting, hour).words}: {show}"
        for beat, setting, hour in zip(arc.beats, arc.places, arc.hours, strict=True)
        for show in arc.shows[beat]
    ]
    assert faulty(pictures) == {}


def test_journeys_are_painted_as_told(plan: Plan) -> None:
    boards = [plan(story=Topic.CUSTOM, seed=seed) for seed in range(60)]
    assert faulty([scene.visual for board in boards for scene in board.scenes]) == {}
