"""What is known of one language written with letters: read from data/letters, rules compiled."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from reelwright.model.brief import Language
from reelwright.providers.offline.voice import shelf

STRESS = "ˈ"
"""Stands after the stressed vowel in letters, before it in phonemes."""

_ACUTE = "\u0301"


@dataclass(frozen=True, slots=True)
class Rule:
    """Letters that sound as `sounds` where `pattern` matches, which looks around them too."""

    letters: str
    pattern: regex.Pattern[str]
    sounds: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language: how its letters sound, where its stress lies, and how its signs are read.

    `script` is what its letters are. `rules` are by their first letter, the longest first; `after`
    is done to a word's sounds, in order. `stress` says which nucleus is stressed, counted from 0 or
    from the end by -1, in words that match. `reading` is the table that `aloud` reads.
    """

    language: Language
    script: str
    rules: dict[str, tuple[Rule, ...]]
    after: tuple[tuple[regex.Pattern[str], str], ...]
    nuclei: regex.Pattern[str] | None
    marked: frozenset[str]
    stress: tuple[tuple[regex.Pattern[str], int], ...]
    clitics: frozenset[str]
    words: dict[str, str]
    stems: tuple[tuple[str, str], ...]
    joins: tuple[tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str], str], ...]
    fold: dict[int, str]
    reading: dict[str, Any]

    def lower(self, word: str) -> str:
        """Return `word` in small letters, composed, the way this language has them."""
        plain = unicodedata.normalize("NFC", word).translate(self.fold)
        return unicodedata.normalize("NFC", plain.lower())

    def spells(self, letter: str) -> bool:
        """Return whether there is a rule for `letter`."""
        return letter in self.rules


@cache
def grammars() -> tuple[Language, ...]:
    """Return the languages that have a grammar, in the order of `Language`; reads none of them."""
    return tuple(language for language in Language if shelf.file(*_path(language)).is_file())


@cache
def grammar(language: Language) -> Grammar:
    """Return the grammar of `language`."""
    table = shelf.table(*_path(language))
    classes = table.get("classes", {})
    words = _stressed(table.get("stressed", ""), table.get("also", {})) | table.get("words", {})
    return Grammar(
        language=language,
        script=table["script"],
        rules=_rules(table["rules"], classes),
        after=tuple((_compiled(find, classes), put) for find, put in table.get("after", [])),
        nuclei=_compiled(table["nuclei"], classes) if "nuclei" in table else None,
        marked=frozenset(table.get("marked", "")),
        stress=tuple(
            (_compiled(shape, classes), place) for shape, place in table.get("stress", [])
        ),
        clitics=frozenset(table.get("clitics", "").split()),
        words={key: value for key, value in words.items() if not key.endswith("*")},
        stems=_stems(words),
        joins=tuple(
            (_compiled(one, classes), _compiled(two, classes), _compiled(find, classes), put)
            for one, two, find, put in table.get("joins", [])
        ),
        fold=str.maketrans(table.get("fold", {})),
        reading=table["reading"],
    )


def _stressed(words: str, also: dict[str, str]) -> dict[str, str]:
    """Return words that are listed with an acute accent on their stressed vowel, by plain word.

    `also` has letters that may be written as others: ё as е.
    """
    composed = (unicodedata.normalize("NFC", word) for word in words.split())
    marked = [word.replace(_ACUTE, STRESS) for word in composed]
    plain = {word.replace(STRESS, ""): word.rstrip("*") for word in marked}
    spelling = str.maketrans(also)
    return {word.translate(spelling): said for word, said in plain.items()} | plain


def _stems(words: dict[str, str]) -> tuple[tuple[str, str], ...]:
    stems = [(key[:-1], value) for key, value in words.items() if key.endswith("*")]
    return tuple(sorted(stems, key=lambda stem: -len(stem[0])))


def _rules(lines: str, classes: dict[str, str]) -> dict[str, tuple[Rule, ...]]:
    """Return rules by first letter. A line is `letters sounds` or `letters before_after sounds`."""
    found: dict[str, list[Rule]] = {}
    for line in lines.splitlines():
        parts = line.split()
        if not parts:
            continue
        letters, *context, sounds = parts
        before, _, after = (context or ["_"])[0].partition("_")
        rule = Rule(letters, _around(letters, before, after, classes), sounds.strip("-"))
        found.setdefault(letters[0], []).append(rule)
    return {
        letter: tuple(sorted(rules, key=lambda rule: -len(rule.letters)))
        for letter, rules in found.items()
    }


def _around(letters: str, before: str, after: str, classes: dict[str, str]) -> regex.Pattern[str]:
    """Return what finds the letters; the mark of stress is passed over where it is not named."""
    seen = {side: "" if STRESS in side else f"{STRESS}?" for side in (before, after)}
    look = f"(?<=(?:{_named(before, classes)}){seen[before]})" if before else ""
    ahead = f"(?={seen[after]}(?:{_named(after, classes)}))" if after else ""
    return regex.compile(f"{look}{f'{STRESS}?'.join(map(regex.escape, letters))}{ahead}")


def _compiled(pattern: str, classes: dict[str, str]) -> regex.Pattern[str]:
    return regex.compile(_named(pattern, classes))


def _named(pattern: str, classes: dict[str, str]) -> str:
    """Return a pattern with each capital that names a class, never P, as what it stands for."""
    if not classes:
        return pattern
    return regex.sub(
        rf"(?<!\\)(?<!\\p\{{)[{''.join(classes)}]",
        lambda one: f"(?:{classes[one[0]]})",
        pattern,
    )


def _path(language: Language) -> tuple[str, str]:
    return "letters", f"{language.value}.toml"
