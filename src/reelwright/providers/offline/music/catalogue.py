"""The pieces of music there are, and which of them a request means."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from reelwright.model.errors import Unavailable
from reelwright.model.ids import seed_of
from reelwright.ports.music import MusicRequest

PACKAGE = "immich-memories-music"


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One piece of music: its mood, whether acoustic or electronic, and its file's name."""

    mood: str
    genre: str
    name: str

    @property
    def tempo(self) -> float:
        """Beats a minute, about."""
        tempo: float = table()["tempos"][self.mood][self.genre]
        return tempo

    def read(self) -> bytes:
        """Return its file, Opus in Ogg."""
        return (_folder() / self.mood / self.name).read_bytes()


@dataclass(frozen=True, slots=True)
class Choice:
    """The piece chosen, and a sentence on what was asked and is not there; empty if all is."""

    piece: Piece
    missing: str


@cache
def table() -> dict[str, Any]:
    """Return the words and tempos of the music."""
    source = resources.files("reelwright.providers.offline.music") / "data" / "music.toml"
    return tomllib.loads(source.read_text("utf-8"))


def moods() -> tuple[str, ...]:
    """Return the moods there is music in."""
    return tuple(table()["moods"])


def genres() -> tuple[str, ...]:
    """Return the kinds of music there are."""
    return tuple(table()["genres"])


def choose(request: MusicRequest) -> Choice:
    """Return the piece nearest to a request; its seed chooses among equals."""
    mood_words, genre_words = _words(request.mood), _words(request.genre)
    mood = _meant("moods", mood_words) or _meant("moods", genre_words)
    genre = _meant("genres", genre_words) or _meant("genres", mood_words)
    wanted_moods = [mood] if mood else table()["unasked"]["moods"]
    equals = [
        piece
        for piece in pieces()
        if piece.mood in wanted_moods and piece.genre in ([genre] if genre else genres())
    ]
    piece = equals[seed_of("offline:music", request.seed) % len(equals)]
    return Choice(piece, _missing(request, piece))


def _meant(kind: str, words: list[str]) -> str | None:
    """Return what the first of `words` that says anything of this kind means, or is nearest to."""
    for meanings in (_meanings(kind), _meanings(f"near_{kind}")):
        for word in words:
            if word in meanings:
                return meanings[word]
    return None


def _words(text: str | None) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", (text or "").casefold())


@cache
def _meanings(kind: str) -> dict[str, str]:
    """Return the words of one kind, each with what it means."""
    return {word: name for name, known in table()[kind].items() for word in known.split()}


def _missing(request: MusicRequest, piece: Piece) -> str:
    asked = [text for text in (request.mood, request.genre) if text]
    if all(_met(_words(text)) for text in asked):
        return ""
    return (
        f"There is no {' '.join(asked)} music here; took {piece.mood} {piece.genre} music instead."
    )


def _met(words: list[str]) -> bool:
    """Say whether there is music for one of `words`, and for none only something near."""
    there = _meanings("moods") | _meanings("genres")
    near = _meanings("near_moods") | _meanings("near_genres")
    return any(word in there for word in words) and not any(
        word in near and word not in there for word in words
    )


@cache
def pieces() -> tuple[Piece, ...]:
    """Return all pieces, in an order that does not change."""
    found = [
        Piece(mood.name, file.name.split("_")[1], file.name)
        for mood in _folder().iterdir()
        if mood.name in table()["tempos"]
        for file in mood.iterdir()
        if file.name.endswith(".opus")
    ]
    return tuple(sorted(found))


def _folder() -> resources.abc.Traversable:
    try:
        return resources.files(PACKAGE.replace("-", "_")) / "tracks"
    except ModuleNotFoundError as gone:
        raise Unavailable(f"The offline music is not installed. Install {PACKAGE}.") from gone
