"""Numbers, units, currencies and months in words, as ICU's locale data has them."""

import datetime
from decimal import Decimal
from functools import cache

import regex
from icu4py.messageformat import MessageFormat

CARDINAL = "%spellout-numbering"

_HYPHEN = "\u00ad"  # ICU puts it between the parts of a compound
_DIGITS = regex.compile(r"[\d.,\u00a0\u202f-]*\d|\u00a0|\u202f")


def spelled(number: int, tag: str, ruleset: str = CARDINAL) -> list[str]:
    """Return the words of a whole number by one of ICU's rule sets for the language."""
    said = _format(f"{{n,spellout,{ruleset}}}", tag).format({"n": number})
    return said.replace(_HYPHEN, "·").split()


def fraction(written: str, tag: str) -> list[str]:
    """Return the words of a decimal fraction in which its last place is named."""
    return _format("{n,spellout}", tag).format({"n": Decimal(written)}).split()


def digits(written: str, tag: str) -> list[str]:
    """Return the words of digits said one by one."""
    return [word for digit in written for word in spelled(int(digit), tag)]


def unit(name: str, number: float, tag: str) -> list[str]:
    """Return the name of a unit (CLDR's, such as `kilometer-per-hour`) as it stands by `number`."""
    pattern = f"{{n,number,::unit/{name} unit-width-full-name}}"
    return _named(pattern, number, tag)


def currency(code: str, number: float, tag: str) -> list[str]:
    """Return the name of a currency (ISO 4217) as it stands by `number`."""
    rounding = " precision-integer" if number == int(number) else ""
    pattern = f"{{n,number,::currency/{code} unit-width-full-name{rounding}}}"
    return _named(pattern, number, tag)


def form(forms: list[str], number: int, tag: str) -> list[str]:
    """Return the one of `forms` that stands by `number`: for one, a few and many, or two or one."""
    one, few, many = (*forms, *forms[-1:] * 2)[:3]
    pattern = f"{{n,plural,one{{{one}}}few{{{few}}}many{{{many}}}other{{{many}}}}}"
    return _format(pattern, tag).format({"n": number}).split()


def date(day: int, month: int, year: int, tag: str) -> str:
    """Return a date in the language's long form, its day and year in digits."""
    when = datetime.datetime(year, month, day, tzinfo=datetime.UTC)
    return _format("{d,date,::yMMMMd}", tag).format({"d": when})


def _named(pattern: str, number: float, tag: str) -> list[str]:
    said = _format(pattern, tag).format({"n": int(number) if number == int(number) else number})
    return _DIGITS.sub(" ", said).replace(_HYPHEN, "").split()


@cache
def _format(pattern: str, tag: str) -> MessageFormat:
    return MessageFormat(pattern, tag)
