"""Numbers → Hindi words, as they are said: 1947 as उन्नीस सौ सैंतालीस, 7:30 as साढ़े सात."""

from functools import cache
from typing import Any

from reelwright.providers.offline.voice import shelf

_MOST_DIGITS = 13  # beyond, a number is read digit by digit
_CENTURIES = range(1_100, 2_000)  # read as so many hundreds


@cache
def table() -> dict[str, Any]:
    """Return the words of Hindi for what is not written in words."""
    words = shelf.table("hindi.toml")
    return {
        **words,
        "below_hundred": words["below_hundred"].split(),
        "months": words["months"].split(),
        "scale_words": words["scale_words"].split(),
    }


def cardinal(number: int) -> list[str]:
    """Return the words of a whole number from 0 up."""
    below_hundred: list[str] = table()["below_hundred"]
    if number < 100:
        return [below_hundred[number]]
    if number in _CENTURIES:
        return [below_hundred[number // 100], "सौ", *_rest(number % 100)]
    for word, size in table()["scales"]:
        if number >= size:
            return [*cardinal(number // size), word, *_rest(number % size)]
    raise AssertionError(number)


def _rest(number: int) -> list[str]:
    return cardinal(number) if number else []


def decimal(digits: str) -> list[str]:
    """Return the words of a number as written: `1,00,000`, `3.14`, `007`."""
    whole, _, part = digits.replace(",", "").partition(".")
    by_digit = len(whole) > _MOST_DIGITS or (len(whole) > 1 and whole[0] == "0")
    words = _digits(whole) if by_digit else cardinal(int(whole or "0"))
    return [*words, table()["point"], *_digits(part)] if part else words


def _digits(digits: str) -> list[str]:
    return [table()["below_hundred"][int(digit)] for digit in digits]


def price(sign: str, digits: str, after: str) -> list[str]:
    """Return the words of a price: `₹3.50`; the currency comes after a लाख or करोड़ `after` it."""
    words = table()
    whole, _, part = digits.partition(".")
    if after in words["scale_words"]:
        return decimal(digits)
    small = words["hundredths"].get(sign)
    if not small or len(part) not in (0, 2):
        return [*decimal(digits), words["signs"][sign]]
    coins = [*cardinal(int(part)), small] if int(part or "0") else []
    if coins and whole == "0":
        return coins
    return [*decimal(whole), words["one"].get(sign + whole, words["signs"][sign]), *coins]


def ordinal(number: int, ending: str) -> list[str]:
    """Return the words of an ordinal that is written with its ending: `5वीं`, `2रा`."""
    stem = table()["ordinals"].get(str(number))
    if stem:
        return [stem + ("ी" if "ी" in ending else "े" if "े" in ending else "ा")]
    *before, last = cardinal(number)
    return [*before, last + ending]


def clock(hour: int, minute: int, *, o_clock: bool) -> list[str]:
    """Return the words of a time of day; with `o_clock`, where बजे does not follow already."""
    words = table()
    ending = [words["o_clock"]] if o_clock else []
    if minute == 0:
        return [*cardinal(hour), *ending]
    if hour and minute in (15, 30, 45):
        return [*_quarter(hour, minute), *ending]
    if not o_clock:
        return [*cardinal(hour), *cardinal(minute)]
    return [*cardinal(hour), words["past"], *cardinal(minute), words["minutes"]]


def _quarter(hour: int, minute: int) -> list[str]:
    words = table()
    if minute == 30 and str(hour) in words["halves"]:
        return [words["halves"][str(hour)]]
    if minute == 45:
        return [words["quarter_to"], *cardinal(hour % 12 + 1)]
    return [words["quarter_past" if minute == 15 else "half_past"], *cardinal(hour)]


def date(day: int, month: int, year: int) -> list[str]:
    """Return the words of a date."""
    return [*cardinal(day), table()["months"][month - 1], *cardinal(year)]
