"""What can be said: a language's sentences, names and patterns, read once and checked.

A language is a folder of `languages/`, called what `model.brief.Language` calls it. Nothing is
chosen here, and nothing is shown.
"""

import re
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

from pydantic import model_validator

from reelwright.model.brief import Language
from reelwright.model.time import Time
from reelwright.model.value import Value
from reelwright.providers.offline.lexicon import Hour, Setting, language
from reelwright.providers.offline.planner.texts import shelf

Lines: TypeAlias = dict[str, tuple[str, ...]]
"""Sentences to choose from, by the beat they are for."""

_FEW = 3


class Noun(Value):
    """A name: its forms, as the language's texts call them, and its gender, counted from 0."""

    gender: int = 0
    forms: dict[str, str]

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, row: dict[str, Any]) -> dict[str, Any]:
        forms = {name: form for name, form in row.items() if name != "gender"}
        return {"gender": row.get("gender", 0), "forms": forms}


class Pace(Value):
    """How long reading aloud takes: to begin, and for each letter, ideograph, digit and mark.

    A language's numbers are a least-squares fit to every line of its tales, as long as the offline
    voice's `default` takes for it: by the durations the model gives its phonemes, less what is cut
    from its silence, which was measured on two lines' WAVs. Digits where tales have none are from
    numbers alone. The other five voices take 0 to 6 % longer (`alloy` 15 % in Chinese).
    """

    begin: Time
    letter: Time
    ideograph: Time
    digit: Time
    comma: Time
    stop: Time


class Asks(Value):
    """How prompts in a language say what they want: patterns of kinds, words of goals and moods.

    What `strip` matches is left out; what a pattern of `instead` matches, the words after it say.
    `many` matches where no sentence about one that is awake and about would be true.
    """

    strip: tuple[str, ...]
    instead: tuple[tuple[str, str], ...] = ()
    question: str
    many: str
    names: frozenset[str]
    kinds: Lines
    goals: Lines
    moods: Lines


class Tongue(Value):
    """Everything that can be said in one language, but for the tales."""

    language: Language
    letters: str
    markers: frozenset[str]
    lower: frozenset[str]
    pace: Pace
    titles: dict[str, str]
    about: dict[str, str]
    hours: dict[Hour, str]
    places: dict[Setting, Noun]
    names: dict[str, Noun]
    asks: Asks
    lines: dict[str, dict[str, dict[str, str]]]
    subjects: dict[str, Lines]
    arcs: dict[str, Lines]
    goals: dict[str, Lines]

    def speaks(self, text: str) -> bool:
        """Say whether `text` is in this language, going by its letters and its smallest words.

        A few bare words are taken to be, where the letters are its own.
        """
        own, marks = self.share(text)
        bare = len(re.findall(r"[^\W\d_]+", text)) <= _FEW or not self.markers
        return 2 * own > 1 and (bare or marks > 0)

    def share(self, text: str) -> tuple[Fraction, int]:
        """Return the share of a text's letters that are this language's, and its small words."""
        letters = [character for character in text if character.isalpha()]
        own = sum(bool(re.match(self.letters, character)) for character in letters)
        words = re.findall(r"[^\W\d_]+", text.casefold())
        return Fraction(own, len(letters) or 1), len(self.markers & set(words))


class Telling(Value):
    """A tale as one language tells it: a line for each scene, and words a prompt knows it by."""

    title: str
    about: str
    keys: tuple[str, ...] = ()
    lines: tuple[str, ...]


_PARTS = ("names", "lines", "asks", "subjects")


@cache
def tongue(spoken: Language) -> Tongue:
    """Return what can be said in `spoken`, one of `shelf.languages()`."""
    parts = {part: shelf.table("languages", spoken, f"{part}.toml") for part in _PARTS}
    arcs = shelf.table("languages", spoken, "arcs.toml")
    goals = arcs.pop("goals")
    told = shelf.table("languages", spoken, "tongue.toml")
    return Tongue.read({"language": spoken, "arcs": arcs, "goals": goals, **told, **parts})


def tongues() -> tuple[Tongue, ...]:
    """Return what can be said, language by language."""
    return tuple(tongue(one) for one in shelf.languages())


def heard(text: str, spoken: Tongue | None = None) -> tuple[Tongue, ...]:
    """Return the tongues that `text` is likely in: that of most of its words first, and English.

    `spoken` comes before them, if `text` may be in it.
    """
    tag = language(text)
    likely = (one for one in shelf.languages() if one.tag in (tag, Language.ENGLISH.tag))
    found = [tongue(one) for one in sorted(likely, key=lambda one: one.tag != tag)]
    if spoken is None or not spoken.speaks(text):
        return tuple(found)
    return (spoken, *(one for one in found if one.language is not spoken.language))


@cache
def tellings(spoken: Language, book: str) -> dict[str, Telling]:
    """Return the tales of a book as `spoken` tells them."""
    rows = shelf.table("languages", spoken, "tales", f"{book}.toml")
    return {name: Telling.read(row) for name, row in rows.items()}
