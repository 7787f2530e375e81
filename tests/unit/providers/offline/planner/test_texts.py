"""The planner's data files: complete in every language, speakable, and never the same twice."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import pytest

from reelwright.model.brief import Language, Topic
from reelwright.providers import offline
from reelwright.providers.offline import lexicon
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Sight, Weather, read
from reelwright.providers.offline.planner.ask import Kind
from reelwright.providers.offline.planner.figure import SOMEBODY
from reelwright.providers.offline.planner.length import reading
from reelwright.providers.offline.planner.place import Place
from reelwright.providers.offline.planner.texts import scenery, shelf
from reelwright.providers.offline.planner.texts.grammar import fill, slots
from reelwright.providers.offline.planner.texts.tongue import Noun, tellings, tongue

LANGUAGES = shelf.languages()
POOLS = [*Setting, scenery.ANYWHERE, scenery.OUTDOORS]
BEATS = ("open", "detail", "life", "air", "close")
TOPICS = [topic.replace(" ", "-") for topic in Topic if topic is not Topic.CUSTOM]
ASKED = ["explain", "howto", "life"]
BOOKS = [*TOPICS, *ASKED]
STOPS = {
    Language.CHINESE: re.compile(r"[。？！」”]$"),
    Language.GREEK: re.compile(r"[.!;»]$"),
    Language.HINDI: re.compile(r"[।?!]$"),
    Language.JAPANESE: re.compile(r"[。？！」]$"),
}
FULL_STOP = re.compile(r"[.!?…][»”“\"]?$")

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_pool = pytest.mark.parametrize("pool", POOLS)
each_book = pytest.mark.parametrize("book", BOOKS)


def lines(language: Language) -> Iterator[str]:
    """Every sentence of a language that stands by itself."""
    for pool in tongue(language).lines.values():
        for beat in pool.values():
            yield from beat.values()
    for book in BOOKS:
        for telling in tellings(language, book).values():
            yield from telling.lines


def patterns(language: Language) -> Iterator[str]:
    """Every sentence of a language that has something to fill in."""
    spoken = tongue(language)
    for table in (spoken.subjects, spoken.arcs, spoken.goals):
        for beats in table.values():
            for says in beats.values():
                yield from says


def titles(language: Language) -> Iterator[str]:
    for book in BOOKS:
        for telling in tellings(language, book).values():
            yield from (telling.title, telling.about)


def seen(what: Place | Sight) -> tuple[object, ...]:
    return what.setting, what.hour, what.weather, what.season


def test_languages_come_in_the_models_order() -> None:
    assert [language for language in Language if language in LANGUAGES] == list(LANGUAGES)
    assert {Language.ENGLISH, Language.HINDI, Language.JAPANESE} <= set(LANGUAGES)


@each_pool
@each_language
def test_every_shot_has_its_line(language: Language, pool: str) -> None:
    shown = {beat: set(named) for beat, named in scenery.shots(pool).items()}
    told = {beat: set(named) for beat, named in tongue(language).lines[pool].items()}
    assert told == shown


@pytest.mark.parametrize("pool", [*Setting, scenery.ANYWHERE])
def test_every_place_has_every_beat(pool: str) -> None:
    shots = scenery.shots(pool)
    assert tuple(shots) == BEATS
    assert all(len(named) >= 2 for named in shots.values())


@pytest.mark.parametrize("setting", Setting)
def test_every_light_leaves_alternatives(setting: Setting) -> None:
    hours = scenery.places().settings[setting].hours or (None,)
    lights = [
        Place(setting, hour, weather, season)
        for hour in hours
        for weather in (None, *Weather)
        for season in (None, *Season)
    ]
    fewest = {
        beat: min(sum(place.shows(shot) for shot in named.values()) for place in lights)
        for beat, named in scenery.shots(setting).items()
    }
    assert {beat: count for beat, count in fewest.items() if count < 2} == {}


def test_outdoors_knows_every_light() -> None:
    lit = {*Hour, *Season, *(weather for weather in Weather if weather is not Weather.CLEAR)}
    assert set(scenery.shots(scenery.OUTDOORS)) == {str(light) for light in lit}


def test_tags_are_lights() -> None:
    known = {str(light) for light in (*Hour, *Weather, *Season)}
    tags = {
        tag
        for pool in POOLS
        for named in scenery.shots(pool).values()
        for shot in named.values()
        for tag in shot.only | shot.never
    }
    assert tags <= known


@each_book
@each_language
def test_every_tale_is_told_to_its_end(language: Language, book: str) -> None:
    scenes = {name: len(tale.scenes) for name, tale in scenery.tales(book).items()}
    told = {name: len(telling.lines) for name, telling in tellings(language, book).items()}
    assert told == {name: scenes[name] for name in told}


@pytest.mark.parametrize("topic", TOPICS)
@each_language
def test_every_language_tells_two_tales_of_a_topic(language: Language, topic: str) -> None:
    assert len(tellings(language, topic)) >= 2


@pytest.mark.parametrize("book", ASKED)
@each_language
def test_every_language_answers_what_is_asked(language: Language, book: str) -> None:
    assert set(tellings(language, book)) == set(scenery.tales(book))


@pytest.mark.parametrize("topic", TOPICS)
def test_english_tells_five_tales_of_every_topic(topic: str) -> None:
    assert len(scenery.tales(topic)) >= 5
    assert set(tellings(Language.ENGLISH, topic)) == set(scenery.tales(topic))


@each_book
def test_tales_begin_turn_and_end(book: str) -> None:
    for tale in scenery.tales(book).values():
        ranks = [scene.rank for scene in tale.scenes]
        assert (ranks[0], ranks[-1]) == (0, 0)
        assert ranks.count(1) >= 2
        assert 5 <= sum(rank <= 2 for rank in ranks) <= 9


@each_book
def test_tales_have_moods_we_know(book: str) -> None:
    assert {tale.mood for tale in scenery.tales(book).values()} <= set(scenery.moods())


@pytest.mark.parametrize("book", ASKED)
@each_language
def test_asked_tales_have_keys(language: Language, book: str) -> None:
    assert all(telling.keys for telling in tellings(language, book).values())


@each_language
def test_stories_last_less_than_a_minute_or_so(language: Language) -> None:
    pace = tongue(language).pace
    lasting = {
        name: sum(
            reading(line, pace)
            for line, scene in zip(telling.lines, scenery.tales(topic)[name].scenes, strict=True)
            if scene.rank <= 2
        )
        for topic in TOPICS
        for name, telling in tellings(language, topic).items()
    }
    assert {name: float(time) for name, time in lasting.items() if not 30 <= time <= 65} == {}


@each_language
def test_no_line_is_told_twice(language: Language) -> None:
    counts = Counter([*lines(language), *patterns(language)])
    assert [line for line, count in counts.items() if count > 1] == []


@each_language
def test_lines_end_as_sentences(language: Language) -> None:
    told = [*lines(language), *patterns(language)]
    stop = STOPS.get(language, FULL_STOP)
    assert [line for line in told if not stop.search(line)] == []


def test_english_lines_read_in_one_breath() -> None:
    counted = {line: len(line.split()) for line in lines(Language.ENGLISH)}
    assert {line: count for line, count in counted.items() if not 7 <= count <= 24} == {}


def test_hindi_lines_read_in_one_breath() -> None:
    counted = {line: len(line.split()) for line in lines(Language.HINDI)}
    assert {line: count for line, count in counted.items() if not 7 <= count <= 26} == {}


def test_japanese_lines_read_in_one_breath() -> None:
    counted = {line: len(line) for line in lines(Language.JAPANESE)}
    assert {line: count for line, count in counted.items() if not 18 <= count <= 49} == {}


@pytest.mark.parametrize("language", [Language.HINDI, Language.JAPANESE])
def test_no_latin_is_left(language: Language) -> None:
    told = [*lines(language), *titles(language), *patterns(language)]
    bare = [re.sub(r"\{\w+\}", "", line) for line in told]
    assert [line for line in bare if re.search("[A-Za-z]", line)] == []


def test_hindi_is_in_devanagari() -> None:
    strays = re.compile(r"[^\u0900-\u097f0-9\s,:;?!.\-–'\"()/\[\]{}a-z_]")
    told = [*lines(Language.HINDI), *titles(Language.HINDI), *patterns(Language.HINDI)]
    assert [line for line in told if strays.search(line)] == []


def test_japanese_is_in_kana_and_kanji() -> None:
    strays = re.compile(r"[^\u3040-\u30ff\u3400-\u9fff々0-9、。？！「」・ー\s{}a-z]")
    told = [*lines(Language.JAPANESE), *titles(Language.JAPANESE), *patterns(Language.JAPANESE)]
    assert [line for line in told if strays.search(line)] == []


def test_japanese_narration_is_polite() -> None:
    plain = re.compile(r"(?:だった|である|だ|のだ|った|いる|する|ない)。$")
    told = [*lines(Language.JAPANESE), *patterns(Language.JAPANESE)]
    assert [line for line in told if plain.search(line)] == []


@each_language
def test_every_pattern_can_be_filled(language: Language) -> None:
    words = {"tale": "x", "question": "x", "person": "x"}
    for noun in tongue(language).names.values():
        for pattern in patterns(language):
            assert not re.search(r"[\[\]{}]", fill(pattern, noun, **words))


@each_language
def test_choices_fit_the_genders(language: Language) -> None:
    genders = 1 + max(noun.gender for noun in tongue(language).names.values())
    choices = {
        len(found.split("/"))
        for pattern in patterns(language)
        for found in re.findall(r"\[([^\[\]]+)\]", pattern)
    }
    assert choices <= {genders}


@each_language
def test_every_subject_has_a_name(language: Language) -> None:
    assert set(tongue(language).names) == set(scenery.subjects())


@each_language
def test_names_of_a_language_have_the_same_forms(language: Language) -> None:
    forms = {frozenset(noun.forms) for noun in tongue(language).names.values()}
    assert len(forms) == 1


def test_every_thing_of_the_lexicon_can_be_named() -> None:
    terms = json.loads(files(offline).joinpath("lexicon", "en.json").read_text(encoding="utf-8"))
    assert set(terms["thing"]) - set(scenery.subjects()) == set()


def test_names_are_read_as_what_they_name() -> None:
    known = scenery.subjects()
    texts = [noun.forms["a"] for noun in tongue(Language.ENGLISH).names.values()]
    drawable = {name for text in texts for name in read(text).subjects}
    assert drawable - set(known) == set()
    assert {subject.like for subject in known.values()} - set(known) == {None}


@each_language
def test_every_kind_of_subject_can_be_spoken_of(language: Language) -> None:
    kinds = {subject.kind for subject in scenery.subjects().values()}
    counts = {
        kind: {beat: len(says) for beat, says in beats.items()}
        for kind, beats in tongue(language).subjects.items()
    }
    shown = {
        kind: {beat: len(shows) for beat, shows in beats.items()}
        for kind, beats in scenery.poses().items()
    }
    assert set(counts) == kinds
    assert counts == shown


@each_language
def test_every_arc_is_written_and_shown(language: Language) -> None:
    told = {
        name: {beat: len(says) for beat, says in beats.items() if beat != "told"}
        for name, beats in tongue(language).arcs.items()
    }
    shown = {
        name: {beat: len(shows) for beat, shows in arc.shows.items()}
        for name, arc in scenery.arcs().items()
    }
    assert told == shown


@each_language
def test_every_goal_has_a_wish_and_an_arrival(language: Language) -> None:
    goals = tongue(language).goals
    assert set(goals) == set(scenery.goals())
    assert {beat for beats in goals.values() for beat in beats} == {"wish", "arrive"}
    assert all(len(says) >= 2 for beats in goals.values() for says in beats.values())


def test_goals_go_through_five_places() -> None:
    for goal in scenery.goals().values():
        assert (len(goal.places), len(goal.hours), set(goal.shows)) == (5, 5, {"wish", "arrive"})


def test_heroes_can_be_named() -> None:
    heroes = {hero for goal in scenery.goals().values() for hero in goal.heroes}
    assert {*heroes, SOMEBODY} <= set(scenery.subjects())


@each_language
def test_asks_speak_of_goals_and_moods_we_know(language: Language) -> None:
    asks = tongue(language).asks
    assert set(asks.goals) == set(scenery.goals()) - {"any"}
    assert set(asks.moods) == set(scenery.moods())
    assert set(asks.kinds) == {kind for kind in Kind if kind is not Kind.AMBIENT}


@each_language
def test_titles_exist_for_every_light_and_kind(language: Language) -> None:
    spoken = tongue(language)
    asked = {"journey", "howto", "explain", "life"}
    assert set(spoken.titles) == {*(str(hour) for hour in Hour), "bare", "pair", *asked}
    assert set(spoken.about) == {"ambient", "bare", "anywhere", "script", *asked}
    assert (set(spoken.places), set(spoken.hours)) == (set(Setting), set(Hour))


@each_language
def test_patterns_use_forms_that_exist(language: Language) -> None:
    forms = set(next(iter(tongue(language).names.values())).forms)
    allowed = forms | {"tale", "question", "person"}
    assert {slot for pattern in patterns(language) for slot in slots(pattern)} <= allowed


@each_language
def test_pace_is_that_of_a_voice(language: Language) -> None:
    spoken = tongue(language)
    mirror = spoken.lines[Setting.LAKE]["open"]["mirror"]
    assert 3.0 <= float(reading(mirror, spoken.pace)) <= 7.5


@pytest.mark.parametrize("setting", Setting)
@pytest.mark.parametrize("hour", [None, *Hour])
def test_places_are_read_as_they_are_written(setting: Setting, hour: Hour | None) -> None:
    written = [
        Place(setting, hour, weather, season)
        for weather in (None, *Weather)
        for season in (None, *Season)
    ]
    assert [seen(read(place.words)) for place in written] == [seen(place) for place in written]


@pytest.mark.parametrize("setting", Setting)
def test_shots_stay_in_their_place(setting: Setting) -> None:
    hour = next(iter(scenery.places().settings[setting].hours), None)
    pools = [scenery.shots(setting)]
    pools += [scenery.shots(scenery.OUTDOORS), scenery.shots(scenery.ANYWHERE)]
    pictures = [
        f"{Place(setting, hour).words}: {shot.show}"
        for pool in pools
        for named in pool.values()
        for shot in named.values()
    ]
    assert [picture for picture in pictures if read(picture).setting is not setting] == []


@each_book
def test_tales_are_set_where_they_say(book: str) -> None:
    beginnings = {locale.words: name for name, locale in scenery.places().settings.items()}
    for tale in scenery.tales(book).values():
        for scene in tale.scenes:
            said = next(beginnings[words] for words in beginnings if scene.show.startswith(words))
            assert (scene.show, read(scene.show).setting) == (scene.show, said)


@each_book
def test_no_picture_of_a_tale_is_shown_twice(book: str) -> None:
    for tale in scenery.tales(book).values():
        shows = [scene.show for scene in tale.scenes]
        assert len(set(shows)) == len(shows)


def test_settings_are_the_lexicons() -> None:
    places = scenery.places()
    assert set(places.settings) == set(lexicon.Setting)
    assert (set(places.hours), set(places.weathers)) == (set(Hour), set(Weather))
    assert set(places.seasons) == set(Season)


def test_every_setting_leads_to_every_other() -> None:
    settings = scenery.places().settings
    for start in Setting:
        reached = [start]
        for setting in reached:
            reached += [near for near in settings[setting].near if near not in reached]
        assert set(reached) == set(Setting)


def test_nouns_gather_their_forms() -> None:
    noun = Noun.read({"gender": 1, "name": "बिल्ली", "oblique": "बिल्ली"})
    assert (noun.gender, noun.forms) == (1, {"name": "बिल्ली", "oblique": "बिल्ली"})


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("A forest at dawn", Language.ENGLISH, True),
        ("forest dawn", Language.ENGLISH, True),
        ("une grande forêt sombre et froide", Language.ENGLISH, False),
        ("जंगल में सुबह", Language.HINDI, True),
        ("जंगल में सुबह", Language.ENGLISH, False),
        ("森の朝", Language.JAPANESE, True),
        ("A forest at dawn", Language.JAPANESE, False),
        ("Tokyoの朝、静かな街", Language.JAPANESE, True),
        ("123", Language.HINDI, False),
    ],
)
def test_languages_know_their_own(text: str, language: Language, *, spoken: bool) -> None:
    assert tongue(language).speaks(text) is spoken
