"""The things that can be painted."""

import gzip
import json
import re
from importlib.resources import files
from xml.etree import ElementTree

import pytest

from reelwright.providers.offline import lexicon
from reelwright.providers.offline.lexicon import LANGUAGES, Setting
from reelwright.providers.offline.lexicon.terms import Term, terms
from reelwright.providers.offline.lexicon.words import cut
from reelwright.providers.offline.visual.built import landmarks
from reelwright.providers.offline.visual.nature.crowns import CROWNS
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.subjects import cast
from reelwright.providers.offline.visual.subjects.things import ELSEWHERE, drawing, things

DATA = files("reelwright.providers.offline.visual") / "data"
ALL = things()
ARTS = [thing.art for thing in ALL.values()]
ARTS += [form.art for thing in ALL.values() for form in thing.forms]
ARTS += [cast.CRATE.art, cast.LONG_BRIDGE.art]
DRAWN = sorted({art for art in ARTS if art.startswith(("emoji:", "own:"))})
MADE = {"birds", "rainbow"}
"""What is drawn by rule."""


def tables() -> dict[str, dict[str, dict[str, list[str]]]]:
    folder = files("reelwright.providers.offline") / "lexicon"
    return {
        name: json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8"))
        for name in LANGUAGES
    }


def found(language: str, words: str) -> list[Term]:
    """Return the terms of some words, read in the language they are listed in."""
    return [one.term for one in terms(language).find(cut(words)) if one]


def art() -> dict[str, object]:
    read: dict[str, object] = json.loads(gzip.decompress((DATA / "art.json.gz").read_bytes()))
    return read


def test_things_are_those_that_english_names() -> None:
    assert set(tables()["en"]["thing"]) == set(ALL)


def test_many_things_are_known() -> None:
    assert len(ALL) >= 300


@pytest.mark.parametrize("name", ALL)
def test_rows_are_within_reason(name: str) -> None:
    thing = ALL[name]
    assert thing.name == name
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
    assert 0.1 <= thing.tall <= 400
    assert 1 <= thing.many[0] <= thing.many[1] <= 13
    assert 0.6 <= thing.keep <= 1
    assert 0 <= thing.glow <= 1
    assert -90 <= thing.turn <= 90
    assert 0.4 <= thing.flat <= 1
    assert len(set(thing.places)) == len(thing.places)
    assert thing.places[0] is thing.place


def test_emoji_are_all_vendored_and_all_used() -> None:
    drawings = art()["drawings"]
    assert isinstance(drawings, dict)
    wanted = {name.removeprefix("emoji:") for name in DRAWN if name.startswith("emoji:")}
    assert sorted(drawings) == sorted(wanted)


def test_vendored_art_says_whose_it_is() -> None:
    read = art()
    assert (read["licence"], read["credit"]) == ("MIT", "Microsoft Corporation")
    assert str(read["from"]).startswith("@iconify-json/fluent-emoji@")


def test_own_drawings_are_all_there_and_all_used() -> None:
    there = {path.name for path in (DATA / "own").iterdir()}
    wanted = {f"{name.removeprefix('own:')}.svg" for name in DRAWN if name.startswith("own:")}
    assert there == wanted


def test_what_is_built_or_grown_is_known() -> None:
    others = set(ARTS) - set(DRAWN) - MADE
    known = {f"built:{name}" for name in landmarks.COLOURS}
    known |= {f"tree:{name}" for name in (*CROWNS, "spruce", "palm", "bare")}
    assert others <= known


@pytest.mark.parametrize("name", DRAWN)
def test_drawings_are_whole_svgs(name: str) -> None:
    svg = drawing(name)
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    left, top, wide, tall = (float(part) for part in root.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    assert min(wide, tall) >= 20
    kinds = {node.tag.split("}")[1] for node in root.iter()}
    assert kinds & {"path", "circle", "ellipse", "rect", "polygon"}
    assert kinds.isdisjoint({"image", "text", "script", "foreignObject", "style"})


@pytest.mark.parametrize("name", DRAWN)
def test_drawings_refer_only_to_themselves(name: str) -> None:
    svg = drawing(name)
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    wanted = set(re.findall(r"url\(#([^)]+)\)", svg)) | set(re.findall(r'href="#([^"]+)"', svg))
    assert wanted <= ids
    assert not re.search(r'href="(?!#)', svg)


def test_unknown_drawings_are_refused() -> None:
    with pytest.raises(KeyError, match="unicorn-of-lead"):
        drawing("emoji:unicorn-of-lead")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_noun_of_the_lexicon_can_be_drawn(language: str) -> None:
    table = tables()[language]
    named = set(table["thing"]) | {
        name for names in table["phrase"].values() for name in str(names).split()
    }
    meant = {name.replace(" ", "_") for name in lexicon.MEANINGS}
    assert named - meant - set(ALL) == set()


def test_every_thing_can_be_asked_for() -> None:
    asked = {name for table in tables().values() for name in table["thing"]}
    asked |= {
        name
        for table in tables().values()
        for names in table["phrase"].values()
        for name in str(names).split()
    }
    assert set(ALL) - asked == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_noun_gives_its_thing(language: str) -> None:
    """A word listed under two things gives the first; nothing else may be lost."""
    wrong = {
        (name, word)
        for name, words in tables()[language]["thing"].items()
        for word in words
        if not any(term.things for term in found(language, word))
    }
    assert wrong == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_drawn_is_said_to_be_lacking(language: str) -> None:
    table = tables()[language]
    listed = [*table["lacking"], *(word for words in table["standin"].values() for word in words)]
    assert listed
    silent = [word for word in listed if not any(term.lacking for term in found(language, word))]
    drawn = [word for word in listed if any(term.things for term in found(language, word))]
    assert (silent, drawn) == ([], [])


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (Place.WATER, {"sailboat", "ship", "canoe", "galleon", "duck", "swan"}),
        (Place.AIR, {"birds", "eagle", "balloon", "airplane", "kite", "rainbow"}),
        (Place.DEEP, {"fish", "shark", "octopus", "jellyfish", "sea_turtle"}),
        (Place.VOID, {"rocket", "astronaut", "satellite", "comet"}),
        (Place.TABLE, {"book", "candle", "teapot", "cake", "clock"}),
        (Place.FLOOR, {"chair", "sofa", "bed"}),
        (Place.LAND, {"deer", "fox", "car", "oak", "knight", "church"}),
        (Place.COAST, {"lighthouse"}),
    ],
)
def test_things_are_where_they_belong(place: Place, names: set[str]) -> None:
    assert {name for name in names if ALL[name].place is not place} == set()


def test_homes_suit_their_things() -> None:
    homes = {
        Place.DEEP: {Setting.UNDERWATER},
        Place.WATER: {Setting.OCEAN, Setting.LAKE, Setting.RIVER},
        Place.VOID: {Setting.SPACE},
        Place.FLOOR: {Setting.ROOM},
    }
    astray = [
        thing.name
        for thing in ALL.values()
        if thing.home not in homes.get(thing.place, set(Setting))
    ]
    assert astray == []


def test_large_things_are_larger_than_small_ones() -> None:
    order = ["mouse", "cat", "dog", "deer", "horse", "elephant", "cottage", "church", "tower"]
    sizes = [ALL[name].tall for name in order]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("name", [name for name, thing in ALL.items() if thing.forms])
def test_forms_are_of_places_that_a_thing_may_be_in(name: str) -> None:
    thing = ALL[name]
    assert {form.place for form in thing.forms} <= set(thing.places) - {thing.place}
    assert all(0.1 <= form.tall <= thing.tall and 0.6 <= form.keep <= 1 for form in thing.forms)


@pytest.mark.parametrize(
    ("name", "place", "art"),
    [
        ("whale", Place.WATER, "emoji:spouting-whale"),
        ("whale", Place.DEEP, "own:whale"),
        ("dragon", Place.AIR, "own:dragon"),
        ("dragon", Place.LAND, "emoji:dragon"),
        ("owl", Place.LAND, "own:owl"),
        ("owl", Place.FLOOR, "emoji:owl"),
        ("deer", Place.FLOOR, "emoji:deer"),
    ],
)
def test_things_look_as_they_do_in_their_place(name: str, place: Place, art: str) -> None:
    there = ALL[name].at(place)
    assert (there.name, there.place, there.art) == (name, place, art)
    assert there.at(place) == there


def test_every_place_says_where_else() -> None:
    assert set(ELSEWHERE) == set(Place)
