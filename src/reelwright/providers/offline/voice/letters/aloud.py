"""A written word, its signs and its numbers → the words of the language it is read out as."""

from collections.abc import Callable

import regex

from reelwright.providers.offline.voice.letters import figures, numbers, signs
from reelwright.providers.offline.voice.letters.figures import CODES, NUMBER, SIGNS
from reelwright.providers.offline.voice.letters.grammar import Grammar
from reelwright.providers.offline.voice.letters.place import Place, compiled

_LETTER = r"[\p{L}\p{M}]"
_PATTERN = regex.compile(
    rf"""
    (?P<y>\d{{4}})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)
  | (?P<day>0?[1-9]|[12]\d|3[01])[./-](?P<month>0?[1-9]|1[0-2])[./-](?P<year>\d{{4}})(?!\d)
  | (?P<hour>[01]?\d|2[0-3])[:hH](?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)
  | (?P<money>{"|".join(map(regex.escape, sorted(SIGNS, key=len, reverse=True)))})?(?:(?<=Rp)\.)?\ ?
    (?P<price>{NUMBER})[ \u00a0\u202f]?
    (?P<coin>{"|".join(map(regex.escape, [*sorted(SIGNS, key=len, reverse=True), *CODES]))})?
    (?(money)|(?(coin)|(?!)))
  | (?P<first>{NUMBER})[–-](?P<last>{NUMBER})
  | (?P<above>\d{{1,3}})/(?P<below>\d{{1,3}})(?!\d)
  | (?P<number>{NUMBER})
  | (?P<sign>°[CFС]|km/[ht]|км/(?:ч|год)|[mм]/[sс]|k?m²|[^\p{{L}}\p{{M}}\d\s])
  | (?P<letters>{_LETTER}+(?:['’ʼ.‐‑_*·~-]{_LETTER}+)*)
    """,
    regex.VERBOSE,
)


def aloud(word: str, place: Place, grammar: Grammar) -> list[str]:
    """Return the words that the written `word` is read out as."""
    whole = _shortened(word, place, grammar) or _roman(word, place, grammar)
    if whole:
        return whole
    said: list[str] = []
    for match in _PATTERN.finditer(word):
        here = Place(place.before + word[: match.start()], word[match.end() :] + place.after)
        found = {name: part for name, part in match.groupdict().items() if part}
        kind = next(kind for kind in _KINDS if kind in found)
        said += _KINDS[kind](found, here, grammar)
    return said


def takes_stop(word: str, after: str, grammar: Grammar) -> bool:
    """Return whether the full stop after `word` is part of it: of `Dr.`, of the ordinal `3.`."""
    if not after.startswith("."):
        return False
    if word.isdigit():
        row = figures.agreement(word, after, grammar)
        return row is not None and _ends_with_stop(row, after)
    table = grammar.reading["abbreviations"]
    known = word in table or _plain(word) in table
    last = regex.match(r"\.\s*$", after) is not None
    capital = regex.match(r"\.\s+\p{Lu}", after) is not None
    return (
        known and not last and not (capital and _plain(word) in grammar.reading["enders"].split())
    )


def _plain(word: str) -> str:
    """Return an abbreviation as the tables have it: `z. B` as `z.b`."""
    return word.lower().replace(". ", ".")


def _ends_with_stop(row: list[str], after: str) -> bool:
    match = compiled(row[1]).match(after)
    return match is not None and match[0].startswith(".")


def _shortened(word: str, place: Place, grammar: Grammar) -> list[str]:
    """Return what an abbreviation stands for; one that is a unit or a word too needs its stop."""
    table: dict[str, str] = grammar.reading["abbreviations"]
    known = table.get(word) or table.get(_plain(word), "")
    if regex.search(r"\d\s?$", place.before):
        known = grammar.reading.get("counted", {}).get(word, known)
    free = word in grammar.reading.get("free", "").split()
    return known.split() if free or "." in word or place.after.startswith(".") else []


def _roman(word: str, place: Place, grammar: Grammar) -> list[str]:
    """Return the words of a Roman numeral, where what stands around it says that it is one."""
    for before, shape, ruleset in grammar.reading.get("roman", []):
        match = compiled(shape).fullmatch(word)
        if match and compiled(f"(?:{before})$").search(place.before):
            value = _value(match["roman"])
            if value:
                return numbers.spelled(value, grammar.language.tag, ruleset)
    return []


def _value(roman: str) -> int:
    """Return the value of a Roman numeral."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[one] for one in roman]
    return sum(
        -one if one < two else one for one, two in zip(values, [*values, 0][1:], strict=True)
    )


def _date(day: str, month: str, year: str, grammar: Grammar) -> list[str]:
    """Return the words of a date: as it would be written out, read again."""
    text = numbers.date(int(day), int(month), int(year), grammar.language.tag)
    words = text.split()
    said: list[str] = []
    for at, word in enumerate(words):
        rest = (" " if at + 1 < len(words) else "") + " ".join(words[at + 1 :])
        bare = word.rstrip(".")
        after = word[len(bare) :] + rest
        said += aloud(bare, Place(" ".join(words[:at]), after), grammar)
    return said


_Found = dict[str, str]
_Reader = Callable[[_Found, Place, Grammar], list[str]]

# By the group that tells each kind of writing from the others.
_KINDS: dict[str, _Reader] = {
    "m": lambda found, _, grammar: _date(found["d"], found["m"], found["y"], grammar),
    "month": lambda found, _, grammar: _date(found["day"], found["month"], found["year"], grammar),
    "minute": lambda found, place, grammar: figures.clock(
        found["hour"], found["minute"], place, grammar
    ),
    "price": lambda found, place, grammar: figures.price(
        found.get("money") or found["coin"], found["price"], place, grammar
    ),
    "last": figures.interval,
    "above": figures.fraction,
    "number": lambda found, place, grammar: figures.number(found["number"], place, grammar),
    "sign": signs.sign,
    "letters": signs.letters,
}
