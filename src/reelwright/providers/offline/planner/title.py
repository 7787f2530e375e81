"""What films are called: the asker's own words, shortened, or a title made of what is known."""

import re
from unicodedata import east_asian_width

from reelwright.model.brief import Language
from reelwright.providers.offline.planner.place import Place
from reelwright.providers.offline.planner.texts.grammar import capital, fill
from reelwright.providers.offline.planner.texts.tongue import Noun, Tongue

_WIDEST = 60
"""Columns of a title; an East Asian character takes two."""
_LEADING = re.compile(r"^[^\w“「『(\"']+(?=.*\w)", re.DOTALL)
_ENDS = re.compile(r"(?<=[.!?।。！？])\s*")
_CLAUSES = re.compile(r"[,;:、，；：—]\s*")


def headline(text: str) -> str:
    """Return `text` as a title: its first sentence or clause if that is enough, or cut short."""
    begun = _LEADING.sub("", text)
    sentence = _ENDS.split(begun, maxsplit=1)[0]
    clause = _CLAUSES.split(sentence, maxsplit=1)[0]
    fitting = (part for part in (sentence, clause) if _says(part) and _width(part) <= _WIDEST)
    return next(fitting, _cut(clause if _says(clause) else begun)).rstrip(" .।。,、")


def titled(text: str, spoken: Tongue) -> str:
    """Return a headline with the capitals that the language gives its titles."""
    words = _opened(headline(text), spoken).split(" ")
    if not spoken.lower:
        return _capital(" ".join(words), spoken)
    inner = (word if word in spoken.lower else capital(word) for word in words[1:])
    return " ".join([capital(words[0]), *inner])


def _opened(text: str, spoken: Tongue) -> str:
    """Return a question with the mark that Spanish begins it with."""
    asked = spoken.language is Language.SPANISH and text.endswith("?")
    return f"¿{capital(text)}" if asked and "¿" not in text else text


def _capital(text: str, spoken: Tongue) -> str:
    """Return `text` with its first letter a capital, which in Turkish keeps the dot of an i."""
    dotted = spoken.language is Language.TURKISH and text.startswith("i")
    return f"İ{text[1:]}" if dotted else capital(text)


def of_place(place: Place, noun: Noun, spoken: Tongue) -> str:
    """Return a title for a look at `noun` in the light of `place`."""
    pattern = spoken.titles[place.hour or "bare"]
    return titled(fill(pattern, noun), spoken)


def _cut(text: str) -> str:
    kept = ""
    for piece in re.findall(r"\s*\S+", text) if " " in text else text:
        if _width(kept + piece) >= _WIDEST:
            break
        kept += piece
    return f"{kept or text[: _WIDEST // 2]}…"


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
