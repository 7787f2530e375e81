"""Words, signs and units as they are written → the words they are read out as."""

import regex

from reelwright.providers.offline.voice.letters import numbers
from reelwright.providers.offline.voice.letters.figures import NUMBER, SIGNS, amount
from reelwright.providers.offline.voice.letters.grammar import Grammar
from reelwright.providers.offline.voice.letters.place import Place

_UNITS = {
    "km/h": "kilometer-per-hour", "km/t": "kilometer-per-hour", "км/ч": "kilometer-per-hour",
    "км/год": "kilometer-per-hour", "m/s": "meter-per-second", "м/с": "meter-per-second",
    "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "m": "meter", "kg": "kilogram",
    "g": "gram", "mg": "milligram", "l": "liter", "L": "liter", "ml": "milliliter",
    "км": "kilometer", "см": "centimeter", "мм": "millimeter", "м": "meter", "кг": "kilogram",
    "г": "gram", "мг": "milligram", "л": "liter", "мл": "milliliter", "χλμ": "kilometer",
    "m²": "square-meter", "km²": "square-kilometer", "м²": "square-meter", "ha": "hectare",
    "°C": "celsius", "°F": "fahrenheit", "°": "degree", "%": "percent", "°С": "celsius",
    "GB": "gigabyte", "MB": "megabyte", "kW": "kilowatt", "W": "watt", "V": "volt", "Hz": "hertz",
}  # fmt: skip


def letters(found: dict[str, str], place: Place, grammar: Grammar) -> list[str]:
    """Return the words that letters are read out as: a unit after a number, or named."""
    word = found["letters"]
    number = regex.search(rf"({NUMBER})\s?$", place.before)
    if number and word in _UNITS and not place.after.startswith("'"):
        return _unit(word, number[1], grammar)
    ending = regex.search(r"\d[.'’:-]?$", place.before)
    if ending and word in grammar.reading.get("endings", {}):
        return []  # it was read with its number
    if _is_spelled(word, place, grammar):
        return _names(word, grammar)
    return [word, *_owed(word, place, grammar)]


def _owed(word: str, place: Place, grammar: Grammar) -> list[str]:
    """Return the currency of a price in millions, which is written before it: `$5 million`."""
    sign = regex.search(rf"(R?\p{{Sc}}|Rp)\.?\s?{NUMBER}\s$", place.before)
    if not sign or not regex.fullmatch(grammar.reading["scales"], word):
        return []
    forms = grammar.reading.get("money", {}).get(SIGNS[sign[1]], "").split("|")
    tag = grammar.language.tag
    name = forms[-1].split() if forms[0] else numbers.currency(SIGNS[sign[1]], 5, tag)
    return [*grammar.reading.get("of", "").split(), *name]


def sign(found: dict[str, str], place: Place, grammar: Grammar) -> list[str]:
    """Return the words that a sign is read out as, none for one that only joins."""
    written = found["sign"]
    number = regex.search(rf"({NUMBER})\s?$", place.before)
    if written in _UNITS and (number or written == "%"):
        return _unit(written, number[1] if number else "5", grammar)
    if written in SIGNS:
        forms = grammar.reading.get("money", {}).get(SIGNS[written], "").split("|")
        return forms[-1].split() or numbers.currency(SIGNS[written], 5, grammar.language.tag)
    name: str = grammar.reading["signs"].get(written, "")
    return name.split()


def _unit(name: str, number: str, grammar: Grammar) -> list[str]:
    whole, part = amount(number)
    return numbers.unit(_UNITS[name], float(f"{whole}.{part or 0}"), grammar.language.tag)


def _is_spelled(word: str, place: Place, grammar: Grammar) -> bool:
    """Return whether a word is letters to be named: `USA`, not a line all in capitals."""
    if regex.fullmatch(r"\p{L}(?:\.\p{L})+", word):
        return True
    if not (word.isupper() and word.isalpha() and len(word) > 1):
        return False
    around = place.before + place.after
    shouted = any(map(str.isalpha, around)) and not any(map(str.islower, around))
    said = word in grammar.reading.get("acronyms", "").split()
    return not shouted and not said and (len(word) < 4 or not _has_vowel(word, grammar))


def _has_vowel(word: str, grammar: Grammar) -> bool:
    return grammar.nuclei is not None and grammar.nuclei.search(grammar.lower(word)) is not None


def _names(word: str, grammar: Grammar) -> list[str]:
    names: dict[str, str] = grammar.reading["letters"]
    return [part for letter in grammar.lower(word) for part in names.get(letter, "").split()]
