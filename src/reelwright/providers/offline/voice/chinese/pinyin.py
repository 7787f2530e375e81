"""Chinese characters → syllables of pinyin → phonemes, with the tones that change in company."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from reelwright.providers.offline.voice import shelf

_LONGEST = 4  # characters of a phrase in the table
_APICAL = ("zh", "ch", "sh", "r", "z", "c", "s")
_FRONT = ("j", "q", "x")
_WRITTEN = {"yu": "ü", "yi": "i", "wu": "u", "y": "i", "w": "u"}


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable of pinyin with its tone from 1 to 5, the last being none."""

    letters: str
    tone: int


def syllables(characters: str) -> list[Syllable | None]:
    """Return for each character how it is read, and nothing for one with no known reading."""
    found: list[Syllable | None] = []
    while len(found) < len(characters):
        found += _phrase(characters[len(found) :])
    return found


def _phrase(characters: str) -> list[Syllable | None]:
    """Return the readings of the longest known phrase that `characters` begin with."""
    firsts, phrases = _table()
    for length in range(min(_LONGEST, len(characters)), 1, -1):
        if known := phrases.get(characters[:length]):
            return [_syllable(one) for one in known]
    reading = firsts.get(characters[0])
    return [_syllable(reading) if reading else None]


def _syllable(written: str) -> Syllable:
    return Syllable(written[:-1], int(written[-1]))


def changed(words: list[str], read: list[Syllable | None]) -> list[Syllable | None]:
    """Return syllables with the tones they have in company: 不是 as bú shì, 你好 as ní hǎo.

    `words` are the words that the syllables were read from, one syllable a character.
    """
    characters, spoken = "".join(words), list(read)
    for place in reversed(range(len(spoken) - 1)):
        here, after = spoken[place], spoken[place + 1]
        if here is None or after is None:
            continue
        if characters[place] == "不" and after.tone == 4:
            spoken[place] = replace(here, tone=2)
        elif characters[place] == "一" and _counts_one(characters, place):
            spoken[place] = replace(here, tone=2 if after.tone == 4 else 4)
        elif here.tone == 3 and after.tone == 3:
            spoken[place] = replace(here, tone=2)
    return spoken


def _counts_one(characters: str, place: int) -> bool:
    """Return whether 一 means one of something: not in 第一, 十一, 一月, 二〇一四."""
    before, after = characters[place - 1 : place], characters[place + 1]
    counted = before and before in "〇零一二三四五六七八九十百千万亿点第周期"
    return not counted and after not in "月日号〇零一二三四五六七八九十点"


def phonemes(syllable: Syllable) -> str:
    """Return the phonemes of a syllable: `hǎo` as `xau↓`."""
    initial, final = _parts(syllable.letters)
    sounds: str = data()["initials"].get(initial, "") + data()["finals"].get(final, "")
    tone: str = data()["tones"][syllable.tone - 1]
    return sounds.replace("0", tone)


def _parts(letters: str) -> tuple[str, str]:
    """Return a syllable's initial and final, the final as it is when nothing is left out."""
    for written, vowel in _WRITTEN.items():
        if letters.startswith(written):
            rest = letters.removeprefix(written)
            return "", vowel + ("" if rest == vowel else rest)
    initial = next((one for one in data()["initials"] if letters.startswith(one)), "")
    final = letters.removeprefix(initial)
    if final == "i" and initial in _APICAL:
        return initial, "apical"
    return initial, "ü" + final[1:] if initial in _FRONT and final[:1] == "u" else final


@cache
def _table() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the first reading of each character, and the readings of phrases that differ."""
    lines = shelf.file("pinyin.txt").read_text("utf-8").splitlines()
    blank = lines.index("")
    return dict(_pairs(lines[:blank])), {
        phrase: rest for phrase, *rest in map(str.split, lines[blank + 1 :])
    }


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        syllable, characters = line.split()
        yield from ((character, syllable) for character in characters)


@cache
def data() -> dict[str, Any]:
    """Return the sounds of pinyin and the words of Chinese for what is not in characters."""
    return shelf.table("chinese.toml")
