"""A written word of Hindi → the words it is read out as, all in Devanagari letters."""

import re
from collections.abc import Callable

from reelwright.providers.offline.voice.hindi.numbers import (
    clock,
    date,
    decimal,
    ordinal,
    price,
    table,
)

_NUMBER = r"\d+(?:,\d\d\d?(?!\d))*(?:\.\d+)?"
_MONEY = "[₹$€£¥]"
_LETTERS = r"[\u0900-\u0963\u0970-\u097f]+"
_ENDING = r"(?:व(?:ाँ|ां|ीं|ें|ा)|[लरथठ][ािीे])(?![\u0900-\u097f])"
_PATTERN = re.compile(
    rf"""
    (?P<day>\d{{1,2}})[/.-](?P<month>0?[1-9]|1[0-2])[/.-](?P<year>\d{{4}})(?!\d)
  | (?P<y>\d{{4}})-(?P<m>0[1-9]|1[0-2])-(?P<d>\d\d)(?!\d)
  | (?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d)(?!\d)
  | (?P<first>{_NUMBER})[–-](?P<last>{_NUMBER})
  | (?P<nth>\d{{1,9}})(?P<ending>{_ENDING})
  | (?P<above>\d{{1,3}})/(?P<below>\d{{1,3}})(?!\d)
  | (?P<money>{_MONEY})(?P<price>{_NUMBER})
  | (?P<number>{_NUMBER})
  | (?P<letters>{_LETTERS}(?:\.{_LETTERS})*)(?:0(?!\d))?  # the sign of abbreviation, as a zero
  | (?P<sign>°[CF]?|km/h|km|kg|cm|mm|\S)
    """,
    re.VERBOSE,
)


def aloud(word: str, before: str = "", after: str = "") -> list[str]:
    """Return the words that the written `word` is read out as.

    `after` is the word after it, `before` the one before, great numbers such as लाख passed over:
    of ₹5 लाख करोड़ it is करोड़ that रुपये is read after.
    """
    words = [said for match in _PATTERN.finditer(word) for said in _words(match, after)]
    scales = table()["scale_words"]
    if word in scales and after not in scales and re.match(_MONEY, before):
        return [*words, *_named(before[0])]
    return words


def _words(match: re.Match[str], after: str) -> list[str]:
    found = {name: part for name, part in match.groupdict().items() if part}
    kind = next(kind for kind in _KINDS if kind in found)
    return _KINDS[kind](found, after)


_Found = dict[str, str]

# By the group that tells each kind of writing from the others.
_KINDS: dict[str, Callable[[_Found, str], list[str]]] = {
    "month": lambda found, _: date(int(found["day"]), int(found["month"]), int(found["year"])),
    "m": lambda found, _: date(int(found["d"]), int(found["m"]), int(found["y"])),
    "minute": lambda found, after: clock(
        int(found["hour"]), int(found["minute"]), o_clock=after != table()["o_clock"]
    ),
    "last": lambda found, _: [*decimal(found["first"]), table()["to"], *decimal(found["last"])],
    "nth": lambda found, _: ordinal(int(found["nth"]), found["ending"]),
    "above": lambda found, _: [*decimal(found["above"]), table()["over"], *decimal(found["below"])],
    "price": lambda found, after: price(found["money"], found["price"], after),
    "number": lambda found, _: decimal(found["number"]),
    "letters": lambda found, _: _spelled(found["letters"]),
    "sign": lambda found, _: _named(found["sign"]),
}


def _named(sign: str) -> list[str]:
    name = table()["signs"].get(sign) or table()["symbols"].get(sign)
    return name.split() if name else []


def _spelled(letters: str) -> list[str]:
    """Return a word as it is said, where that is not how it is written."""
    letters, words = letters.rstrip("॰"), table()
    for written, said in words["respelled"].items():
        if letters.startswith(written):
            return [said + letters.removeprefix(written)]
    known = words["abbreviations"].get(letters) or words["whole"].get(letters)
    return known.split() if known else letters.split(".")
