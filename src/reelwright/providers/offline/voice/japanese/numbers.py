"""Numbers → katakana, with the sounds that change before a counter: イッピキ, サンビキ, ハツカ."""

from functools import cache
from typing import Any

from reelwright.providers.offline.voice import shelf

_MOST_DIGITS = 16  # beyond, a number is read digit by digit
_LIKE_THREE = ("サン", "セン", "ゼン", "マン")  # counters sound alike after all of them
_SHORT = {"イチ": "イッ", "ロク": "ロッ", "ハチ": "ハッ", "ジュー": "ジュッ", "ャク": "ャッ"}


@cache
def table() -> dict[str, Any]:
    """Return the words of Japanese for what is not written in kana."""
    return shelf.table("japanese.toml")


def cardinal(number: int) -> list[str]:
    """Return the words of a whole number from 0 up, as they are said: ニセン, ニジュー, ヨン."""
    if number == 0:
        return [_digits()[0]]
    words: list[str] = []
    for size, name in ((10**12, "チョー"), (10**8, "オク"), (10**4, "マン")):
        count, number = divmod(number, size)
        if count:
            *before, last = _below_myriad(count)
            # A thousand is イッセン only where a myriad follows it at once.
            last = "イッセン" if last == "セン" else last
            words += [*before, _joined(last, name)]
    return words + _below_myriad(number)


def _below_myriad(number: int) -> list[str]:
    words = []
    for size, name, voiced in ((1000, "セン", "ゼン"), (100, "ヒャク", "ビャク")):
        count, number = divmod(number, size)
        if count:
            digit = _digits()[count] if count > 1 else ""
            words.append(_joined(digit, name, after_three=voiced))
    tens, ones = divmod(number, 10)
    if tens:
        words.append((_digits()[tens] if tens > 1 else "") + "ジュー")
    return [*words, _digits()[ones]] if ones else words


def decimal(written: str) -> list[str]:
    """Return the words of a number as written: `1,234`, `3.14`, `007`."""
    whole, _, part = written.replace(",", "").partition(".")
    by_digit = len(whole) > _MOST_DIGITS or (len(whole) > 1 and whole[0] == "0")
    words = digits(whole) if by_digit else cardinal(int(whole))
    if not part:
        return words
    *before, last = words
    return [*before, _joined(last, table()["point"]), "".join(digits(part))]


def digits(written: str) -> list[str]:
    """Return the words of digits, one by one."""
    return [_digits()[int(one)] for one in written]


def counted(number: int, counter: str, kana: str) -> list[str]:
    """Return the words of a number with its counter; `kana` is how an unknown counter is read."""
    about = table()["counters"].get(counter, {"kana": kana})
    if (only := about.get("only", {}).get(str(number))) is not None:
        return [only]
    *before, last = cardinal(number)
    if (ending := about.get("last", {}).get(str(number % 10))) is not None:
        last = last.removesuffix(_digits()[number % 10]) + ending
    return [*before, _joined(last, **_forms(about))]


def how_many(counter: str, kana: str) -> str:
    """Return 何 with a counter: ナンビキ."""
    about = table()["counters"].get(counter, {"kana": kana})
    return f"ナン{about.get('after_three', about['kana'])}"


def _forms(about: dict[str, Any]) -> dict[str, str]:
    names = ("after_three", "after_four")
    return {"name": about["kana"], **{name: about[name] for name in names if name in about}}


def _joined(number: str, name: str, after_three: str = "", after_four: str = "") -> str:
    """Return a number and what it counts, as they sound together."""
    if after_three and number.endswith(_LIKE_THREE):
        return number + after_three
    if after_four and number.endswith("ヨン"):
        return number + after_four
    for row, rule in table()["cut"].items():
        sound = next((one for one in rule["sounds"] if number.endswith(one)), None)
        if name[0] in row and sound:
            first: str = rule.get("turned", row)[row.index(name[0])]
            return number.removesuffix(sound) + _SHORT[sound] + first + name[1:]
    return number + name


@cache
def _digits() -> list[str]:
    digits: list[str] = table()["digits"].split()
    return digits


def value(numerals: str) -> int:
    """Return the number that kanji numerals and digits together write: 三百, 3万5千, 二〇二四."""
    kanji: dict[str, int] = table()["kanji"]
    total = group = current = 0
    for one in numerals:
        number = kanji.get(one, int(one) if one.isdigit() else 0)
        if number < 10:
            current = current * 10 + number
        elif number < 10_000:
            group, current = group + max(current, 1) * number, 0
        else:
            total, group, current = total + max(group + current, 1) * number, 0, 0
    return total + group + current
