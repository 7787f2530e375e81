"""The pieces of music there are, and which of them a request means."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from reelwright.model.errors import Unavailable
from reelwright.model.ids import seed_of
from reelwright.ports.music import MusicRequest
from reelwright.providers.offline.music.tables import table
from reelwright.providers.offline.music.words import meant, spoken, unmet

PACKAGE = "immich-memories-music"

_TABLE = "music"


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One piece of music: its mood, whether acoustic or electronic, and its file's name."""

    mood: str
    genre: str
    name: str

    @property
    def tempo(self) -> float:
        """Beats a minute, about."""
        tempo: float = table(_TABLE)["tempos"][self.mood][self.genre]
        return tempo

    def read(self) -> bytes:
        """Return its file, Opus in Ogg."""
        return (_folder() / self.mood / self.name).read_bytes()


@dataclass(frozen=True, slots=True)
class Choice:
    """The piece chosen, and a sentence on what was asked and is not there; empty if all is."""

    piece: Piece
    missing: str


def moods() -> tuple[str, ...]:
    """Return the moods there is music in."""
    return tuple(table(_TABLE)["moods"])


def genres() -> tuple[str, ...]:
    """Return the kinds of music there are."""
    return tuple(table(_TABLE)["genres"])


def choose(request: MusicRequest) -> Choice:
    """Return the piece nearest to a request; its seed chooses among equals."""
    mood_words, genre_words = spoken(request.mood), spoken(request.genre)
    mood = meant(_TABLE, "moods", mood_words) or meant(_TABLE, "moods", genre_words)
    genre = meant(_TABLE, "genres", genre_words) or meant(_TABLE, "genres", mood_words)
    wanted_moods = [mood] if mood else table(_TABLE)["unasked"]["moods"]
    equals = [
        piece
        for piece in pieces()
        if piece.mood in wanted_moods and piece.genre in ([genre] if genre else genres())
    ]
    piece = equals[seed_of("offline:music", request.seed) % len(equals)]
    return Choice(piece, _missing(request, piece))


def _missing(request: MusicRequest, piece: Piece) -> str:
    asked = unmet(_TABLE, request)
    return asked and (
        f"There is no {asked} music here; took {piece.mood} {piece.genre} music instead."
    )


@cache
def pieces() -> tuple[Piece, ...]:
    """Return all pieces, in an order that does not change."""
    found = [
        Piece(mood.name, file.name.split("_")[1], file.name)
        for mood in _folder().iterdir()
        if mood.name in table(_TABLE)["tempos"]
        for file in mood.iterdir()
        if file.name.endswith(".opus")
    ]
    return tuple(sorted(found))


def _folder() -> resources.abc.Traversable:
    try:
        return resources.files(PACKAGE.replace("-", "_")) / "tracks"
    except ModuleNotFoundError as gone:
        raise Unavailable(f"The offline music is not installed. Install {PACKAGE}.") from gone
