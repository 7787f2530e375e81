"""What a request for music means: which mood and genre, and whether recorded or composed."""

import re
from dataclasses import dataclass
from functools import cache

from reelwright.ports.music import MusicRequest
from reelwright.providers.offline.music.composer.style import table


@dataclass(frozen=True, slots=True)
class Wish:
    """A mood and a genre of the composer's, where the words name them or something near.

    `source` is `recorded` or `composed` where a word says so. `poor` is what was asked and is not
    quite there, empty where all is.
    """

    mood: str | None
    genre: str | None
    source: str | None
    poor: str


def wish(request: MusicRequest) -> Wish:
    """Return what the words of a request mean, its genre's last."""
    words = [*spoken(request.mood), *spoken(request.genre)]
    genres = [*spoken(request.genre), *spoken(request.mood)]
    asked = [text for text in (request.mood, request.genre) if text]
    return Wish(
        mood=_meant("moods", words),
        genre=_meant("genres", genres),
        source=_first("sources", words),
        poor="" if all(_met(spoken(text)) for text in asked) else " ".join(asked),
    )


def without_source(request: MusicRequest) -> MusicRequest:
    """Return a request without the words that say whether it is recorded or composed."""
    mood, genre = (_stripped(text) for text in (request.mood, request.genre))
    return MusicRequest(genre, mood, request.seed, request.length)


def spoken(text: str | None) -> list[str]:
    """Return the words of a text, hyphens within them kept."""
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", (text or "").casefold())


def _stripped(text: str | None) -> str | None:
    return " ".join(word for word in spoken(text) if word not in meanings("sources")) or None


def _meant(kind: str, words: list[str]) -> str | None:
    return _first(kind, words) or _first(f"near_{kind}", words)


def _first(kind: str, words: list[str]) -> str | None:
    return next((meanings(kind)[word] for word in words if word in meanings(kind)), None)


def _met(words: list[str]) -> bool:
    """Say whether one of `words` is known, and none of them is only near to what there is."""
    there = {**meanings("moods"), **meanings("genres"), **meanings("sources")}
    near = {**meanings("near_moods"), **meanings("near_genres")}
    return any(word in there for word in words) and not any(
        word in near and word not in there for word in words
    )


@cache
def meanings(kind: str) -> dict[str, str]:
    """Return the words of one kind, each with what it means."""
    return {word: name for name, known in table("words")[kind].items() for word in known.split()}
