"""Numerals among the smallest words: each is put together with its counter and read as a number."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from reelwright.providers.offline.voice.japanese import numbers
from reelwright.providers.offline.voice.japanese.morphs import Morph, katakana
from reelwright.providers.offline.voice.japanese.numbers import table

_DIGITS = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?")
_PRICE = re.compile(r"[$¥€£](?=\d)")
_LETTER = re.compile("[A-Za-z]")
_RANGE = re.compile(r"(\d+(?:,\d{3}(?!\d))*)[〜~–-](?=\d)")
_KANJI = re.compile(r"[〇零一二三四五六七八九十百千万億兆\d]+")


def read(text: str, morphs: list[Morph]) -> list[Morph]:
    """Return `morphs` of `text` with each numeral and its counter as one, said as a number."""
    return list(_read(text, morphs))


def _read(text: str, morphs: list[Morph]) -> Iterator[Morph]:
    place, month = 0, False
    while place < len(morphs):
        morph = morphs[place]
        end, said = _numeral(text, morphs, place, month=month)
        month = text[morph.begin : end].endswith("月")
        if said:
            yield replace(morph, end=end, surface=text[morph.begin : end], kana=said, kind="数")
            morphs = [*morphs[:place], *_after(end, text, morphs[place:])]
        else:
            yield morph
            place += 1


def _after(end: int, text: str, morphs: list[Morph]) -> list[Morph]:
    """Return what is left of `morphs` from `end` on, where one of them may be cut in two."""
    left = [morph for morph in morphs if morph.end > end]
    if left and left[0].begin < end:
        left[0] = replace(left[0], begin=end, surface=text[end : left[0].end], kana="")
    return left


def _date(match: re.Match[str]) -> str:
    parts = zip(match.groups(), "年月日", strict=True)
    return " ".join(_counted(int(number), counter) for number, counter in parts)


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    return _counted(hour, "時") + (f" {_counted(minute, '分')}" if minute else "")


def _phone(match: re.Match[str]) -> str:
    return " ".join("".join(numbers.digits(group)) for group in match[0].split("-"))


def _fraction(match: re.Match[str]) -> str:
    above, below = (" ".join(numbers.cardinal(int(number))) for number in match.groups())
    return f"{below}{table()['parts']} {above}"


_WHOLE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4})[/-](0?[1-9]|1[0-2])[/-](\d{1,2})(?!\d)"), _date),
    (re.compile(r"(\d{1,2}):([0-5]\d)(?!\d)"), _clock),
    (re.compile(r"0\d+(?:-\d+)+"), _phone),
    (re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/])"), _fraction),
)


def _numeral(text: str, morphs: list[Morph], place: int, *, month: bool) -> tuple[int, str]:
    """Return where the numeral that begins here ends, and how it is said; nothing if none does."""
    begin = morphs[place].begin
    for pattern, said in _WHOLE:
        if match := pattern.match(text, begin):
            return match.end(), said(match)
    if sign := _PRICE.match(text, begin):
        return _price(text, morphs, place + 1, sign[0])
    if morphs[place].surface == "何" and morphs[place].kind == "数":
        end, counter, kana = _counter(text, morphs, morphs[place].end)
        return (end, numbers.how_many(counter, kana)) if counter else (end, "")
    return _number(text, morphs, place, month=month)


def _price(text: str, morphs: list[Morph], place: int, sign: str) -> tuple[int, str]:
    """Return where the price whose number begins here ends, and how it is said."""
    begin, kana = morphs[place].begin, table()["units"][sign]
    digits, kanji = _DIGITS.match(text, begin), _kanji_numeral(morphs, place)
    if digits and digits.end() >= kanji:
        return digits.end(), " ".join(_written(digits[0], sign, kana, month=False))
    return kanji, " ".join(numbers.counted(numbers.value(text[begin:kanji]), sign, kana))


def _number(text: str, morphs: list[Morph], place: int, *, month: bool) -> tuple[int, str]:
    begin = morphs[place].begin
    before = [table()["minus"]] if re.search(r"(?<![0-9A-Za-z.])[-−]$", text[:begin]) else []
    if first := _RANGE.match(text, begin):
        before, begin = [*before, *numbers.decimal(first[1]), table()["to"]], first.end()
    digits, kanji = _DIGITS.match(text, begin), _kanji_numeral(morphs, place)
    if kanji > (digits.end() if digits else 0):
        end, counter, kana = _counter(text, morphs, kanji)
        words = _words(numbers.value(text[begin:kanji]), counter, kana, month=month)
    elif digits:
        end, counter, kana = _counter(text, morphs, digits.end())
        words = _written(digits[0], counter, kana, month=month)
    else:
        return begin, ""
    return end, " ".join([*before, *words])


def _written(digits: str, counter: str, kana: str, *, month: bool) -> list[str]:
    """Return the words of a number in digits; only a whole one melts into its counter."""
    plain = digits.replace(",", "")
    if plain.isdigit() and not (plain[0] == "0" and len(plain) > 1):
        return _words(int(plain), counter, kana, month=month)
    return [*numbers.decimal(digits), *([kana] if counter else [])]


def _kanji_numeral(morphs: list[Morph], place: int) -> int:
    """Return where a numeral with kanji ends, if the words from here on are one; else 0."""
    end = 0
    for morph in morphs[place:]:
        if (
            (end and morph.begin != end)
            or morph.kind != "数"
            or not _KANJI.fullmatch(morph.surface)
        ):
            break
        end = morph.end
    return end


def _words(number: int, counter: str, kana: str, *, month: bool) -> list[str]:
    if month and counter == "日" and number == 1:
        return [table()["first_of_month"]]
    return numbers.counted(number, counter, kana) if counter else numbers.cardinal(number)


def _counted(number: int, counter: str) -> str:
    return " ".join(_words(number, counter, "", month=counter == "日"))


def _counter(text: str, morphs: list[Morph], begin: int) -> tuple[int, str, str]:
    """Return where the counter that begins here ends, itself and its kana; nothing if none does."""
    for known in sorted(table()["units"], key=len, reverse=True):
        if text.startswith(known, begin) and not _LETTER.match(text, begin + len(known)):
            return begin + len(known), known, table()["units"][known]
    ends = {morph.end for morph in morphs}
    for known in sorted(table()["counters"], key=len, reverse=True):
        if text.startswith(known, begin) and begin + len(known) in ends:
            return begin + len(known), known, table()["counters"][known]["kana"]
    for morph in morphs:
        if morph.begin == begin and morph.kind == "接尾" and morph.kana:
            return morph.end, morph.surface, katakana(morph.kana)
    return begin, "", ""
