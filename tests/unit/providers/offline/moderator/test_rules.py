"""Words that must come together, and what excuses them."""

import tomllib
from importlib.resources import files

import pytest

from reelwright.ports.moderator import CATEGORIES
from reelwright.providers.offline import moderator
from reelwright.providers.offline.moderator.rules import INNOCENT, Rule, apart, rules
from reelwright.providers.offline.moderator.tongues import LANGUAGES
from reelwright.providers.offline.moderator.vocabulary import Hit

LISTS = {
    language: tomllib.loads(
        files(moderator).joinpath("words", f"{language}.toml").read_text(encoding="utf-8")
    )
    for language in LANGUAGES.values()
}


def rule(*parts: str, within: int = 10, ordered: bool = False) -> Rule:
    return Rule(category="hate", score=0.9, parts=parts, within=within, ordered=ordered)


def hits(*placed: tuple[str, int, int]) -> dict[str, list[Hit]]:
    return apart([Hit(*one) for one in sorted(placed, key=lambda one: one[1])])


@pytest.mark.parametrize(
    ("made", "placed", "applies"),
    [
        (rule("a"), [("a", 0, 3)], True),
        (rule("a"), [("b", 0, 3)], False),
        (rule("a", "b"), [("a", 0, 3)], False),
        (rule("a", "b"), [("a", 0, 3), ("b", 13, 15)], True),
        (rule("a", "b"), [("a", 0, 3), ("b", 14, 15)], False),
        (rule("a", "b"), [("b", 0, 3), ("a", 5, 8)], True),
        (rule("a", "b", ordered=True), [("b", 0, 3), ("a", 5, 8)], False),
        (rule("a", "b", ordered=True), [("b", 0, 3), ("a", 5, 8), ("b", 9, 12)], True),
        (rule("a", "b", ordered=True), [("a", 0, 5), ("b", 3, 8)], False),
        (rule("a", "b"), [("a", 0, 3), ("a", 40, 43), ("b", 45, 47)], True),
        (rule("a", "b", "c", ordered=True), [("a", 0, 2), ("b", 4, 6), ("c", 8, 9)], True),
        (rule("a", "b", "c", ordered=True), [("a", 0, 2), ("c", 4, 6), ("b", 8, 9)], False),
    ],
)
def test_parts_must_come_together(
    made: Rule, placed: list[tuple[str, int, int]], *, applies: bool
) -> None:
    assert made.applies(hits(*placed)) is applies


def test_innocent_phrases_hide_what_they_hold() -> None:
    kept = hits((INNOCENT, 0, 10), ("bomb", 5, 9), ("bomb", 20, 24))
    assert kept == {"bomb": [Hit("bomb", 20, 24)]}


def test_rules_name_categories_and_contexts() -> None:
    held = rules()
    assert {one.category for one in held.rules} == set(CATEGORIES)
    assert {name for one in held.rules for name in one.damped} == set(held.contexts)
    assert {*held.wider, *(wide for row in held.wider.values() for wide in row)} <= set(CATEGORIES)


def test_minors_are_never_excused() -> None:
    assert [one for one in rules().rules if one.category == "sexual/minors" and one.damped] == []


def test_scores_reach_unless_excused() -> None:
    held = rules()
    telling = [one for one in held.rules if one.parts != ("suicide",)]
    assert all(one.score >= 0.5 for one in telling)
    excused = [one.score * held.contexts[name] for one in held.rules for name in one.damped]
    assert max(excused) < 0.5


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_lists_are_those_the_rules_use(language: str) -> None:
    held = rules()
    used = {part for one in held.rules for part in one.parts} | set(held.contexts) | {INNOCENT}
    assert set(LISTS[language]) <= used


def test_every_part_is_listed_somewhere() -> None:
    listed = {name for lists in LISTS.values() for name in lists}
    assert {part for one in rules().rules for part in one.parts} <= listed


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_every_language_reaches_every_category(language: str) -> None:
    reached = {
        one.category for one in rules().rules if all(part in LISTS[language] for part in one.parts)
    }
    assert reached == set(CATEGORIES)


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_no_term_is_listed_twice(language: str) -> None:
    twice = {
        name: [term for term in set(terms) if terms.count(term) > 1]
        for name, terms in LISTS[language].items()
        if len(set(terms)) < len(terms)
    }
    assert twice == {}
