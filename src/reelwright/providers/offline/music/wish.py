"""What a request for music means: which mood and genre, and whether recorded or composed."""

from dataclasses import dataclass

from reelwright.ports.music import MusicRequest
from reelwright.providers.offline.music.words import first, meanings, meant, spoken, unmet

_TABLE = "words"


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
    return Wish(
        mood=meant(_TABLE, "moods", words),
        genre=meant(_TABLE, "genres", genres),
        source=first(_TABLE, "sources", words),
        poor=unmet(_TABLE, request),
    )


def without_source(request: MusicRequest) -> MusicRequest:
    """Return a request without the words that say whether it is recorded or composed."""
    mood, genre = (_stripped(text) for text in (request.mood, request.genre))
    return MusicRequest(genre, mood, request.seed, request.length)


def _stripped(text: str | None) -> str | None:
    sources = meanings(_TABLE, "sources")
    return " ".join(word for word in spoken(text) if word not in sources) or None
