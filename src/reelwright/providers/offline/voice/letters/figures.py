"""Numbers, times and prices as they are written → the words they are read out as."""

import regex

from reelwright.providers.offline.voice.letters import numbers
from reelwright.providers.offline.voice.letters.grammar import Grammar
from reelwright.providers.offline.voice.letters.place import Place, compiled

SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB"}
SIGNS |= {"₴": "UAH", "₺": "TRY", "R$": "BRL", "₩": "KRW", "Rp": "IDR"}
CODES = {"zł": "PLN", "Kč": "CZK"}
"""Currencies by sign, and those whose sign is letters."""

_GROUP = "[.\u00a0\u202f' ]"
NUMBER = rf"(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?)"
"""A pattern of `regex` for a number with or without groups and decimals."""


def amount(written: str) -> tuple[str, str]:
    """Return a number's digits before and after its decimal mark."""
    grouped = regex.fullmatch(rf"(\d{{1,3}}(?:{_GROUP}\d{{3}})+)(?:,(\d+))?", written)
    if grouped:
        return regex.sub(r"\D", "", grouped[1]), grouped[2] or ""
    whole, _, part = written.replace(",", ".").partition(".")
    return whole, part


def number(written: str, place: Place, grammar: Grammar) -> list[str]:
    """Return the words of a number, its gender or case as what stands after it asks."""
    whole, part = amount(written)
    if len(whole) > 15 or (len(whole) > 1 and whole[0] == "0" and not part):
        return numbers.digits(whole + part, grammar.language.tag)
    negative = regex.search(r"(?:^|[\s(])[-−]$", place.before)
    minus = grammar.reading["minus"].split() if negative else []
    if part:
        return [*minus, *_decimal(whole, part, grammar)]
    row = agreement(written, place.after, grammar)
    return [*minus, *said(int(whole), grammar, row[2] if row else "")]


def _decimal(whole: str, part: str, grammar: Grammar) -> list[str]:
    """Return the words of a decimal fraction, its digits one by one; Russian names their place."""
    point, tag = grammar.reading["point"], grammar.language.tag
    if not point and len(part) <= 3:
        return numbers.fraction(f"{whole}.{part}", tag)
    ruleset = grammar.reading.get("wholes", "")
    return [*said(int(whole), grammar, ruleset), *point.split(), *numbers.digits(part, tag)]


def said(number: int, grammar: Grammar, ruleset: str = "") -> list[str]:
    """Return the words of a whole number by one of ICU's rule sets, or by our list of ordinals."""
    tag, reading = grammar.language.tag, grammar.reading
    if ruleset == "ordinals":
        return _ordinal(number, grammar)
    words = numbers.spelled(number, tag, ruleset or reading.get("cardinal", numbers.CARDINAL))
    wrong: list[str] = reading.get("needless", "").split()
    return words[1:] if wrong and words[: len(wrong)] == wrong else words


def _ordinal(number: int, grammar: Grammar) -> list[str]:
    """Return an ordinal in a language that ICU has none for: only its last parts are ordinals."""
    known: list[str] = grammar.reading["ordinals"].split()
    last = number % 100
    if last == 0:
        return said(number, grammar)
    before = said(number - last, grammar) if number > last else []
    if last <= 20:
        return [*before, known[last - 1]]
    tens = known[17 + last // 10]
    return [*before, tens, known[last % 10 - 1]] if last % 10 else [*before, tens]


def agreement(written: str, after: str, grammar: Grammar) -> list[str] | None:
    """Return the row of the language's table that says how a number agrees with what follows."""
    rows: list[list[str]] = grammar.reading.get("agreement", [])
    return next(
        (
            row
            for row in rows
            if compiled(row[0]).fullmatch(written) and compiled(row[1]).match(after)
        ),
        None,
    )


def clock(hour: str, minute: str, place: Place, grammar: Grammar) -> list[str]:
    """Return the words of a time of day, as the language's pattern has them."""
    reading, tag = grammar.reading, grammar.language.tag
    spoken = {
        "{hour}": " ".join(said(int(hour), grammar, reading.get("hours", ""))),
        "{minute}": " ".join(said(int(minute), grammar)),
    }
    if minute[0] == "0":
        nought = reading.get("nought", " ".join(numbers.spelled(0, tag)))
        spoken["{minute}"] = f"{nought} {spoken['{minute}']}"
    words = reading["o_clock" if minute == "00" else "clock"].split()
    follows = place.after.strip().lower()
    words = [word for word in words if word[0] == "{" or not follows.startswith(word.lower())]
    return " ".join(spoken.get(word, word) for word in words).split()


def price(sign: str, written: str, place: Place, grammar: Grammar) -> list[str]:
    """Return the words of a price: `3,50 €` as three euros fifty."""
    whole, part = amount(written)
    tag, code = grammar.language.tag, SIGNS.get(sign) or CODES[sign]
    forms = grammar.reading.get("money", {}).get(code, "").split("|")
    if regex.match(rf"\s(?:{grammar.reading['scales']})\b", place.after):
        return number(written, Place("", ""), grammar)  # the currency comes after the million
    units = int(whole)
    named = numbers.form(forms, units, tag) if forms[0] else numbers.currency(code, units, tag)
    ruleset = grammar.reading.get("coins", {}).get(code, "")
    cents = part[:2].ljust(2, "0")
    change = said(int(cents), grammar) if int(cents) else []
    return [*said(units, grammar, ruleset), *named, *change]


def interval(found: dict[str, str], place: Place, grammar: Grammar) -> list[str]:
    """Return the words of a stretch of numbers: `10-12`."""
    first = number(found["first"], place, grammar)
    return [*first, *grammar.reading["to"].split(), *number(found["last"], place, grammar)]


def fraction(found: dict[str, str], _: Place, grammar: Grammar) -> list[str]:
    """Return the words of a fraction: `3/4`."""
    known = grammar.reading.get("fractions", {}).get(f"{found['above']}/{found['below']}")
    if known:
        return str(known).split()
    nothing = Place("", "")
    return [
        *number(found["above"], nothing, grammar),
        *grammar.reading["over"].split(),
        *number(found["below"], nothing, grammar),
    ]
