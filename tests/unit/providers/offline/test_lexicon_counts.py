"""How many of a thing texts ask for, in every language that can tell."""

import json
from importlib.resources import files

import pytest

from reelwright.providers.offline.lexicon import LANGUAGES, read
from reelwright.providers.offline.lexicon.counts import FEW, MANY, Counts
from reelwright.providers.offline.lexicon.words import cut

UNCOUNTED = {"id", "ja", "zh"}
"""Languages whose nouns have no plural."""


def table(tag: str) -> dict[str, dict[str, list[str]]]:
    path = files("reelwright.providers.offline") / "lexicon" / f"{tag}.json"
    held: dict[str, dict[str, list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    return held


PLURALS = [
    ("camels in the desert", "camel"),
    ("the foxes sleep in the forest", "fox"),
    ("mice in the castle", "mouse"),
    ("Kamele in der Wüste", "camel"),
    ("Wölfe im Wald", "wolf"),
    ("kamelen in de woestijn", "camel"),
    ("björnar i skogen om natten", "bear"),
    ("bjørne i skoven om natten", "bear"),
    ("bjørner i skogen om natten på fjellet", "bear"),
    ("camellos en el desierto", "camel"),
    ("des chameaux dans le désert", "camel"),
    ("i cammelli nel deserto", "camel"),
    ("leões na savana ao pôr do sol", "lion"),
    ("tučňáci na sněhu", "penguin"),
    ("wilki w lesie nocą", "wolf"),
    ("волки в лесу ночью", "wolf"),
    ("вовки в лісі вночі", "wolf"),
    ("οι λύκοι στο δάσος", "wolf"),
    ("kurtlar ormanda", "wolf"),
    ("जंगल में हाथियों का झुंड", "elephant"),
]
PAIRS = [
    ("two big grey wolves in the forest", "wolf"),
    ("2 wolves in the forest", "wolf"),
    ("zwei Wölfe im Wald", "wolf"),
    ("twee wolven in het bos", "wolf"),
    ("två vargar i skogen", "wolf"),
    ("to ulve i skoven om natten", "wolf"),
    ("to ulver i skogen om natten på fjellet", "wolf"),
    ("dos lobos en el bosque", "wolf"),
    ("deux loups dans la forêt", "wolf"),
    ("due lupi nella foresta", "wolf"),
    ("dois lobos na floresta", "wolf"),
    ("dva vlci v lese", "wolf"),
    ("dwa wilki w lesie", "wolf"),
    ("два волка в лесу", "wolf"),
    ("два вовки в лісі", "wolf"),
    ("δύο λύκοι στο δάσος", "wolf"),
    ("ormanda iki kurt", "wolf"),
    ("dua ekor serigala di hutan", "wolf"),
    ("जंगल में दो भेड़िये", "wolf"),
    ("森に二匹の狼がいる", "wolf"),
    ("森林里的两只狼", "wolf"),
]


@pytest.mark.parametrize(("text", "name"), PLURALS)
def test_plurals_are_a_few(text: str, name: str) -> None:
    assert read(text).counts == ((name, FEW),)


@pytest.mark.parametrize(("text", "name"), PAIRS)
def test_number_words_count(text: str, name: str) -> None:
    assert read(text).counts == ((name, (2, 2)),)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("a wolf and three deer", (("wolf", (1, 1)), ("deer", (3, 3)))),
        ("the fox's den", ()),
        ("the wolf", ()),
        ("a wolf pack", (("wolf", MANY),)),
        ("many horses, two horses", (("horse", MANY),)),
        ("several years before the wolf came", ()),
        ("a school of fish", ()),
        ("a school bus", ()),
        ("a polar bear", ()),
        ("0 wolves", (("wolf", FEW),)),
        ("eine Herde Elefanten in der Savanne", (("elephant", MANY),)),
        ("ein Bär im Wald", (("bear", (1, 1)),)),
        ("стая волков в лесу", (("wolf", MANY),)),
        ("лиса в лесу", ()),
        ("狼が森にいる", ()),
        ("一群狼在森林里", (("wolf", MANY),)),
    ],
)
def test_counts_are_told_where_words_tell(
    text: str, counts: tuple[tuple[str, tuple[int, int]], ...]
) -> None:
    assert read(text).counts == counts


@pytest.mark.parametrize("tag", LANGUAGES)
def test_languages_count_to_seven(tag: str) -> None:
    numbers = table(tag)["number"]
    assert list(numbers) == [*map(str, range(1, 8)), "several"]
    assert all(numbers.values())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_plurals_are_forms_that_are_found(tag: str) -> None:
    """An ending of plurals is one the language inflects with, or a whole word."""
    held = table(tag)
    endings = {
        ending: sorted(set(changes) - set(held["inflect"].get(ending, ())))
        for ending, changes in held["plural"].items()
    }
    words = {word for listed in held["thing"].values() for word in listed}
    odd = {ending: changes for ending, changes in endings.items() if changes}
    assert {word for word in odd if word not in words} == set()
    assert bool(held["plural"]) is (tag not in UNCOUNTED)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("two wolves", (2, 2)),
        ("two big grey wolves", (2, 2)),
        ("two big old grey wolves", None),
        ("two of the wolves", None),
        ("wolves", None),
    ],
)
def test_numbers_stand_close_before(text: str, count: tuple[int, int] | None) -> None:
    english = Counts({"number": {"2": ["two"]}}, frozenset({"of", "the"}))
    words = cut(text)
    assert english.told(words, len(words) - 1, 1) == count
