"""Numbers and signs → the Chinese characters they are read as."""

from collections.abc import Callable

import regex
from icu4py.messageformat import MessageFormat

from reelwright.providers.offline.voice.chinese.pinyin import data

_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
PATTERN = regex.compile(
    rf"""
    (?P<y>\d{{4}})[-/](?P<m>0?[1-9]|1[0-2])[-/](?P<d>\d{{1,2}})(?!\d)
  | (?P<year>\d{{4}})(?=\s?年)
  | (?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)
  | (?P<sign>[¥￥$€£₹₩])\s?(?P<price>{_NUMBER})(?P<scale>[万亿千百]*)
  | (?P<first>{_NUMBER})[-–~～](?P<last>{_NUMBER})(?P<ofboth>[%％]?)
  | (?P<above>\d{{1,3}})/(?P<below>\d{{1,3}})(?!\d)
  | (?P<share>{_NUMBER})\s?[%％]
  | (?P<phone>0\d+|\d{{9,}})(?![.\d])
  | (?P<minus>(?<![\p{{L}}\p{{N}}])[-−])?(?P<number>{_NUMBER})
    (?:\s?(?P<unit>km/h|km|kg|cm|mm|ml|m|g|L|°C|°F|℃|°)(?!\p{{Latin}}))?
    """,
    regex.VERBOSE,
)


def said(match: regex.Match[str], after: str) -> str:
    """Return the characters that a numeral found by `PATTERN` is read as; `after` follows it."""
    found = {name: part for name, part in match.groupdict().items() if part}
    kind = next(kind for kind in _KINDS if kind in found)
    return _KINDS[kind](found, after)


def cardinal(written: str, after: str = "") -> str:
    """Return a number in characters: 2 as 两 before what is counted, decimals digit by digit."""
    whole, _, part = written.replace(",", "").partition(".")
    words = data()["words"]
    if not part and whole == "2" and after.startswith(tuple(words["counters"].split())):
        return str(words["two"])
    spelled = _spelled(int(whole))
    return f"{spelled}{words['point']}{digits(part)}" if part else spelled


def _spelled(number: int) -> str:
    said = MessageFormat("{n,spellout,%spellout-cardinal}", "zh").format({"n": number})
    return said.removeprefix("一") if said.startswith("一十") else said


def digits(written: str) -> str:
    """Return digits one by one."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in written).replace("〇", "零")


_Found = dict[str, str]


def _date(found: _Found, _: str) -> str:
    words = data()["words"]
    month, day = cardinal(found["m"]), cardinal(found["d"])
    return f"{digits(found['y'])}{words['year']}{month}{words['month']}{day}{words['day']}"


def _clock(found: _Found, _: str) -> str:
    words, minute = data()["words"], found["minute"]
    hour = words["two"] if int(found["hour"]) == 2 else cardinal(str(int(found["hour"])))
    if minute == "00":
        return f"{hour}{words['hour']}{words['whole_hour']}"
    nought = digits("0") if minute[0] == "0" else ""
    return f"{hour}{words['hour']}{nought}{cardinal(str(int(minute)))}{words['minute']}"


def _price(found: _Found, _: str) -> str:
    scale = found.get("scale", "")
    return f"{cardinal(found['price'], scale)}{scale}{data()['money'][found['sign']]}"


def _range(found: _Found, after: str) -> str:
    share = data()["signs"]["%"] if found.get("ofboth") else ""
    first, last = cardinal(found["first"], after), cardinal(found["last"], after)
    return f"{share}{first}{data()['words']['to']}{share}{last}"


def _number(found: _Found, after: str) -> str:
    unit = data()["units"].get(found.get("unit", ""), "")
    minus = data()["words"]["minus"] if "minus" in found else ""
    number = cardinal(found["number"], after)
    return f"{minus}{data()['words']['two'] if number == '二' and unit else number}{unit}"


# By the group that tells each kind of writing from the others.
_KINDS: dict[str, Callable[[_Found, str], str]] = {
    "y": _date,
    "year": lambda found, _: digits(found["year"]),
    "minute": _clock,
    "price": _price,
    "last": _range,
    "below": lambda found, _: (
        f"{cardinal(found['below'])}{data()['words']['over']}{cardinal(found['above'])}"
    ),
    "share": lambda found, _: f"{data()['signs']['%']}{cardinal(found['share'])}",
    "phone": lambda found, _: digits(found["phone"]),
    "number": _number,
}
